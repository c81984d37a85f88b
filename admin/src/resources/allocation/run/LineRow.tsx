import Add from '@mui/icons-material/Add';
import ArrowForward from '@mui/icons-material/ArrowForward';
import Block from '@mui/icons-material/Block';
import HourglassEmpty from '@mui/icons-material/HourglassEmpty';
import LinkOff from '@mui/icons-material/LinkOff';
import PersonSearch from '@mui/icons-material/PersonSearchOutlined';
import PushPin from '@mui/icons-material/PushPin';
import PushPinOutlined from '@mui/icons-material/PushPinOutlined';
import SwapHoriz from '@mui/icons-material/SwapHoriz';
import Handshake from '@mui/icons-material/HandshakeOutlined';
import { Box, Button, Checkbox, IconButton, TableCell, TableRow } from '@mui/material';
import type { AllocationPinKind } from '@qinyou/schema';
import { useEffect, useRef } from 'react';
import { Tag, tight } from '../../../shared/index.ts';
import { placeName } from '../../pairing/board-words.ts';
import { Two } from '../../pairing/BoardRow.tsx';
import { KIND_WORDS } from '../allocation-words.ts';
import { headOf, type Line } from './use-line-actions.ts';

const ICONS = {
  KEPT: Handshake,
  NEW: Add,
  MOVED: SwapHoriz,
  RELEASED: LinkOff,
  WAITING: HourglassEmpty,
} as const;

interface Props {
  line: Line;
  /** The run’s area: it need not stand before the name of each of its units. */
  area: string;
  /** The run is the city's: a village is told with its county and town. */
  wholeCity: boolean;
  on: boolean;
  ticked: boolean;
  mayTick: boolean;
  /** How the proposed pair was settled by hand. */
  settled: AllocationPinKind | null;
  /** The friend of today shall stay; null where that is no question. */
  stays: boolean | null;
  locked: boolean;
  pending: boolean;
  onTick: () => void;
  onSettle: (kind: AllocationPinKind) => void;
  onKeep: () => void;
  onName: () => void;
}

