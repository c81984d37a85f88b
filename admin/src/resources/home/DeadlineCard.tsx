import { Box, Button, LinearProgress, Table, TableBody, TableCell, TableRow } from '@mui/material';
import { Link } from 'react-router-dom';
import {
  daysBetween,
  formatDate,
  formatFullDate,
  formatNumber,
  formatWeekday,
  Light,
  Section,
  tight,
  withUnit,
} from '../../shared/index.ts';
import { DeadlineRule } from './DeadlineRule.tsx';
import type { Confirmation } from './home.types.ts';

export interface DeadlineCardProps {
  today: string;
  confirmation: Confirmation;
  /** Whose card it is: a unit counts itself, the city the units that it countersigns. */
  level: Level;
}

export type Level = 'UNIT' | 'CITY' | 'OTHER';

/** The year’s confirmation against its deadline: days left, the finishing date at the present pace, what is open. */
export const DeadlineCard = ({ today, confirmation: c, level }: DeadlineCardProps) => {
  const days = daysBetween(today, c.deadline);
  const unconfirmed = c.unitsTotal - c.unitsConfirmed;
  const title = level === 'CITY' ? '市直和垂管单位签完' : '单位签完';
  return (
    <Section
      title={c.past ? `${String(c.year)} 年度确认` : '年度确认'}
      aside={<Light lamp={c.lamp} {...(c.past && c.lamp !== 'GREEN' ? { word: '没签完' } : {})} />}
    >
      {c.past ? (
        <Box component="p" sx={{ m: 0, color: 'text.secondary' }}>
          这一年已经过去，截止 {formatFullDate(c.deadline)}。只能查看，不再改动。
        </Box>
      ) : (
        <Countdown days={days} deadline={c.deadline} />
      )}
      {!c.past && <DeadlineRule today={today} deadline={c.deadline} finishOn={c.finishOn} lamp={c.lamp} />}
      <Box component="p" sx={{ m: '8px 0 12px', wordBreak: 'keep-all', overflowWrap: 'anywhere' }}>
        {tight(c.reason)}
      </Box>
      {!c.past && (
        <Table size="small" sx={TABLE}>
          <TableBody>
            {level !== 'UNIT' && (
              <Figure
                label="交友空白的农户"
                n={c.gaps}
                before={c.gapsWeekAgo}
                unit="户"
                to="/board?kind=GAP"
              />
            )}
            <Figure
              label="有两名干部的农户"
              n={c.duplicates}
              before={c.duplicatesWeekAgo}
              unit="户"
              to="/board?kind=DUPLICATE"
            />
            <Figure
              label="没有朋友的干部"
              n={c.officials}
              before={c.officialsWeekAgo}
              unit="人"
              to="/board?kind=OFFICIAL"
            />
          </TableBody>
        </Table>
      )}
      {c.unitsTotal > 0 && level !== 'UNIT' && (
        <Box sx={{ borderTop: 1, borderColor: 'divider', mt: 1, pt: 1, display: 'grid', gap: 0.5 }}>
          <Box sx={{ display: 'flex', typography: 'body2' }}>
            <span>{title}</span>
            <Box sx={{ flex: 1 }} />
            <span>
              <b>{formatNumber(c.unitsConfirmed)}</b> / {withUnit(c.unitsTotal, '个')}
            </span>
          </Box>
          <LinearProgress
            aria-label={title}
            variant="determinate"
            value={(c.unitsConfirmed / c.unitsTotal) * 100}
            sx={{ '& .MuiLinearProgress-bar': { bgcolor: (t) => t.palette.ramp[3] } }}
          />
        </Box>
      )}
      <Button component={Link} to="/confirmation" variant="outlined" fullWidth sx={{ mt: 2 }}>
        {level === 'UNIT'
          ? c.past || unconfirmed === 0
            ? '看本单位的确认'
            : '去确认本单位'
          : unconfirmed > 0
            ? `看哪 ${withUnit(unconfirmed, '个')}单位没签完`
            : '看年度确认'}
      </Button>
    </Section>
  );
};

const Countdown = ({ days, deadline }: { days: number; deadline: string }) => (
  <Box sx={{ display: 'flex', alignItems: 'baseline', gap: 1 }}>
    <span>{days >= 0 ? '还有' : '过了'}</span>
    <Box
      component="strong"
      sx={{ fontSize: '2.5rem', lineHeight: '3rem', letterSpacing: '-.01em', fontWeight: 600 }}
    >
      {formatNumber(Math.abs(days))}
    </Box>
    <span>天</span>
    <Box sx={{ flex: 1 }} />
    <Box component="span" sx={{ typography: 'body2', color: 'text.disabled', textAlign: 'right' }}>
      截止 {deadline.slice(0, 4)} 年<br />
      {formatDate(deadline, deadline)} {formatWeekday(deadline)}
    </Box>
  </Box>
);

const TABLE = {
  '& td, & th': {
    px: 0,
    height: { sm: 32 },
    bgcolor: 'transparent',
    color: 'text.primary',
    fontSize: '0.8125rem',
    fontWeight: 400,
    borderTop: 1,
    borderBottom: 0,
    borderColor: 'divider',
  },
} as const;

interface FigureProps {
  label: string;
  n: number;
  before: number | null;
  unit: string;
  to: string;
}

const Figure = ({ label, n, before, unit, to }: FigureProps) => (
  <TableRow>
    <TableCell component="th" scope="row">
      {label}
    </TableCell>
    <TableCell align="right">
      <Box
        component={Link}
        to={to}
        sx={{
          textDecoration: 'none',
          fontWeight: n > 0 ? 600 : 400,
          '&:hover': { textDecoration: 'underline' },
        }}
      >
        {withUnit(n, unit)}
      </Box>
    </TableCell>
    {before !== null && (
      <TableCell align="right">
        <Box component="span" sx={{ color: 'text.disabled' }}>
          一周前 {formatNumber(before)}
        </Box>
      </TableCell>
    )}
  </TableRow>
);
