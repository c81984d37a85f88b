import { Box, LinearProgress } from '@mui/material';
import type { AllocationWhatIfQuery } from '@qinyou/schema';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorNotice, formatNumber } from '../../../shared/index.ts';
import type { Counts } from '../allocation-words.ts';

interface Props {
  outcome: UseQueryResult<AllocationWhatIfQuery>;
  /** What the proposal comes to as it is. */
  now: Counts;
  children: ReactNode;
}

const FIGURES: readonly [keyof Omit<Counts, '__typename'>, string, string][] = [
  ['waiting', '仍没有干部', '户'],
  ['new', '新结', '户'],
  ['moved', '换人', '户'],
  ['officialsAfter', '没有户的干部', '人'],
  ['placesLeft', '用不完的名额', '个'],
];

/** 照这样会怎样: what would differ from the proposal. */
export const WhatIfResult = ({ outcome, now, children }: Props) => {
  const then = outcome.data?.allocationWhatIf.counts;
  return (
    <Box
      component="section"
      aria-label="照这样会怎样"
      sx={{
        p: 2,
        display: 'grid',
        gap: 1,
        bgcolor: (t) => t.palette.tint,
        borderTop: 1,
        borderColor: 'divider',
      }}
    >
      <Box component="h3" sx={{ m: 0, typography: 'subtitle2' }}>
        照这样会怎样
      </Box>
      <Box sx={{ minHeight: 6 }}>{outcome.isFetching && <LinearProgress aria-label="正在试算" />}</Box>
      {outcome.error && <ErrorNotice error={outcome.error} onRetry={() => void outcome.refetch()} />}
      {then && (
        <Box
          component="dl"
          role="status"
          sx={{
            m: 0,
            display: 'grid',
            gridTemplateColumns: '1fr auto',
            rowGap: 0.5,
            typography: 'body2',
            opacity: outcome.isPlaceholderData ? 0.6 : 1,
          }}
        >
          {FIGURES.map(([name, word, unit]) => (
            <Box key={name} sx={{ display: 'contents' }}>
              <Box component="dt" sx={{ color: 'text.secondary' }}>
                {word}
              </Box>
              <Box component="dd" sx={{ m: 0, textAlign: 'right' }}>
                {then[name] === now[name] ? (
                  <>{`${formatNumber(now[name])} ${unit}，不变`}</>
                ) : (
                  <>
                    {formatNumber(now[name])} → <b>{formatNumber(then[name])}</b> {unit}
                  </>
                )}
              </Box>
            </Box>
          ))}
        </Box>
      )}
      <Box sx={{ typography: 'caption', color: 'text.secondary' }}>只是试算，什么都没有写。</Box>
      {children}
    </Box>
  );
};
