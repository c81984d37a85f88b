import { sql } from 'kysely';
import { systemScope } from '../../../platform/auth/scope.ts';
import { build } from '../../../platform/db/query-builder.ts';
import { invalidInput } from '../../../platform/errors.ts';
import type { ImportParts } from '../check-import.ts';
import type { Field } from '../layout/fields.ts';
import type { SealedRow } from '../write/batch.ts';
import { Locker } from './locker.ts';
import type { StoredRun } from './runs.ts';

/** What was suggested for these cells. @throws INVALID_INPUT where a cell has no suggestion */
export async function suggestionsOf(
  { db, vault }: ImportParts,
  run: StoredRun,
  cells: readonly { row: number; field: string }[],
): Promise<{ row: number; field: Field; suggestion: string }[]> {
  if (!run.runKey || !run.fileKey) return [];
  const locker = Locker.open(vault, { runKey: run.runKey, fileKey: run.fileKey });
  const query = sql<{ row: number; sealed: Buffer }>`
    select row_number as "row", sealed from import_row
    where run_id = ${run.id} and row_number = any(${cells.map(({ row }) => row)}::int[])`;
  const rows = await db.rows(systemScope, { compile: () => query.compile(build) });
  const opened = new Map(rows.map(({ row, sealed }) => [row, locker.open<SealedRow>(sealed)]));
  return cells.map(({ row, field }) => {
    const suggestion = opened.get(row)?.record.faults[field as Field]?.suggestion;
    if (suggestion === undefined) throw invalidInput({ cells: `第 ${row} 行的这一格没有建议的值` });
    return { row, field: field as Field, suggestion };
  });
}
