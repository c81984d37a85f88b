import { randomUUID } from 'node:crypto';
import type { Actor } from '../../platform/auth/actor.ts';
import type { Scope } from '../../platform/auth/scope.ts';
import type { UnitOfWork } from '../../platform/db/database.ts';
import { because } from '../../platform/db/refusal.ts';
import { demandVersion } from './change.ts';
import { HouseholdEntity } from './household.entity.ts';
import type { SplitHouseholdInput } from './household.inputs.ts';
import { becomeHead, livingMembers, lockHouseholds, refigure, shownHousehold } from './household-record.ts';
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
import { partedSizes, splitFault } from './lineage.rules.ts';
import { guardNumber, type NumberGuard } from './number-collision.ts';

/**
 * R7: some members begin a household of their own, in the same village and circumstances; without a friend it is a gap or waits.
 * Number, friends, duties, claims, remark and open questions stay with the head; declared kin is kin of both (R26).
 * @throws CONFLICT, INVALID_INPUT, NOT_FOUND, RATE_LIMITED, RULE_VIOLATED R7
 */
export function splitHousehold(
  { db, clock, events }: LineageParts,
  actor: Actor,
  scope: Scope,
  input: SplitHouseholdInput,
): Promise<Stepped> {
  const guard: NumberGuard = {
    table: 'household',
    number: input.number || null,
    today: clock.today(),
    asked: { type: 'HOUSEHOLD', id: null, name: null },
    events,
  };
  const work = async (unit: UnitOfWork): Promise<Stepped> => {
    because(unit, input.reason);
    const [home] = (await lockHouseholds(unit, [input.id])) as [HouseholdEntity];
    const before = shownHousehold(home);
    demandVersion(home, input.version, before);
    const living = await livingMembers(unit.em, home.id);
    const fact = homeFact(home, living, await erasedAmong(unit, [home.id]));
    demandNone(splitFault({ home: fact, going: input.memberIds, newHeadId: input.newHeadId }));
    const going = living.filter(({ id }) => input.memberIds.includes(id));
    const head = going.find(({ id }) => id === input.newHeadId)!;
    const { relation } = head;
    const { stays, goes } = partedSizes(fact, going.length);

    const part = unit.em.create(HouseholdEntity, {
      number: input.number || null,
      regionId: home.regionId,
      path: home.path,
      villageGroup: home.villageGroup,
      povertyStatus: home.povertyStatus,
      cause: home.cause,
      size: goes,
    } as HouseholdEntity);
    becomeHead(part, head);
    await refigure(unit, part);
    await unit.em.persist(part).flush();
    moveIn(going, part);
    const sizes = { household: home.size, other: 0 };
    home.size = stays;
    await refigure(unit, home);
    await unit.em.flush();

    const id = randomUUID();
    await keepStep(unit, {
      id,
      kind: 'SPLIT',
      household: home,
      other: part,
      sizes,
      day: clock.today(),
      now: clock.now(),
      members: going,
      head: { id: head.id, relation },
      kin: await carryKin(unit, home.id, part.id),
    });
    const { reason } = input;
    recordSide(unit, 'household.split', home, before, { otherId: part.id, members: going, reason });
    recordSide(unit, 'household.splitOff', part, null, { otherId: home.id, members: going, reason });
    return { id, householdId: home.id, otherId: part.id };
  };
  return guardNumber(db, actor, scope, guard, () => db.write(actor, scope, work));
}
