import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Actor } from '../../platform/auth/actor.ts';
import type { Scope } from '../../platform/auth/scope.ts';
import type { UnitOfWork } from '../../platform/db/database.ts';
import { because } from '../../platform/db/refusal.ts';
import { demandVersion } from './change.ts';
import { demandEntry } from './dictionary.ts';
import type { HouseholdEntity } from './household.entity.ts';
import type { MergeHouseholdsInput } from './household.inputs.ts';
import { livingMembers, lockHouseholds, refigure, shownHousehold } from './household-record.ts';
import {
  carryKin,
  demandNone,
  erasedAmong,
  homeFact,
  keepStep,
  moveIn,
  recordSide,
  type LineageParts,
  type Stepped,
} from './lineage-record.ts';
import { mergeFault } from './lineage.rules.ts';

/** Why the household that went into another no longer stands. */
const MERGED = '并到了另一户';

/**
 * R7: one household goes into another of the caller's area. Whoever lives in it and its assistance duties (R4) go along, declared kin
 * is kin of the other, too (R26); what becomes of its friends and claims, later modules say. The dead, those who left, the remark and
 * open questions stay with the number that ends.
 * @throws CONFLICT, INVALID_INPUT, NOT_FOUND, RULE_VIOLATED R6, R7
 */
export function mergeHouseholds(
  { db, clock, events }: LineageParts,
  actor: Actor,
  scope: Scope,
  input: MergeHouseholdsInput,
): Promise<Stepped> {
  return db.write(actor, scope, async (unit) => {
    because(unit, input.reason);
    const [home, other] = (await lockHouseholds(unit, [input.id, input.otherId])) as [
      HouseholdEntity,
      HouseholdEntity,
    ];
    const before = { home: shownHousehold(home), other: shownHousehold(other) };
    demandVersion(home, input.version, before.home);
    demandVersion(other, input.otherVersion, before.other);
    const going = await livingMembers(unit.em, other.id);
    const erased = await erasedAmong(unit, [home.id, other.id]);
    demandNone(
      mergeFault({
        same: home.id === other.id,
        surviving: homeFact(home, await livingMembers(unit.em, home.id), erased),
        ending: homeFact(other, going, erased),
        headRelation: input.headRelation ?? null,
      }),
    );
    await demandEntry(unit, 'RELATION', input.headRelation ?? undefined, 'headRelation');

    const head = going.find(({ id }) => id === other.headId);
    const was = head ? { id: head.id, relation: head.relation } : null;
    if (head) head.relation = input.headRelation!;
    const sizes = { household: home.size, other: other.size };
    const day = clock.today();
    moveIn(going, home);
    home.size += other.size;
    Object.assign(other, { size: 0, endedOn: day, endedReason: MERGED });
    await refigure(unit, home);
    await refigure(unit, other);
    await unit.em.flush();

    const id = randomUUID();
    const actId = randomUUID(); // of its own: whoever knows the step can't take back a part of it
    await keepStep(unit, {
      id,
      kind: 'MERGE',
      household: home,
      other,
      sizes,
      day,
      now: clock.now(),
      members: going,
      head: was,
      duties: await bringDuties(unit, other, home, day),
      kin: await carryKin(unit, other.id, home.id),
      actId,
    });
    const { reason } = input;
    recordSide(unit, 'household.merge', home, before.home, { otherId: other.id, members: going, reason });
    recordSide(unit, 'household.mergeInto', other, before.other, {
      otherId: home.id,
      members: going,
      reason,
    });
    const merged = { actId, survivingId: home.id, endedId: other.id, day, retain: input.retain, reason };
    await events.householdsMerged(unit, merged);
    return { id, householdId: home.id, otherId: other.id };
  });
}

/** R4: who is charged with a household is charged with the one that its people live in. @returns which duties went along */
async function bringDuties(
  { sql: db }: UnitOfWork,
  from: HouseholdEntity,
  onto: HouseholdEntity,
  day: string,
): Promise<string[]> {
  const { rows } = await sql<{
    id: string;
  }>`update assistance_duty set household_id = ${onto.id}, path = ${onto.path}
    where household_id = ${from.id} and (to_date is null or to_date > ${day}::date) returning id`.execute(db);
  return rows.map(({ id }) => id);
}
