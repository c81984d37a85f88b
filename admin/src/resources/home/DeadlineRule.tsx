import { Box } from '@mui/material';
import { daysBetween, formatDate, type Lamp } from '../../shared/index.ts';

interface DeadlineRuleProps {
  today: string;
  deadline: string;
  /** When it would be done at the present pace. */
  finishOn: string | null;
  lamp: Lamp;
}

/** Beyond this share of the rule a label would run out of the card. */
const LABEL_ROOM = 78;

/** Today, the deadline and the day it would be done, on one line; what lies beyond the deadline is hatched. */
export const DeadlineRule = ({ today, deadline, finishOn, lamp }: DeadlineRuleProps) => {
  if (deadline < today || finishOn === null) return null;
  const end = finishOn > deadline ? finishOn : deadline;
  const span = Math.max(1, daysBetween(today, end));
  const at = (day: string) => (daysBetween(today, day) / span) * 100;
  const [due, done] = [at(deadline), at(finishOn)];
  const late = finishOn > deadline;
  const mark = (left: number, color: string) => (
    <Box
      sx={{
        position: 'absolute',
        left: `calc(${String(left)}% - 1px)`,
        top: 21,
        width: 2,
        height: 14,
        bgcolor: color,
      }}
    />
  );
  return (
    <Box
      role="img"
      aria-label={`今天 ${formatDate(today)}，截止 ${formatDate(deadline)}，照近 7 天的速度 ${formatDate(finishOn)}能办完`}
      sx={{
        position: 'relative',
        height: 56,
        mt: 1,
        mx: 0.75,
        typography: 'caption',
        color: 'text.secondary',
        '& span': { position: 'absolute', whiteSpace: 'nowrap' },
      }}
    >
      <Box
        sx={{
          position: 'absolute',
          inset: '25px 0 auto',
          height: 6,
          borderRadius: '3px',
          bgcolor: (t) => t.palette.ramp[1],
        }}
      />
      <Box
        sx={{
          position: 'absolute',
          left: 0,
          top: 25,
          width: `${String(Math.min(due, done))}%`,
          height: 6,
          borderRadius: '3px',
          bgcolor: (t) => t.palette.ramp[3],
        }}
      />
      {late && (
        <Box
          sx={{
            position: 'absolute',
            left: `${String(due)}%`,
            right: 0,
            top: 25,
            height: 6,
            background: (t) =>
              `repeating-linear-gradient(135deg, ${t.palette.lamp.red.glyph} 0 3px, transparent 3px 6px)`,
          }}
        />
      )}
      {mark(0, 'text.primary')}
      {mark(due, 'text.primary')}
      {mark(done, late ? 'lamp.red.glyph' : 'lamp.yellow.glyph')}
      <span style={{ left: 0, top: 0 }}>今天</span>
      <span
        style={
          due > LABEL_ROOM
            ? { right: 0, top: 0 }
            : { left: `${String(due)}%`, top: 0, transform: due > 20 ? 'translateX(-50%)' : 'none' }
        }
      >
        截止 {Number(deadline.slice(8))} 日
      </span>
      <Box
        component="span"
        sx={{
          top: 39,
          fontWeight: 600,
          color: lamp === 'RED' ? 'lamp.red.text' : 'lamp.yellow.text',
          ...(done > LABEL_ROOM - 20 ? { right: `${String(100 - done)}%` } : { left: `${String(done)}%` }),
        }}
      >
        照现在 {formatDate(finishOn)}
      </Box>
    </Box>
  );
};
