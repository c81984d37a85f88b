import HourglassEmpty from '@mui/icons-material/HourglassEmpty';
import LinkOff from '@mui/icons-material/LinkOff';
import People from '@mui/icons-material/PeopleOutlined';
import PersonOff from '@mui/icons-material/PersonOffOutlined';
import { Box, Button, Checkbox, TableCell, TableRow } from '@mui/material';
import { useEffect, useRef } from 'react';
import { useMay } from '../../providers/session.ts';
import type { BoardListProps } from './BoardList.tsx';
import {
  KIND_WORDS,
  mayTick,
  nameOf,
  placeName,
  sinceOf,
  suggestionLines,
  type BoardItem,
} from './board-words.ts';
import type { ShownColumns } from './columns.tsx';
import { carryOut } from './use-board-actions.ts';

const ICONS = { GAP: PersonOff, DUPLICATE: People, OFFICIAL: LinkOff, WAITING: HourglassEmpty } as const;

type BoardRowProps = BoardListProps & {
  row: BoardItem;
  mayChange: boolean;
  columns: ShownColumns;
  /** On a phone the kind stands under the name and the button under the suggestion. */
  narrow: boolean;
};

/** One thing that is wrong and the one thing to do about it. */
export const BoardRow = ({
  row,
  focusId,
  today,
  ticks,
  mayChange,
  columns,
  narrow,
  onOpen,
  ...rest
}: BoardRowProps) => {
  const mayWaive = useMay('pairing.waive');
  const on = row.id === focusId;
  const { who, why } =
    mayChange || row.suggestion || row.kind !== 'OFFICIAL'
      ? suggestionLines(row, today)
      : { who: '由办公室安排', why: '结不了的，请办公室说明原因' };
  const line = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (on) line.current?.scrollIntoView({ block: 'nearest' });
  }, [on]);
  const action = (
    <RowAction row={row} on={on} today={today} mayChange={mayChange} onOpen={onOpen} {...rest} />
  );
  return (
    <TableRow
      ref={line}
      hover
      selected={on}
      onClick={() => onOpen(row.id)}
      sx={{
        cursor: 'pointer',
        height: 48,
        '&.Mui-selected td:first-of-type': { boxShadow: (t) => `inset 3px 0 0 ${t.palette.primary.main}` },
        '&.Mui-selected td': { bgcolor: (t) => t.palette.tint },
      }}
    >
      <TableCell padding="checkbox" onClick={(event) => event.stopPropagation()}>
        {mayChange && mayTick(row, mayWaive) && (
          <Checkbox
            size="small"
            checked={ticks.ticked.has(row.id)}
            onChange={() => ticks.toggle(row)}
            slotProps={{ input: { 'aria-label': `选上${nameOf(row)}` } }}
          />
        )}
      </TableCell>
      {columns.kind && !narrow && (
        <TableCell sx={{ whiteSpace: 'nowrap', color: 'text.secondary' }}>
          <Kind kind={row.kind} />
        </TableCell>
      )}
      <TableCell sx={{ minWidth: narrow ? 96 : 112, overflowWrap: 'anywhere' }}>
        <Two strong first={nameOf(row)} second={placeName(row.place)} />
        {narrow && (
          <Box sx={{ color: 'text.secondary', '& > span': { typography: 'caption' } }}>
            <Kind kind={row.kind} /> <span style={{ whiteSpace: 'nowrap' }}>{sinceOf(row.since, today)}</span>
          </Box>
        )}
      </TableCell>
      {columns.since && !narrow && (
        <TableCell align="right" sx={{ whiteSpace: 'nowrap', color: 'text.secondary' }}>
          {sinceOf(row.since, today)}
        </TableCell>
      )}
      <TableCell sx={{ minWidth: narrow ? 112 : 136, wordBreak: 'keep-all', overflowWrap: 'anywhere' }}>
        <Two first={who} second={why} />
        {narrow && (
          <Box sx={{ mt: 0.5 }} onClick={(event) => event.stopPropagation()}>
            {action}
          </Box>
        )}
      </TableCell>
      {!narrow && (
        <TableCell align="right" sx={{ whiteSpace: 'nowrap' }} onClick={(event) => event.stopPropagation()}>
          {action}
        </TableCell>
      )}
    </TableRow>
  );
};

const Kind = ({ kind }: Pick<BoardItem, 'kind'>) => {
  const Icon = ICONS[kind];
  return (
    <Box
      component="span"
      sx={{
        display: 'inline-flex',
        alignItems: 'center',
        verticalAlign: 'middle',
        gap: 0.5,
        typography: 'body2',
      }}
    >
      <Icon aria-hidden sx={{ fontSize: 18 }} />
      {KIND_WORDS[kind]}
    </Box>
  );
};

const RowAction = ({
  row,
  on,
  today,
  mayChange,
  drawerOpen,
  actions,
  onOpen,
}: Pick<BoardRowProps, 'row' | 'today' | 'mayChange' | 'drawerOpen' | 'actions' | 'onOpen'> & {
  on: boolean;
}) => {
  const doIt = mayChange ? carryOut(actions, row, today) : null;
  if (on && drawerOpen && row.kind === 'DUPLICATE') return <Button size="small">在右边</Button>;
  if (!doIt) {
    return (
      <Button size="small" onClick={() => onOpen(row.id)}>
        {row.kind === 'WAITING' || !mayChange ? '看原因' : '挑一个'}
      </Button>
    );
  }
  return (
    <Button size="small" variant="outlined" disabled={actions.pending} onClick={() => void doIt()}>
      照办
    </Button>
  );
};

export const Two = ({
  first,
  second,
  strong = false,
}: {
  first: string;
  second: string;
  strong?: boolean;
}) => (
  <Box sx={{ lineHeight: '20px' }}>
    <Box component="span" sx={{ display: 'block', fontWeight: strong ? 600 : 400 }}>
      {first}
    </Box>
    <Box component="span" sx={{ display: 'block', typography: 'caption', color: 'text.disabled' }}>
      {second}
    </Box>
  </Box>
);
