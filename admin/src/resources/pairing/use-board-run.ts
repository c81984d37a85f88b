import {
  LatestBoardRunDocument,
  PlanAssignAllDocument,
  PlanWaiveAllDocument,
  StartBoardRunDocument,
  StopBoardRunDocument,
  type BoardRunRowFragment,
  type WaiverReason,
} from '@qinyou/schema';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useStore } from 'react-admin';
import { useMay } from '../../providers/session.ts';
import { useAsk, useIntent } from '../../shared/index.ts';
import type { BoardPlace } from './use-board.ts';

export type BoardRun = BoardRunRowFragment;

const POLL_MS = 700;
const BUSY: readonly BoardRun['state'][] = ['PLANNING', 'RUNNING'];

/** Everything under the filter at once, as a job: worked out, started, watched, stopped. It goes on without the page. */
export const useBoardRun = (place: BoardPlace) => {
  const mayChange = useMay('pairing.change');
  const [seen, setSeen] = useStore<string | null>('board.run.seen', null);
  const [busy, setBusy] = useState(false);
  const { data } = useAsk(
    LatestBoardRunDocument,
    {},
    { enabled: mayChange, refetchInterval: busy ? POLL_MS : false },
  );
  const latest = data?.boardRuns[0];
  const run = latest && latest.id !== seen ? latest : null;
  const now = run !== null && BUSY.includes(run.state);
  if (now !== busy) setBusy(now);

  // What the job has settled is gone from the board.
  const queries = useQueryClient();
  const ended =
    run && !BUSY.includes(run.state) && run.done > 0 ? `${run.id} ${run.state} ${run.done}` : null;
  useEffect(() => {
    if (ended) void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === 'ask' });
  }, [ended, queries]);

  const planAssign = useIntent(PlanAssignAllDocument);
  const planWaive = useIntent(PlanWaiveAllDocument);
  const start = useIntent(StartBoardRunDocument);
  const stop = useIntent(StopBoardRunDocument);
  const { within, unitId, year } = place;
  const filter = { within, unitId, year, kind: place.kind === 'ALL' ? null : place.kind };
  return {
    run,
    /** A second one has to wait for the first. */
    free: mayChange && !busy && !planAssign.pending && !planWaive.pending,
    pending: start.pending || stop.pending,
    planAssign: () => planAssign.run({ filter }),
    planWaive: (reason: WaiverReason, note: string | null) =>
      planWaive.run({ input: { filter: { ...filter, kind: 'OFFICIAL' }, reason, note } }),
    start: (id: string, reason: string | null = null) => start.run({ input: { id, reason } }),
    stop: (id: string) => stop.run({ id }),
    /** It has been read; the bar goes. */
    dismiss: (id: string) => setSeen(id),
  };
};

export type BoardRunControl = ReturnType<typeof useBoardRun>;
