import { Box, LinearProgress, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { formatNumber, withUnit } from './format.ts';

export interface ProgressBarProps {
  /** 发布统筹 2026 年第 2 次 */
  label: string;
  done: number;
  /** Absent while nobody knows yet. */
  total?: number | null;
  /** 条, 行; of % only how much is done is said */
  unit: string;
  secondsLeft?: number | null;
  /** May I leave this page, what happens if it breaks off: 一次写完，写一半断了等于没写。可以离开本页。 */
  hint: ReactNode;
  /** A button that stops it and says what that leaves: 停下，一条也不写 */
  stop?: ReactNode;
}

/** Under a minute in seconds, above in whole minutes. */
const left = (seconds: number) =>
  seconds < 60
    ? withUnit(Math.max(1, Math.round(seconds)), '秒')
    : withUnit(Math.round(seconds / 60), '分钟');

const figureOf = (done: number, total: number | null | undefined, unit: string): string => {
  if (unit === '%') return `${formatNumber(done)}%`;
  return total ? `${formatNumber(done)} / ${withUnit(total, unit)}` : withUnit(done, unit);
};

/** How much is done, how long it will take, may I leave, may I stop. */
export const ProgressBar = ({ label, done, total, unit, secondsLeft, hint, stop }: ProgressBarProps) => {
  const share = total ? Math.min(100, (done / total) * 100) : undefined;
  return (
    <Box sx={{ display: 'grid', gap: 1 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1, typography: 'body2' }}>
        <b>{label}</b>
        <Box sx={{ flex: 1 }} />
        <Box component="span" sx={{ color: 'text.secondary' }}>
          {figureOf(done, total, unit)}
          {secondsLeft != null && `，约剩 ${left(secondsLeft)}`}
        </Box>
      </Box>
      <LinearProgress
        aria-label={label}
        variant={share === undefined ? 'indeterminate' : 'determinate'}
        value={share ?? 0}
      />
      <Typography variant="caption" color="text.secondary">
        {hint}
      </Typography>
      {stop && <Box sx={{ display: 'flex', justifyContent: 'flex-end' }}>{stop}</Box>}
    </Box>
  );
};
