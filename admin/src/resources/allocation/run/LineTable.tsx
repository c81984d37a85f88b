import {
  Box,
  Button,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  useMediaQuery,
  type Theme,
} from '@mui/material';
import { Fragment, useState } from 'react';
import { KeyHint, stackedOnPhone, useShortcuts, withUnit } from '../../../shared/index.ts';
import { LineRow } from './LineRow.tsx';
import { NameCadre } from './NameCadre.tsx';
import { headOf, pairOf, pairToKeep, type Line, type LineActions, type Pair } from './use-line-actions.ts';

interface Props {
  lines: readonly Line[];
  /** The run’s area. */
  area: string;
  wholeCity: boolean;
  actions: LineActions;
  locked: boolean;
}

/** A page of lines; two that are ticked can change their friends with each other. */
export const LineTable = ({ lines, area, wholeCity, actions, locked }: Props) => {
  const [at, setAt] = useState(-1);
  const [naming, setNaming] = useState<string | null>(null);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const wide = useMediaQuery<Theme>((t) => t.breakpoints.up('md')); // keys are for who has a keyboard
  const line = lines[at];
  const chosen = lines.filter(({ id }) => ticked.has(id));
  const toggle = ({ id }: Line) => {
    const next = new Set(ticked);
    if (!next.delete(id)) next.add(id);
    setTicked(next);
  };
  const settle = (kind: 'PIN' | 'BAN', of: Line) => {
    const pair = pairOf(of);
    if (pair && !locked && !actions.pending) void actions.settle(kind, [pair], actions.nameOf([of]));
  };
  const keep = (of: Line) => {
    const pair = pairToKeep(of);
    if (pair) void actions.settle('PIN', [pair], `${headOf(of)}和${of.today?.name ?? ''}`);
  };
  const step = (by: number) => setAt(Math.max(0, Math.min(at + by, lines.length - 1)));
  useShortcuts([
    { keys: 'j', does: '下一户', run: () => step(1) },
    { keys: 'k', does: '上一户', run: () => step(-1) },
    { keys: 'x', does: '勾选', run: () => line && !locked && pairOf(line) && toggle(line) },
    { keys: 'p', does: '固定这一对', run: () => line && settle('PIN', line) },
    { keys: 'b', does: '禁止这一对', run: () => line && settle('BAN', line) },
  ]);
  return (
    <>
      {chosen.length > 0 && (
        <TickBar lines={chosen} actions={actions} locked={locked} onDone={() => setTicked(new Set())} />
      )}
      <Box sx={{ overflowX: 'auto' }}>
        <Table size="small" sx={[...asList(stackedOnPhone), COLUMNS]}>
          <TableHead>
            <TableRow>
              <TableCell padding="checkbox" />
              {WORDS.map((word) => (
                <TableCell key={word} scope="col">
                  {word}
                </TableCell>
              ))}
              <TableCell scope="col" align="right">
                手工定
              </TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {lines.map((one, index) => (
              <Fragment key={one.id}>
                <LineRow
                  line={one}
                  area={area}
                  wholeCity={wholeCity}
                  on={index === at}
                  ticked={ticked.has(one.id)}
                  mayTick={ticked.size < 2 || ticked.has(one.id)}
                  settled={kindOf(actions, pairOf(one))}
                  stays={pairToKeep(one) && kindOf(actions, pairToKeep(one)) === 'PIN'}
                  locked={locked}
                  pending={actions.pending}
                  onTick={() => toggle(one)}
                  onSettle={(kind) => settle(kind, one)}
                  onKeep={() => keep(one)}
                  onName={() => setNaming(naming === one.id ? null : one.id)}
                />
                {naming === one.id && !locked && (
                  <NameCadre
                    line={one}
                    actions={actions}
                    columns={WORDS.length + 2}
                    onLeave={() => setNaming(null)}
                  />
                )}
              </Fragment>
            ))}
          </TableBody>
        </Table>
      </Box>
      {wide && !locked && (
        <Box
          sx={{
            px: 2,
            py: 1,
            borderTop: 1,
            borderColor: 'divider',
            typography: 'caption',
            color: 'text.disabled',
          }}
        >
          <KeyHint keys={['J', 'K']} does="换一户" />
          <KeyHint keys={['X']} does="勾选" />
          <KeyHint keys={['P']} does="固定" />
          <KeyHint keys={['B']} does="禁止" />
          <KeyHint keys={['Z']} does="撤销" />
        </Box>
      )}
    </>
  );
};

const WORDS = ['农户', '怎么改', '今天', '建议', '为什么'];

/** Of one width on every page: nothing jumps when it is turned, nothing reaches beyond the card. */
const COLUMNS = {
  '& td, & th': { px: 0.75 },
  '@media screen and (min-width:600px)': {
    tableLayout: 'fixed',
    minWidth: 560,
    '& thead tr > :nth-of-type(1)': { width: 40 },
    '& thead tr > :nth-of-type(2)': { width: '17%' },
    '& thead tr > :nth-of-type(3)': { width: 76 },
    '& thead tr > :nth-of-type(4)': { width: '11%' },
    '& thead tr > :nth-of-type(5)': { width: '19%' },
    '& thead tr > :nth-of-type(7)': { width: 112 },
  },
} as const;

const asList = <T,>(one: T | readonly T[]): readonly T[] =>
  Array.isArray(one) ? (one as readonly T[]) : [one as T];
const kindOf = (actions: LineActions, pair: Pair | null) => (pair ? actions.kindOf(pair) : null);

/** What can be done with the one or two that are ticked. */
const TickBar = ({
  lines,
  actions,
  locked,
  onDone,
}: Omit<Props, 'area' | 'wholeCity'> & { onDone: () => void }) => {
  const [one, other] = lines;
  const swap = async () => {
    if (one && other && (await actions.swap(one, other))) onDone();
  };
  return (
    <Box
      role="region"
      aria-label="选上的"
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        gap: 1,
        px: 2,
        py: 1,
        borderBottom: 1,
        borderColor: 'divider',
        bgcolor: (t) => t.palette.tint,
        typography: 'body2',
      }}
    >
      <Box component="span" role="status" sx={{ flex: '1 1 160px' }}>
        {other
          ? `${lines.map(headOf).join('、')}：对调以后各跟对方的干部`
          : `选了 ${withUnit(1, '户')}，再选一户就能对调`}
      </Box>
      <Button size="small" color="secondary" onClick={onDone}>
        都不选
      </Button>
      <Button
        size="small"
        variant="outlined"
        disabled={!other || locked || actions.pending}
        onClick={() => void swap()}
      >
        对调 2 户
      </Button>
    </Box>
  );
};
