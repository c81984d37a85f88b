import { notFound } from '../../../platform/errors.ts';
import type { ImportParts } from '../check-import.ts';
import type { Field } from '../layout/fields.ts';
import { writeRefusedWorkbook, type RefusedRow } from '../workbook/refused-workbook.ts';
import { rowsOf } from './batches.ts';
import { Locker } from '../../../platform/locker.ts';
import type { ShownRow } from './sealed-rows.ts';
import type { StoredRun } from './runs.ts';

/** The refused rows of a run as a workbook, made when it is asked for; nothing of it is kept. @throws NOT_FOUND once erased */
export async function refusedWorkbook(
  { db, vault }: Pick<ImportParts, 'db' | 'vault'>,
  run: StoredRun,
): Promise<Buffer> {
  if (!run.runKey || !run.fileKey || run.expiresAt <= new Date() || !run.header) throw notFound('份退回表');
  const locker = Locker.open(vault, { runKey: run.runKey, fileKey: run.fileKey });
  const faulty = new Set(Object.keys(run.counts?.faults ?? {}) as Field[]);
  const refused = rowsOf(db, run.id, locker, ({ judgement }) => judgement.verdict === 'REFUSE', ['REFUSE']);
  return writeRefusedWorkbook(run.header.columns, faulty, asRefused(refused));
}

async function* asRefused(rows: AsyncIterable<ShownRow>): AsyncGenerator<RefusedRow> {
  for await (const { row, raw, record } of rows) yield { number: row, raw, faults: record.faults };
}
