import ErrorIcon from '@mui/icons-material/Error';
import EventAvailable from '@mui/icons-material/EventAvailableOutlined';
import Warning from '@mui/icons-material/WarningAmber';
import { Box, Button } from '@mui/material';
import { Link } from 'react-router-dom';
import { formatDate, Notice, withUnit } from '../../../shared/index.ts';
import { anewAt, sayGained, sayScheduled, toneOf, troubleOf, type Scheduled } from './scheduled-words.ts';
import { Withdraw } from './Withdraw.tsx';

const ICONS = { red: ErrorIcon, yellow: Warning, info: EventAvailable } as const;

/** On the page of who hands over: what is ordered, what is wrong with it, and the way on. */
export const ScheduledNotice = ({ order }: { order: Scheduled }) => {
  const tone = toneOf(order);
  const { state, on, lines, mine } = order;
  const title =
    state === 'ATTENTION'
      ? `${formatDate(on)}的交接没有办成，${withUnit(lines.length, '户')}都没有动，要重新定`
      : `预定了：${sayScheduled(order)}`;
  const more = [...troubleOf(order), sayGained(order)].filter((one) => one !== null);
  return (
    <Notice
      tone={tone}
      icon={ICONS[tone]}
      role="status"
      title={title}
      actions={mine && <Decide order={order} />}
    >
      {more.map((sentence) => (
        <Box key={sentence}>{sentence}</Box>
      ))}
      {!mine && <Box>还有别处的户，或归市里安排：由上级办公室改</Box>}
    </Notice>
  );
};

/** The two ways on: anew, or not at all. */
export const Decide = ({ order }: { order: Scheduled }) => (
  <Box sx={{ display: 'flex', gap: 1 }}>
    <Withdraw order={order} />
    <Button
      component={Link}
      to={anewAt(order)}
      size="small"
      variant="outlined"
      aria-label={`重新定：${order.cadre}`}
    >
      {order.state === 'ATTENTION' ? '重新定' : '改一改'}
    </Button>
  </Box>
);
