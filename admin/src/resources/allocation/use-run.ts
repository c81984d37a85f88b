import {
  AllocationRunDocument,
  DiscardAllocationDocument,
  PublishAllocationDocument,
  RunAllocationDocument,
  StopAllocationDocument,
  type AllocationRunPartsFragment,
  type RunSettingsInput,
} from '@qinyou/schema';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useAsk, useIntent, withUnit } from '../../shared/index.ts';
import { BUSY_STATES, changesOf, titleOf } from './allocation-words.ts';

export type Run = AllocationRunPartsFragment;

const POLL_MS = 700;

/** One run, watched while it is being worked out or written. */
export const useRun = (id: string) => {
  const [busy, setBusy] = useState(false);
  const asked = useAsk(
    AllocationRunDocument,
    { id },
    { refetchInterval: busy ? POLL_MS : false, keep: false },
  );
  const run = asked.data?.allocationRun;
  const now = run !== undefined && BUSY_STATES.includes(run.state);
  if (now !== busy) setBusy(now);

  // What it has come to is new on the whole page.
  const queries = useQueryClient();
  const was = useRef(false);
  useEffect(() => {
    if (was.current && !now)
      void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === 'ask' });
    was.current = now;
  }, [now, queries]);
  return asked;
};

/** What can be done with a run as a whole. */
export const useRunActions = (run: Run) => {
  const seen = { id: run.id, version: run.version };
  const again = useIntent(RunAllocationDocument);
  const stop = useIntent(StopAllocationDocument, { said: () => '停下了，什么都没有改' });
  const discard = useIntent(DiscardAllocationDocument, { said: () => `${titleOf(run)}放弃了，结对一户没动` });
  const publish = useIntent(PublishAllocationDocument);
  return {
    pending: again.pending || stop.pending || discard.pending || publish.pending,
    again: (settings: RunSettingsInput | null = null) => again.run({ input: { ...seen, settings } }),
    stop: () => stop.run({ id: run.id }),
    discard: () => discard.run({ input: seen }),
    publish: (reason: string | null) => publish.run({ input: { ...seen, reason } }),
  };
};

export type RunActions = ReturnType<typeof useRunActions>;

/** 发布 140 处改动. */
export const publishWords = ({ counts }: Pick<Run, 'counts'>): string =>
  `发布 ${withUnit(counts ? changesOf(counts) : 0, '处')}改动`;
