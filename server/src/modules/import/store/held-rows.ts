import { sql } from 'kysely';
import type { Vault } from '../../../platform/crypto.ts';
import type { UnitOfWork } from '../../../platform/db/database.ts';
import type { RegionFact } from '../match/regions.ts';
import type { CadreRecord, HouseholdRecord } from '../verdict/records.ts';
import type { BatchRow } from '../write/batch.ts';
import { caseIndex } from './cases.ts';
import { packRow, unpackRow, type JudgedRow, type PackedRow } from './sealed-rows.ts';

type AnyRecord = CadreRecord | HouseholdRecord;

/**
 * Keeps what a batch holds back beside its questions, each row under a key of its own: the file and its key are gone after a day,
 * the decision may take longer. The decision destroys both.
 */
export async function holdRows(
  unit: UnitOfWork,
  vault: Vault,
  runId: string,
  rows: readonly BatchRow<AnyRecord>[],
  indexOf: (row: number) => Buffer | undefined,
): Promise<void> {
  const held = rows.flatMap(({ row, record, finding, judgement }) => {
    const [reason] = judgement.reasons;
    if (!judgement.held || !reason) return [];
    const index = indexOf(row);
    const key = vault.newPersonKey();
    const packed = packRow({ row, raw: [], record, finding, judgement, index });
    return [
      {
        row,
        reason,
        key,
        collides: caseIndex(record, index),
        subject: judgement.targetId,
        sealed: vault.seal(key, JSON.stringify(packed)),
      },
    ];
  });
  if (held.length === 0) return;
  const column = <T>(pick: (one: (typeof held)[number]) => T): T[] => held.map(pick);
  await sql`
    select hold_rows(${runId}, ${column((h) => h.reason.code)}::text[], ${column((h) => h.subject)}::uuid[],
      ${column((h) => h.reason.message)}::text[], ${column((h) => h.collides ?? null)}::bytea[], ${column((h) => h.row)}::int[],
      ${column((h) => h.key)}::bytea[], ${column((h) => h.sealed)}::bytea[])`.execute(unit.sql);
}

export interface SealedHeld {
  key: Buffer;
  sealed: Buffer;
}

/** The rows that wait for a decision, in the order of the sheet. */
export async function heldRows(unit: UnitOfWork, reviewId: string): Promise<SealedHeld[]> {
  const { rows } = await sql<SealedHeld>`
    select held_key as key, sealed from import_held_row where review_id = ${reviewId} order by row_number`.execute(
    unit.sql,
  );
  return rows;
}

/** @param regions by id; a place that is no longer among them is one that isn't found */
export const openHeld = <R extends AnyRecord>(
  vault: Vault,
  { key, sealed }: SealedHeld,
  regions: ReadonlyMap<string, RegionFact>,
): JudgedRow<R> => unpackRow<R>(JSON.parse(vault.open(key, sealed)) as PackedRow, regions);
