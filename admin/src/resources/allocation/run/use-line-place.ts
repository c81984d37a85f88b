import type { AllocationLineKind } from '@qinyou/schema';
import { useAddress } from '../../../shared/index.ts';
import type { Run } from '../use-run.ts';

const KINDS: readonly AllocationLineKind[] = ['KEPT', 'NEW', 'MOVED', 'RELEASED', 'WAITING'];
export type KindChoice = AllocationLineKind | 'ALL';

/** Which lines of a run are looked at, from the address: links, history and a reload keep it. */
export const useLinePlace = (run: Pick<Run, 'path'>) => {
  const { params, page, go } = useAddress();
  const within = params.get('within');
  const asked = params.get('kind');
  const kind: KindChoice = KINDS.find((one) => one === asked) ?? 'ALL';
  return {
    within: within?.startsWith(run.path) && within !== run.path ? within : null,
    unitId: params.get('unit'),
    pinned: params.get('pinned') === '1' ? true : null,
    kind,
    page,
    go,
  };
};

export type LinePlace = ReturnType<typeof useLinePlace>;
