import { sql } from 'kysely';
import { systemScope } from '../../../platform/auth/scope.ts';
import { build } from '../../../platform/db/query-builder.ts';
import { notFound } from '../../../platform/errors.ts';
import type { ImportParts } from '../check-import.ts';
import type { Field } from '../layout/fields.ts';
import { writeRefusedWorkbook, type RefusedRow } from '../workbook/refused-workbook.ts';
import type { SealedRow } from '../write/batch.ts';
import { Locker } from './locker.ts';
import type { StoredRun } from './runs.ts';

/** The refused rows of a run as a workbook, made when it is asked for; nothing of it is kept. @throws NOT_FOUND once erased */
export async function refusedWorkbook(
  { db, vault }: Pick<ImportParts, 'db' | 'vault'>,
  run: StoredRun,
): Promise<Buffer> {
  if (!run.runKey || !run.fileKey || run.expiresAt <= new Date() || !run.header) throw notFound('份退回表');
  const locker = Locker.open(vault, { runKey: run.runKey, fileKey: run.fileKey });
  const query = sql<{ row: number; sealed: Buffer }>`
    select row_number as "row", sealed from import_row where run_id = ${run.id} and verdict = 'REFUSE' order by row_number`;
  const rows = await db.rows(systemScope, { compile: () => query.compile(build) });
  const refused = rows.map(({ row, sealed }): RefusedRow => {
    const { raw, record } = locker.open<SealedRow>(sealed);
    return { number: row, raw, faults: record.faults };
  });
  const faulty = new Set(refused.flatMap(({ faults }) => Object.keys(faults) as Field[]));
  return writeRefusedWorkbook(run.header.columns, faulty, refused);
}