/** A household: what happens, whose it is today, whose it would be, why, and what the office says to that. */
export const LineRow = ({
  line,
  area,
  wholeCity,
  on,
  ticked,
  mayTick,
  settled,
  stays,
  locked,
  pending,
  onTick,
  onSettle,
  onKeep,
  onName,
}: Props) => {
  const row = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (on) row.current?.scrollIntoView({ block: 'nearest' });
  }, [on]);
  const { household, today, proposed } = line;
  const name = headOf(line);
  const pinned = settled === 'PIN' || (settled === null && line.pin === 'PIN');
  const naming = { 'aria-label': `给${name}选干部`, disabled: pending, onClick: onName };
  return (
    <TableRow
      ref={row}
      hover
      selected={on}
      sx={{
        height: { sm: 48 },
        '&.Mui-selected :is(td, th)': { bgcolor: (t) => t.palette.tint },
        '&.Mui-selected td:first-of-type': { boxShadow: (t) => `inset 3px 0 0 ${t.palette.primary.main}` },
      }}
    >
      <TableCell padding="checkbox" sx={PHONE.tick}>
        {proposed && !locked && (
          <Checkbox
            size="small"
            checked={ticked}
            disabled={!mayTick}
            onChange={onTick}
            slotProps={{ input: { 'aria-label': `选上${name}` } }}
          />
        )}
      </TableCell>
      <TableCell component="th" scope="row" sx={{ ...PHONE.name, ...WORD_BY_WORD }}>
        <Two
          strong
          first={name}
          second={
            household
              ? [
                  wholeCity && placesAbove(household.village),
                  placeName(household.village?.name ?? ''),
                  household.villageGroup,
                ]
                  .filter(Boolean)
                  .join(' ')
              : ''
          }
        />
        {household?.village?.poor && <Tag>贫困村</Tag>}
      </TableCell>
      <TableCell sx={{ whiteSpace: 'nowrap', color: 'text.secondary' }}>
        <Kind kind={line.kind} />
      </TableCell>
      <TableCell sx={{ ...PHONE.half }}>
        {today ? (
          <Two first={today.name} second={unitWithin(area, today.unit?.name)} />
        ) : (
          <Quiet>没有干部</Quiet>
        )}
        {today && stays !== null && (
          <Button
            size="small"
            variant={stays ? 'contained' : 'outlined'}
            aria-label={`不换：${name}还跟${today.name}`}
            aria-pressed={stays}
            disabled={locked || pending}
            onClick={onKeep}
            sx={{ mt: 0.5 }}
            children="不换"
          />
        )}
      </TableCell>
      <TableCell sx={{ ...PHONE.half }}>
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.5 }}>
          <ArrowForward aria-hidden sx={{ fontSize: 16, color: 'text.disabled' }} />
          {proposed ? (
            <>
              <Two strong first={proposed.name} second={unitWithin(area, proposed.unit?.name)} />
              {line.sent && <Tag>市派</Tag>}
            </>
          ) : (
            <Box component="b" sx={{ color: 'lamp.yellow.text' }}>
              {line.kind === 'RELEASED' ? '暂时没人接' : '仍没有干部'}
            </Box>
          )}
        </Box>
      </TableCell>
      <TableCell sx={{ typography: 'body2', color: 'text.secondary', ...WORD_BY_WORD }}>
        {tight(line.reason)}
      </TableCell>
      <TableCell align="right" sx={{ whiteSpace: 'nowrap' }}>
        {proposed && (
          <>
            <IconButton
              size="small"
              aria-label={`固定${name}和${proposed.name}`}
              aria-pressed={pinned}
              disabled={locked || pending}
              onClick={() => onSettle('PIN')}
              sx={{ color: pinned ? 'primary.main' : undefined }}
              children={pinned ? <PushPin /> : <PushPinOutlined />}
            />
            <IconButton
              size="small"
              aria-label={`禁止${name}和${proposed.name}`}
              aria-pressed={settled === 'BAN'}
              disabled={locked || pending}
              onClick={() => onSettle('BAN')}
              sx={{ color: settled === 'BAN' ? 'primary.main' : undefined }}
              children={<Block />}
            />
          </>
        )}
        {locked ? null : proposed ? (
          <IconButton size="small" {...naming} children={<PersonSearch />} />
        ) : (
          <Button size="small" variant="outlined" {...naming} children="选干部" />
        )}
      </TableCell>
    </TableRow>
  );
};

/** 平利县 八仙镇. */
const placesAbove = (village: Village): string =>
  [village?.parent?.parent?.name, village?.parent?.name].filter(Boolean).join(' ');
type Village = NonNullable<Line['household']>['village'];

/** 平利县教育体育和科技局 is 教育体育和科技局 within 平利县. */
const unitWithin = (area: string, name = ''): string =>
  name.startsWith(area) && name.length > area.length + 1 ? name.slice(area.length) : name;

const WORD_BY_WORD = { wordBreak: 'keep-all', overflowWrap: 'anywhere' } as const;

/** On a phone a line is a block: household and tick, what happens, then who had it and who would have it side by side. */
const phone = (css: object) => ({ '@media screen and (max-width:599.95px)': css });
const PHONE = {
  name: phone({ 'tbody &&&': { flex: '1 1 60%', order: -2 } }),
  tick: phone({ 'tbody &&&': { flex: '0 0 auto', order: -1, '&:empty': { display: 'none' } } }),
  half: phone({ 'tbody &&&': { flex: '1 1 40%' } }),
};

const Quiet = ({ children }: { children: string }) => (
  <Box component="span" sx={{ color: 'text.disabled' }}>
    {children}
  </Box>
);

const Kind = ({ kind }: Pick<Line, 'kind'>) => {
  const Icon = ICONS[kind];
  return (
    <Box
      component="span"
      sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.5, typography: 'body2' }}
    >
      <Icon aria-hidden sx={{ fontSize: 18 }} />
      {KIND_WORDS[kind]}
    </Box>
  );
};
