import { sql } from 'kysely';
import type { UnitOfWork } from '../../platform/db/database.ts';
import { audit, type AuditRecord } from '../audit/index.ts';
import { Act } from './act.ts';
import { ending, isRefusal, stands, type Day, type Refusal } from './pairing.rules.ts';
import { placeAll } from './place.ts';
import { lockAndLoad, lockCadres, pairKey, type Facts, type StoredPairing } from './placement.facts.ts';

/** What becomes of a household: its friend of today ends, another begins on the same day, or either alone. */
export interface Replacement {
  householdId: string;
  /** The pairing that ends. */
  pairingId: string | null;
  /** Whose friend it becomes. */
  cadreId: string | null;
}

export interface RefusedReplacement {
  householdId: string;
  refusal: Refusal;
}

/** Households of one step: the facts of so many are in memory at once. */
const LOT = 4000;

/** Locks the households and those who become their friends, all in the one order. */
export async function lockReplacements(
  unit: UnitOfWork,
  replacements: readonly Replacement[],
): Promise<void> {
  const homes = replacements.map(({ householdId }) => householdId).toSorted();
  await sql`select lock_households(${homes}::uuid[])`.execute(unit.sql);
  await lockCadres(
    unit,
    replacements.flatMap(({ cadreId }) => cadreId ?? []),
  );
}

/**
 * Changes the friends of many households on one day, with nobody uncovered (R7), each change under the rules of a single one and
 * with its audit row. First all endings, then all beginnings, so that a place that comes free is there for whoever needs it. The caller has
 * locked everybody beforehand, see {@link lockReplacements}. There is no act to undo: so many are not taken back by a click.
 * @returns what the rules refuse; the caller then writes nothing of it
 * @throws NOT_FOUND where a household is not in scope
 */
export async function replaceFriends(
  unit: UnitOfWork,
  today: Day,
  replacements: readonly Replacement[],
  { year, reason }: { year: number; reason: string },
): Promise<RefusedReplacement[]> {
  const refused: RefusedReplacement[] = [];
  for (const lot of lots(replacements.filter(({ pairingId }) => pairingId))) {
    const facts = await factsOf(unit, today, lot, year);
    refused.push(...(await endAll(unit, facts, lot, reason)));
  }
  const out = new Set(refused.map(({ householdId }) => householdId));
  for (const lot of lots(
    replacements.filter(({ cadreId, householdId }) => cadreId && !out.has(householdId)),
  )) {
    const facts = await factsOf(unit, today, lot, year);
    const placements = lot.map(({ householdId, cadreId }) => ({
      householdId,
      cadreId: cadreId ?? '',
      source: 'ALLOCATION' as const,
    }));
    for (const { placement, refusal } of await placeAll(unit, facts, placements, new Act()))
      if (refusal) refused.push({ householdId: placement.householdId, refusal });
  }
  return refused;
}

const lots = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / LOT) }, (_, n) => all.slice(n * LOT, (n + 1) * LOT));

const factsOf = (unit: UnitOfWork, today: Day, lot: readonly Replacement[], year: number): Promise<Facts> =>
  lockAndLoad(
    unit,
    today,
    lot.map(({ householdId }) => householdId),
    lot.flatMap(({ cadreId }) => cadreId ?? []),
    year,
  );

async function endAll(
  unit: UnitOfWork,
  facts: Facts,
  lot: readonly Replacement[],
  reason: string,
): Promise<RefusedReplacement[]> {
  const refused: RefusedReplacement[] = [];
  const over: StoredPairing[] = [];
  const never: StoredPairing[] = []; // began today: as if they had not
  for (const { householdId, pairingId } of lot) {
    const standing = (facts.pairings.get(householdId) ?? []).filter(
      (p) => p.kind === 'RESPONSIBLE' && stands(p, facts.today),
    );
    const [pairing] = standing;
    if (standing.length !== 1 || pairing?.id !== pairingId) {
      refused.push({ householdId, refusal: { rule: null, message: '原来的结对已经变了' } });
      continue;
    }
    const answer = ending({
      today: facts.today,
      to: facts.today,
      pairing: { ...pairing, withdrawn: false },
      duty: facts.duties.has(pairKey(householdId, pairing.cadreId)),
      retain: false,
      cityOwned: facts.cadres.get(pairing.cadreId)?.cityOwned ?? false,
    });
    if (isRefusal(answer)) refused.push({ householdId, refusal: answer });
    else (answer === 'END' ? over : never).push(pairing);
  }
  const ids = (some: readonly StoredPairing[]) => some.map(({ id }) => id);
  await sql`update pairing set to_date = ${facts.today}, end_reason = ${reason}, version = version + 1
    where id = any(${ids(over)}::uuid[])`.execute(unit.sql);
  await sql`update pairing set withdrawn_at = now(), end_reason = ${reason}, version = version + 1
    where id = any(${ids(never)}::uuid[])`.execute(unit.sql);
  audit(
    unit,
    ...over.map((pairing) => recordOf(facts, pairing, 'pairing.end', { to: facts.today }, reason)),
    ...never.map((pairing) => recordOf(facts, pairing, 'pairing.withdraw', { withdrawn: true }, reason)),
  );
  return refused;
}

const recordOf = (
  facts: Facts,
  pairing: StoredPairing,
  action: string,
  after: object,
  reason: string,
): AuditRecord => ({
  action,
  subjectType: 'pairing',
  subjectId: pairing.id,
  path: facts.households.get(pairing.householdId)?.path ?? '',
  before: { kind: pairing.kind, slot: pairing.slot, from: pairing.from, to: null },
  after,
  reason,
});
