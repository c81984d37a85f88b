import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { UnitOfWork } from '../../platform/db/database.ts';
import { because } from '../../platform/db/refusal.ts';
import { audit } from '../audit/index.ts';
import type { Merged, Unmerged } from '../people/index.ts';
import { Act } from './act.ts';
import { closeClaims } from './decide-duplicate.ts';
import { closePairing } from './end.ts';
import { merging } from './merge.rules.ts';
import { isRefusal, type Day } from './pairing.rules.ts';
import { lockAndLoad, pairKey, type Facts, type StoredClaim, type StoredPairing } from './placement.facts.ts';
import { acceptClaims, forgetClaim, insertPairings, refused } from './place.ts';
import { undoAct } from './undo.ts';

const standing = (facts: Facts, householdId: string): StoredPairing[] =>
  (facts.pairings.get(householdId) ?? []).filter(({ to }) => to === null);

/**
 * R7: the friends and claims of a household that goes into another, in the transaction of the merge. Nobody's time has a gap: who goes
 * on begins with the new household on the day on which the old one ended.
 * @throws RULE_VIOLATED R6 where a cadre of the city's would be displaced
 */
export async function mergeFriends(unit: UnitOfWork, merged: Merged): Promise<void> {
  const { survivingId, endedId, day, reason } = merged;
  because(unit, reason);
  const facts = await lockAndLoad(unit, day, [survivingId, endedId], []);
  const act = new Act(merged.actId);
  const [surviving, ending] = [standing(facts, survivingId), standing(facts, endedId)];
  const cadres = [...facts.cadres.values()];
  const outcome = merging({
    surviving,
    ending,
    retain: merged.retain,
    duties: new Set(
      cadres.filter(({ id }) => facts.duties.has(pairKey(survivingId, id))).map(({ id }) => id),
    ),
    cityOwned: new Set(cadres.filter(({ cityOwned }) => cityOwned).map(({ id }) => id)),
  });
  if (isRefusal(outcome)) throw refused(outcome);

  const over = [...ending, ...surviving.filter(({ cadreId }) => outcome.raised.includes(cadreId))];
  for (const pairing of over) {
    const how = pairing.from < day ? 'END' : 'WITHDRAW';
    await closePairing(unit, facts, { pairing, to: day, reason }, how, act);
  }
  const made = outcome.newcomers.map((one) => ({ ...newPairing(survivingId, day), ...one }));
  insertPairings(unit, facts, made, act);
  const responsible = made.filter(({ kind }) => kind === 'RESPONSIBLE');
  await acceptClaims(unit, facts, responsible, act);
  const friends = new Set([...surviving, ...made].map(({ cadreId }) => cadreId));
  await settleClaims(unit, facts, merged, outcome.takenOn ? friends : null, act);
  act.save(unit);
}

const newPairing = (householdId: string, from: Day) => ({
  id: randomUUID(),
  householdId,
  from,
  to: null,
  version: 1,
  source: 'HANDOVER' as const,
});

/**
 * R2: what rosters claim of the household that ended. Where its friends go on, or nobody had either, the question stands for the
 * household that stays; else that one has its friend, and the claim is settled.
 * @param friends of the household that stays, where it had no responsible one of its own; else null
 */
async function settleClaims(
  unit: UnitOfWork,
  facts: Facts,
  { survivingId, endedId }: Merged,
  friends: ReadonlySet<string> | null,
  act: Act,
): Promise<void> {
  const claims = facts.claims.get(endedId) ?? [];
  const asked = new Set((facts.claims.get(survivingId) ?? []).map(({ cadreId }) => cadreId));
  const moves = (claim: StoredClaim) =>
    friends !== null && !asked.has(claim.cadreId) && !friends.has(claim.cadreId);
  await moveClaims(unit, facts, claims.filter(moves), survivingId, act);
  const settled = claims.filter((claim) => !moves(claim));
  await closeClaims(unit, facts, settled, '这一户并到了另一户', act);
}

async function moveClaims(
  unit: UnitOfWork,
  facts: Facts,
  claims: readonly StoredClaim[],
  onto: string,
  act: Act,
): Promise<void> {
  if (claims.length === 0) return;
  const path = facts.households.get(onto)?.path ?? '';
  await sql`update pairing_claim set household_id = ${onto}, path = ${path}, version = version + 1
    where id = any(${claims.map(({ id }) => id)}::uuid[])`.execute(unit.sql);
  for (const { id, householdId, version } of claims) {
    forgetClaim(facts, householdId, id);
    const moved = { change: 'MOVED' as const, movedFrom: householdId, version: version + 1 };
    act.add({ path, subject: 'CLAIM', subjectId: id, ...moved });
  }
  audit(
    unit,
    ...claims.map(({ id, householdId }) => ({
      action: 'claim.move',
      subjectType: 'pairing_claim',
      subjectId: id,
      path,
      before: { householdId },
      after: { householdId: onto },
    })),
  );
}

/** Takes back what {@link mergeFriends} did; there may have been nothing to do. @throws as {@link undoAct} */
export async function unmergeFriends(unit: UnitOfWork, { actId, now, reason }: Unmerged): Promise<void> {
  const did = await unit.sql
    .selectFrom('pairing_act')
    .select('act_id')
    .where('act_id', '=', actId)
    .limit(1)
    .executeTakeFirst();
  if (did) await undoAct(unit, now, actId, reason);
}
