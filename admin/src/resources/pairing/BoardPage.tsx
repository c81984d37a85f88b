import { Box, useMediaQuery, type Theme } from '@mui/material';
import { useState } from 'react';
import { useMay } from '../../providers/session.ts';
import { PageHeading, useShortcuts, WhyDialog, type Crumb } from '../../shared/index.ts';
import { BoardDrawer } from './BoardDrawer.tsx';
import { BoardList } from './BoardList.tsx';
import { BoardTree } from './BoardTree.tsx';
import { leftOf } from './BoardBranch.tsx';
import { mayTick } from './board-words.ts';
import { ExportButton } from './ExportButton.tsx';
import { RunBar } from './RunBar.tsx';
import { useBoard, useBoardPlace } from './use-board.ts';
import { carryOut, useBoardActions } from './use-board-actions.ts';
import { useBoardRun } from './use-board-run.ts';
import { useTicks } from './use-ticks.ts';
import { WaiveDialog, type Waiving } from './WaiveDialog.tsx';

/** 谁没有干部、谁有两个: where, what is wrong, what to do about it. */
const BoardPage = () => {
  const place = useBoardPlace();
  const [only, setOnly] = useState<readonly string[] | null>(null);
  const { board, here, items } = useBoard(place, only);
  const actions = useBoardActions();
  const control = useBoardRun(place);
  const mayChange = useMay('pairing.change');
  const mayWaive = useMay('pairing.waive');
  const wide = useMediaQuery<Theme>((t) => t.breakpoints.up('md'));
  const [focus, setFocus] = useState<{ id: string; at: number } | null>(null);
  const [open, setOpen] = useState(false);
  const [waiving, setWaiving] = useState<Waiving | null>(null);
  const shown = items.isPlaceholderData ? undefined : items.data?.boardItems;
  const whole = only !== null && shown?.total === shown?.items.length;
  const ticks = useTicks(shown?.items, place.page, whole);

  const filter = [place.within, place.unitId, place.kind, place.year].join();
  const where = `${filter},${String(place.page)}`;
  const [was, setWas] = useState({ filter, where });
  if (was.where !== where) {
    setWas({ filter, where });
    setFocus(null);
    setOpen(false);
    if (was.filter !== filter) {
      ticks.clear();
      setOnly(null);
    }
  }
  // 只看这些, and all of them are done: back to the list.
  if (only && (items.data?.boardItems.total === 0 || ticks.ticked.size === 0) && !items.isPlaceholderData) {
    setOnly(null);
    ticks.clear();
  }

  const rows = items.data?.boardItems.items ?? [];
  const found = focus ? rows.findIndex((row) => row.id === focus.id) : -1;
  // A settled row is gone: whoever took its place is next.
  const at = focus === null ? -1 : found >= 0 ? found : Math.min(focus.at, rows.length - 1);
  const item = rows[at];
  const today = board?.today ?? '';

  const goTo = (index: number) => {
    const next = rows[Math.max(0, Math.min(index, rows.length - 1))];
    if (next) setFocus({ id: next.id, at: rows.indexOf(next) });
  };
  const doIt = item && mayChange ? carryOut(actions, item, today) : null;

  useShortcuts([
    { keys: 'j', does: '下一条', run: () => goTo(at + 1) },
    { keys: 'k', does: '上一条', run: () => goTo(at - 1) },
    {
      keys: 'x',
      does: '勾选',
      run: () => item && mayChange && mayTick(item, mayWaive) && ticks.toggle(item),
    },
    {
      keys: 'Enter',
      does: '照办',
      run: () => (doIt && !actions.pending ? void doIt() : item && setOpen(true)),
    },
    { keys: 'o', does: '打开', run: () => item && setOpen(true) },
    { keys: 'Escape', does: '关上', run: () => setOpen(false) },
  ]);

  return (
    <Box
      sx={{
        display: 'flex',
        flexDirection: 'column',
        height: { md: 'calc(100dvh - 104px)' },
        minHeight: { md: 480 },
      }}
    >
      <PageHeading
        title="谁没有干部、谁有两个"
        crumbs={crumbsOf(board?.above ?? [], here?.name ?? place.area.name)}
        {...(here
          ? {
              lamp: {
                lamp: here.lamp,
                reason: leftOf(here) > 0 ? `${here.name}${here.reason}` : here.reason,
                ...(here.lamp === 'NONE' ? { word: '没有农户', reason: null } : {}),
              },
            }
          : {})}
        actions={<ExportButton place={place} />}
      />
      <RunBar control={control} />
      <Box
        sx={{ display: 'flex', flexDirection: { xs: 'column', md: 'row' }, gap: 1.5, flex: 1, minHeight: 0 }}
      >
        <BoardTree place={place} />
        <BoardList
          place={place}
          items={items}
          counts={here?.counts}
          today={today}
          focusId={item?.id ?? null}
          drawerOpen={open && wide}
          ticks={ticks}
          only={only !== null}
          onOnly={(on) => {
            setOnly(on ? [...ticks.ticked.keys()] : null);
            place.go({});
          }}
          control={control}
          actions={actions}
          onOpen={(id) => {
            setFocus({ id, at: rows.findIndex((row) => row.id === id) });
            setOpen(true);
          }}
          onWaive={setWaiving}
          area={here}
        />
        {item && board && here && (
          <BoardDrawer
            open={open}
            item={item}
            board={board}
            counts={here.counts}
            actions={actions}
            onClose={() => setOpen(false)}
            onPrevious={at > 0 ? () => goTo(at - 1) : undefined}
            onNext={at < rows.length - 1 ? () => goTo(at + 1) : undefined}
            onWaive={(cadreIds) => setWaiving({ cadreIds })}
          />
        )}
      </Box>
      <WaiveDialog
        waiving={waiving}
        year={place.year}
        actions={actions}
        control={control}
        onClose={() => setWaiving(null)}
      />
      <WhyDialog why={actions.why} pending={actions.pending} />
    </Box>
  );
};

const crumbsOf = (above: readonly { id: string; name: string }[], name: string): Crumb[] => [
  ...above.map((step) => ({ label: step.name, to: `/board?within=${encodeURIComponent(step.id)}` })),
  { label: name },
];

export default BoardPage;
