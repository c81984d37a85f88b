import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { UnitOfWork } from '../../platform/db/database.ts';
import { conflict } from '../../platform/errors.ts';
import { audit } from '../audit/index.ts';
import type { Act } from './act.ts';
import { ending, isRefusal, type Day, type Refusal } from './pairing.rules.ts';
import { actPath, pairKey, type Facts, type StoredPairing } from './placement.facts.ts';
import { insertPairings } from './place.ts';

export interface Ending {
  pairing: StoredPairing;
  /** The first day without it. */
  to: Day;
  reason: string;
  /** The old friendship stays as RETAINED from that day (R7). */
  retain: boolean;
  /** Somebody else takes the household over in the same step: the duty's keeper is retained, whatever was asked (R4). */
  displaced: boolean;
}

/**
 * Ends one standing pairing whose household is locked, or withdraws it where it never had a day, and keeps the friendship as
 * RETAINED where that was asked or the duty demands it.
 * @returns the rule's no, or null when it is done
 */
export async function endOne(unit: UnitOfWork, facts: Facts, e: Ending, act: Act): Promise<Refusal | null> {
  const { pairing, to } = e;
  const { answer, retain } = judgeEnding(facts, e);
  if (isRefusal(answer)) return answer;

  await closePairing(unit, facts, e, answer, act);
  if (retain) await keepAsFriend(unit, facts, pairing, answer === 'END' ? to : pairing.from, act);
  return null;
}

/** What an ending would be, and whether the two stay friends; writes nothing. */
export function judgeEnding(
  facts: Facts,
  { pairing, to, ...e }: Omit<Ending, 'reason'>,
): { answer: 'END' | 'WITHDRAW' | Refusal; retain: boolean } {
  const duty = facts.duties.has(pairKey(pairing.householdId, pairing.cadreId));
  const retain = pairing.kind === 'RESPONSIBLE' && (e.retain || (duty && e.displaced));
  const cityOwned = facts.cadres.get(pairing.cadreId)?.cityOwned ?? false;
  const { today } = facts;
  const answer = ending({ today, to, pairing: { ...pairing, withdrawn: false }, duty, retain, cityOwned });
  return { answer, retain };
}

/** Writes an ending that the rules allow: the pairing ends, or is withdrawn where it never had a day. */
export async function closePairing(
  unit: UnitOfWork,
  facts: Facts,
  { pairing, to, reason }: Pick<Ending, 'pairing' | 'to' | 'reason'>,
  how: 'END' | 'WITHDRAW',
  act: Act,
): Promise<void> {
  const change = how === 'END' ? sql`to_date = ${to}` : sql`withdrawn_at = now()`;
  const changed = await sql`update pairing set ${change}, end_reason = ${reason}, version = version + 1
    where id = ${pairing.id} and version = ${pairing.version}`.execute(unit.sql);
  if (changed.numAffectedRows !== 1n)
    throw conflict({ id: pairing.id }, '这段结对刚被别人改过。现在是新的样子，看过再办');
  const path = facts.households.get(pairing.householdId)?.path ?? '';
  audit(unit, {
    action: how === 'END' ? 'pairing.end' : 'pairing.withdraw',
    subjectType: 'pairing',
    subjectId: pairing.id,
    path,
    before: { kind: pairing.kind, slot: pairing.slot, from: pairing.from, to: null },
    after: how === 'END' ? { to } : { withdrawn: true },
    reason,
  });
  const where = actPath(unit, facts, pairing);
  act.add({
    path: where,
    subject: 'PAIRING',
    subjectId: pairing.id,
    change: 'ENDED',
    version: pairing.version + 1,
  });
  forget(facts, pairing, how === 'END' ? to : null);
}

/** A retained friend is to be responsible again: the one ends as the other begins (R3), which displaces nobody (R6). */
export function beforeRaising(
  unit: UnitOfWork,
  facts: Facts,
  pairing: StoredPairing,
  act: Act,
): Promise<void> {
  const how = pairing.from < facts.today ? 'END' : 'WITHDRAW';
  return closePairing(unit, facts, { pairing, to: facts.today, reason: '转为负责' }, how, act);
}

/** R7: a friend for life is not erased by a transfer. */
export async function keepAsFriend(
  unit: UnitOfWork,
  facts: Facts,
  { householdId, cadreId }: { householdId: string; cadreId: string },
  from: Day,
  act: Act,
): Promise<void> {
  const kept = { householdId, cadreId, kind: 'RETAINED' as const, slot: null, from, to: null, version: 1 };
  const stored = { ...kept, id: randomUUID() };
  insertPairings(unit, facts, [{ ...stored, source: 'HANDOVER' }], act);
  facts.pairings.set(householdId, [...(facts.pairings.get(householdId) ?? []), stored]);
}

/** The facts as they are without a pairing: over on a day, or never there where that is null. */
export function forget(facts: Facts, pairing: StoredPairing, to: Day | null): void {
  const others = (facts.pairings.get(pairing.householdId) ?? []).filter(({ id }) => id !== pairing.id);
  facts.pairings.set(pairing.householdId, to === null ? others : [...others, { ...pairing, to }]);
  const cadre = facts.cadres.get(pairing.cadreId);
  if (cadre && pairing.kind === 'RESPONSIBLE') cadre.load -= 1;
}
