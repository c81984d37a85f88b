import { sql } from 'kysely';
import type { UnitOfWork } from '../../platform/db/database.ts';
import { conflict, invalidInput, ruleViolated } from '../../platform/errors.ts';
import { audit } from '../audit/index.ts';
import type { Act } from './act.ts';
import { beforeRaising, endOne, keepAsFriend } from './end.ts';
import { earliestStart, stands, type Day } from './pairing.rules.ts';
import { lockAndLoad, type Facts, type StoredClaim } from './placement.facts.ts';
import { acceptClaims, forgetClaim, orThrow, placeAll, refused } from './place.ts';

export interface DuplicateDecision {
  householdId: string;
  /** Who stays, at most as many as the cap. */
  keep: readonly string[];
  /** Everybody who was shown: where it is no longer the same people, nothing is decided. */
  seen: readonly string[];
  reason: string;
  /** Those who do not stay responsible remain friends (R7). */
  retainOthers: boolean;
  /** A household without a friend for one of the others. */
  give?: { cadreId: string; householdId: string } | null;
}

/**
 * R2: settles who stays with a household that more cadres hold or claim than it has places: keeps or makes their pairings and
 * closes the rest with a reason, in one step.
 * @throws CONFLICT where somebody has joined or left since, RULE_VIOLATED R6 where a cadre of the city's would be displaced
 */
export async function decideDuplicate(
  unit: UnitOfWork,
  today: Day,
  d: DuplicateDecision,
  act: Act,
): Promise<void> {
  const ids = d.give ? [d.householdId, d.give.householdId] : [d.householdId];
  const facts = await lockAndLoad(unit, today, ids, d.seen);
  const involved = whoIs(facts, d.householdId);
  if (!same(involved, d.seen)) {
    throw conflict({ householdId: d.householdId, cadreIds: [...involved] }, '这户的情况刚变了。对照后再定');
  }
  if (involved.size <= facts.setting.cap) throw ruleViolated('R2', '这户已经定过了');
  if (d.keep.length === 0 || d.keep.length > facts.setting.cap || d.keep.some((id) => !involved.has(id))) {
    throw invalidInput({ keep: `一户最多 ${facts.setting.cap} 名，从这几名里选` });
  }
  for (const cadreId of involved) if (!d.keep.includes(cadreId)) await release(unit, facts, d, cadreId, act);
  for (const cadreId of d.keep) await keep(unit, facts, d.householdId, cadreId, act);
  act.settle(facts.households.get(d.householdId)?.path ?? '');
  if (d.give) {
    if (d.keep.includes(d.give.cadreId) || !involved.has(d.give.cadreId)) {
      throw invalidInput({ give: '只能把没有干部的户交给没留下的那名' });
    }
    const { cadreId, householdId } = d.give;
    orThrow((await placeAll(unit, facts, [{ cadreId, householdId, source: 'ASSIGNED' }], act))[0]);
  }
}

function whoIs(facts: Facts, householdId: string): Set<string> {
  const standing = (facts.pairings.get(householdId) ?? []).filter(
    (p) => p.kind === 'RESPONSIBLE' && stands(p, facts.today),
  );
  return new Set([...standing, ...(facts.claims.get(householdId) ?? [])].map((row) => row.cadreId));
}

const same = (a: ReadonlySet<string>, b: readonly string[]) =>
  a.size === new Set(b).size && b.every((id) => a.has(id));

async function release(
  unit: UnitOfWork,
  facts: Facts,
  d: DuplicateDecision,
  cadreId: string,
  act: Act,
): Promise<void> {
  const { householdId, reason, retainOthers: retain } = d;
  if (facts.cadres.get(cadreId)?.cityOwned)
    throw ruleViolated('R6', '这名干部归市办统一安排，换下他要市办来办');
  const pairing = standingOf(facts, householdId, cadreId);
  const claims = (facts.claims.get(householdId) ?? []).filter((claim) => claim.cadreId === cadreId);
  await closeClaims(unit, facts, claims, reason, act);
  if (pairing?.kind === 'RESPONSIBLE') {
    const refusal = await endOne(
      unit,
      facts,
      { pairing, to: facts.today, reason, retain, displaced: true },
      act,
    );
    if (refusal) throw refused(refusal);
  } else if (retain && !pairing) {
    await keepAsFriend(unit, facts, { householdId, cadreId }, facts.today, act);
  }
}

async function keep(
  unit: UnitOfWork,
  facts: Facts,
  householdId: string,
  cadreId: string,
  act: Act,
): Promise<void> {
  const standing = standingOf(facts, householdId, cadreId);
  if (standing?.kind === 'RESPONSIBLE') return acceptClaims(unit, facts, [standing], act);
  if (standing) await beforeRaising(unit, facts, standing, act);
  const claim = facts.claims.get(householdId)?.find((one) => one.cadreId === cadreId);
  const pairings = facts.pairings.get(householdId) ?? [];
  const from = earliestStart(pairings, cadreId, claim?.from ?? facts.today, facts.setting.cap) ?? facts.today;
  const placement = { householdId, cadreId, from, source: 'CHOSEN' as const, existing: true };
  // Claims of others who stay too are not in the way of this one.
  const others = facts.claims.get(householdId) ?? [];
  facts.claims.set(
    householdId,
    others.filter((one) => one.cadreId === cadreId),
  );
  orThrow((await placeAll(unit, facts, [placement], act))[0]);
  facts.claims.set(
    householdId,
    others.filter((one) => one.cadreId !== cadreId),
  );
}

const standingOf = (facts: Facts, householdId: string, cadreId: string) =>
  facts.pairings.get(householdId)?.find((p) => p.cadreId === cadreId && stands(p, facts.today));

/** Closes open claims with a reason. */
export async function closeClaims(
  unit: UnitOfWork,
  facts: Facts,
  claims: readonly StoredClaim[],
  reason: string,
  act: Act,
): Promise<void> {
  if (claims.length === 0) return;
  await sql`update pairing_claim set status = 'CLOSED', reason = ${reason}, decided_at = now(), version = version + 1
    where id = any(${claims.map(({ id }) => id)}::uuid[])`.execute(unit.sql);
  for (const { id, householdId, path, version } of claims) {
    forgetClaim(facts, householdId, id);
    act.add({ path, subject: 'CLAIM', subjectId: id, change: 'CLOSED', version: version + 1 });
  }
  audit(
    unit,
    ...claims.map(({ id, path }) => ({
      action: 'claim.close',
      subjectType: 'pairing_claim',
      subjectId: id,
      path,
      reason,
    })),
  );
}
