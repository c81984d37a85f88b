import { Box, Button, LinearProgress, Table, TableBody, TableCell, TableRow } from '@mui/material';
import { Link } from 'react-router-dom';
import {
  daysBetween,
  formatDate,
  formatNumber,
  formatWeekday,
  Light,
  Section,
  withUnit,
} from '../../shared/index.ts';
import { DeadlineRule } from './DeadlineRule.tsx';
import type { Confirmation } from './home.types.ts';

export interface DeadlineCardProps {
  today: string;
  confirmation: Confirmation;
}

/** The year’s confirmation against its deadline: days left, the finishing date at the present pace, what is open. */
export const DeadlineCard = ({ today, confirmation: c }: DeadlineCardProps) => {
  const days = daysBetween(today, c.deadline);
  const unconfirmed = c.unitsTotal - c.unitsConfirmed;
  return (
    <Section title="年度确认" aside={<Light lamp={c.lamp} />}>
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
          截止 {c.deadline.slice(0, 4)} 年<br />
          {formatDate(c.deadline, c.deadline)} {formatWeekday(c.deadline)}
        </Box>
      </Box>
      <DeadlineRule today={today} deadline={c.deadline} finishOn={c.finishOn} lamp={c.lamp} />
      <Box component="p" sx={{ m: '8px 0 12px', wordBreak: 'keep-all', overflowWrap: 'anywhere' }}>
        {c.reason}
      </Box>
      <Table size="small" sx={TABLE}>
        <TableBody>
          <Figure label="没有干部的农户" n={c.gaps} before={c.gapsWeekAgo} unit="户" to="/board?kind=GAP" />
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
      {c.unitsTotal > 0 && (
        <Box sx={{ borderTop: 1, borderColor: 'divider', mt: 1, pt: 1, display: 'grid', gap: 0.5 }}>
          <Box sx={{ display: 'flex', typography: 'body2' }}>
            <span>单位确认</span>
            <Box sx={{ flex: 1 }} />
            <span>
              <b>{formatNumber(c.unitsConfirmed)}</b> / {withUnit(c.unitsTotal, '个')}
            </span>
          </Box>
          <LinearProgress
            aria-label="单位确认"
            variant="determinate"
            value={(c.unitsConfirmed / c.unitsTotal) * 100}
            sx={{ '& .MuiLinearProgress-bar': { bgcolor: (t) => t.palette.ramp[3] } }}
          />
        </Box>
      )}
      <Button component={Link} to="/confirmation" variant="outlined" fullWidth sx={{ mt: 2 }}>
        {unconfirmed > 0 ? `看哪 ${withUnit(unconfirmed, '个')}单位没确认` : '看年度确认'}
      </Button>
    </Section>
  );
};

const TABLE = {
  '& td, & th': {
    px: 0,
    height: 32,
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
