import type { AllocationLineKind } from '@qinyou/schema';
import { useSearchParams } from 'react-router-dom';
import type { Run } from '../use-run.ts';

const KINDS: readonly AllocationLineKind[] = ['KEPT', 'NEW', 'MOVED', 'RELEASED', 'WAITING'];
export type KindChoice = AllocationLineKind | 'ALL';

/** Which lines of a run are looked at, from the address: links, history and a reload keep it. */
export const useLinePlace = (run: Pick<Run, 'path'>) => {
  const [params, setParams] = useSearchParams();
  const within = params.get('within');
  const asked = params.get('kind');
  const kind: KindChoice = KINDS.find((one) => one === asked) ?? 'ALL';
  const go = (change: Record<string, string | null>) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        for (const [key, value] of Object.entries({ page: null, ...change })) {
          if (value === null) next.delete(key);
          else next.set(key, value);
        }
        return next;
      },
      { replace: true },
    );
  return {
    within: within?.startsWith(run.path) && within !== run.path ? within : null,
    unitId: params.get('unit'),
    pinned: params.get('pinned') === '1' ? true : null,
    kind,
    page: Math.max(1, Number(params.get('page')) || 1),
    go,
  };
};

export type LinePlace = ReturnType<typeof useLinePlace>;
