import HourglassEmpty from '@mui/icons-material/HourglassEmpty';
import LinkOff from '@mui/icons-material/LinkOff';
import People from '@mui/icons-material/PeopleOutlined';
import PersonOff from '@mui/icons-material/PersonOffOutlined';
import { Box, Button, Checkbox, TableCell, TableRow } from '@mui/material';
import { useEffect, useRef } from 'react';
import type { BoardListProps } from './BoardList.tsx';
import {
  isSure,
  KIND_WORDS,
  nameOf,
  placeName,
  sinceOf,
  suggestionLines,
  type BoardItem,
} from './board-words.ts';
import { carryOut } from './use-board-actions.ts';

const ICONS = { GAP: PersonOff, DUPLICATE: People, OFFICIAL: LinkOff, WAITING: HourglassEmpty } as const;

type BoardRowProps = BoardListProps & { row: BoardItem; mayChange: boolean };

/** One thing that is wrong and the one thing to do about it. */
export const BoardRow = ({
  row,
  focusId,
  today,
  ticked,
  mayChange,
  onTick,
  onOpen,
  ...rest
}: BoardRowProps) => {
  const Icon = ICONS[row.kind];
  const on = row.id === focusId;
  const { who, why } =
    mayChange || row.suggestion || row.kind !== 'OFFICIAL'
      ? suggestionLines(row, today)
      : { who: '由办公室安排', why: '结不了的，请办公室说明原因' };
  const line = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (on) line.current?.scrollIntoView({ block: 'nearest' });
  }, [on]);
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
        {mayChange && isSure(row) && (
          <Checkbox
            size="small"
            checked={ticked.has(row.id)}
            onChange={() => onTick(row.id)}
            slotProps={{ input: { 'aria-label': `选上${nameOf(row)}` } }}
          />
        )}
      </TableCell>
      <TableCell sx={{ whiteSpace: 'nowrap', color: 'text.secondary' }}>
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
          {KIND_WORDS[row.kind]}
        </Box>
      </TableCell>
      <TableCell sx={{ minWidth: 112 }}>
        <Two strong first={nameOf(row)} second={placeName(row.place)} />
      </TableCell>
      <TableCell align="right" sx={{ whiteSpace: 'nowrap', color: 'text.secondary' }}>
        {sinceOf(row.since, today)}
      </TableCell>
      <TableCell sx={{ minWidth: 136, wordBreak: 'keep-all', overflowWrap: 'anywhere' }}>
        <Two first={who} second={why} />
      </TableCell>
      <TableCell align="right" sx={{ whiteSpace: 'nowrap' }} onClick={(event) => event.stopPropagation()}>
        <RowAction row={row} on={on} today={today} mayChange={mayChange} onOpen={onOpen} {...rest} />
      </TableCell>
    </TableRow>
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
