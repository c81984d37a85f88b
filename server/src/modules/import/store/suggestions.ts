import { invalidInput } from '../../../platform/errors.ts';
import type { ImportParts } from '../check-import.ts';
import type { Field } from '../layout/fields.ts';
import { rowsByNumber } from './batches.ts';
import { Locker } from '../../../platform/locker.ts';
import type { StoredRun } from './runs.ts';

/** What was suggested for these cells. @throws INVALID_INPUT where a cell has no suggestion */
export async function suggestionsOf(
  { db, vault }: ImportParts,
  run: StoredRun,
  cells: readonly { row: number; field: string }[],
): Promise<{ row: number; field: Field; suggestion: string }[]> {
  if (!run.runKey || !run.fileKey) return [];
  const locker = Locker.open(vault, { runKey: run.runKey, fileKey: run.fileKey });
  const opened = await rowsByNumber(
    db,
    run.id,
    locker,
    cells.map(({ row }) => row),
  );
  return cells.map(({ row, field }) => {
    const suggestion = opened.get(row)?.record.faults[field as Field]?.suggestion;
    if (suggestion === undefined) throw invalidInput({ cells: `第 ${row} 行的这一格没有建议的值` });
    return { row, field: field as Field, suggestion };
  });
}
