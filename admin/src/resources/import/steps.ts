import type { ImportRunPartsFragment } from '@qinyou/schema';

export type Run = ImportRunPartsFragment;

export const STEPS = ['选文件', '对列', '看预览', '写入'] as const;

/** Which of the steps a run stands at; nobody’s run is at the first. */
export const stepOf = (run: Run | undefined): number => {
  if (!run) return 0;
  if (run.state === 'NEEDS_COLUMNS') return 1;
  if (run.state === 'WRITING' || run.state === 'DONE') return 3;
  return run.state === 'READY' ? 2 : 0;
};

/** Whether the server is at work on it, so that the page asks again. */
export const isBusy = (run: Run): boolean => ['UPLOADED', 'CHECKING', 'WRITING'].includes(run.state);

/** Whether the columns and what is faulty may still be put right; while it is checked again the page stays as it is. */
export const isBeforeWriting = (run: Run): boolean =>
  ['UPLOADED', 'CHECKING', 'NEEDS_COLUMNS', 'READY'].includes(run.state);

const DAY = 86_400_000;

/** The newest run of each roster that is still on the way or just done; what was put aside is only in the records. */
export const currentRuns = (runs: readonly Run[], now: number = Date.now()): Run[] => {
  const fresh = runs.filter((run) => run.state !== 'LEFT' && now - Date.parse(run.createdAt) < DAY);
  const of = (kind: Run['kind']) => fresh.filter((run) => run.kind === kind).slice(0, 1);
  return [...of('CADRES'), ...of('HOUSEHOLDS')];
};

/** What people call the thing a roster lists. */
export const unitOf = (run: Pick<Run, 'kind'>) => (run.kind === 'CADRES' ? '人' : '户');

/** The fault without the advice that stands on the button beside it. */
export const shortFault = (fault: string, suggestion: string | null | undefined): string =>
  suggestion ? fault.replace(/[。，](改成|照户编号像是).*$/, '') : fault;

interface Cell {
  field: string;
  fault?: string | null;
}

/** Who it is first, then what is wrong on this page, then the rest: nobody scrolls sideways to find a fault. */
export const inReadingOrder = <C extends { field?: string | null }>(
  columns: readonly C[],
  rows: readonly { cells: readonly Cell[] }[],
): C[] => {
  const faulty = new Set(
    rows.flatMap(({ cells }) => cells.filter(({ fault }) => fault).map(({ field }) => field)),
  );
  const rank = ({ field }: C) => (field === 'head' || field === 'name' ? 0 : faulty.has(field ?? '') ? 1 : 2);
  return columns.toSorted((a, b) => rank(a) - rank(b));
};
