import type { Actor } from '../../platform/auth/actor.ts';
import { covers, type Scope } from '../../platform/auth/scope.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Vault } from '../../platform/crypto.ts';
import type { Database, UnitOfWork } from '../../platform/db/database.ts';
import { invalidInput, notFound, ruleViolated } from '../../platform/errors.ts';
import { audit } from '../audit/index.ts';
import { demandVersion, difference, given, type Shown } from './change.ts';
import { demandEntry } from './dictionary.ts';
import { HouseholdMemberEntity } from './household-member.entity.ts';
import type { HouseholdEntity } from './household.entity.ts';
import type { EditHouseholdInput, MoveHouseholdInput, RecordDeathInput } from './household.inputs.ts';
import {
  becomeHead,
  livingMembers,
  lockHousehold,
  lockMember,
  moveTo,
  refigure,
  shownHousehold,
} from './household-record.ts';
import { guardNumber, type NumberGuard } from './number-collision.ts';
import { demandPastDay } from './personal-input.ts';
import type { PeopleEvents } from './people-events.ts';
import { nextHead } from './people.rules.ts';
import { retypedRemark } from './sealed-remark.ts';

/** What happens to a household: corrections, deaths, moves. Each is one transaction with its record. */
export class HouseholdService {
  readonly #db: Database;
  readonly #vault: Vault;
  readonly #clock: Clock;
  readonly #events: PeopleEvents;

  constructor(db: Database, vault: Vault, clock: Clock, events: PeopleEvents) {
    this.#db = db;
    this.#vault = vault;
    this.#clock = clock;
    this.#events = events;
  }

  /** Corrects a household's particulars. @throws CONFLICT, INVALID_INPUT, NOT_FOUND, RATE_LIMITED */
  edit(actor: Actor, scope: Scope, input: EditHouseholdInput): Promise<string> {
    const guard: NumberGuard = {
      table: 'household',
      number: input.number || null,
      today: this.#clock.today(),
      asked: { type: 'HOUSEHOLD', id: input.id, name: null },
      events: this.#events,
    };
    const work = async (unit: UnitOfWork): Promise<string> => {
      const household = await lockHousehold(unit.em, input.id);
      const before = shownHousehold(household);
      demandVersion(household, input.version, before);
      demandKept(input);
      await demandEntry(unit, 'POVERTY_STATUS', input.povertyStatus, 'povertyStatus');
      await demandEntry(unit, 'POVERTY_CAUSE', input.cause, 'cause');
      const { id: _id, version: _version, remark, ...changes } = input;
      if (input.size != null) await demandRoom(unit, household, input.size);
      Object.assign(household, given(changes), { number: emptied(input.number, household.number) });
      if (remark !== undefined)
        Object.assign(household, retypedRemark(this.#vault, remark || null, household));
      await this.#save(unit, household, 'household.edit', before);
      return household.id;
    };
    return guardNumber(this.#db, actor, scope, guard, () => this.#db.write(actor, scope, work));
  }

  /**
   * R7: a member dies. Of a head that dies another member follows; where nobody lives any more the household ends.
   * @throws CONFLICT, INVALID_INPUT, NOT_FOUND
   */
  recordDeath(actor: Actor, scope: Scope, input: RecordDeathInput): Promise<string> {
    return this.#db.write(actor, scope, async (unit) => {
      const { member, household } = await lockMember(unit.em, input.memberId);
      const before = shownHousehold(household);
      demandVersion(household, input.version, before);
      if (member.diedOn) throw invalidInput({ diedOn: '已经记过去世了' });
      demandPastDay('diedOn', input.diedOn, this.#clock.today());
      if (member.birthDate && input.diedOn < member.birthDate) {
        throw invalidInput({ diedOn: '去世的日子在出生以前，请对照' });
      }
      const others = (await livingMembers(unit.em, household.id)).filter(({ id }) => id !== member.id);
      member.diedOn = input.diedOn;
      if (!member.leftOn) household.size = Math.max(household.size - 1, others.length);
      const ends = household.size === 0 && household.endedOn === null;
      if (ends) end(household, input.diedOn, '家里已没有在世的人');
      else if (household.headId === member.id) follow(household, others, input.newHeadId);
      await this.#save(unit, household, 'household.death', before, {
        extra: { memberId: member.id, diedOn: input.diedOn },
      });
      if (ends) {
        await this.#events.householdEnded(unit, household.id, input.diedOn, household.endedReason ?? '');
      }
      return household.id;
    });
  }

  /**
   * Moves a household to another village of the caller's territory; members, pairings and duties go with it.
   * @throws RULE_VIOLATED where the new village belongs to another office
   */
  move(actor: Actor, scope: Scope, input: MoveHouseholdInput): Promise<string> {
    return this.#db.write(actor, scope, async (unit) => {
      const household = await lockHousehold(unit.em, input.id);
      const before = shownHousehold(household);
      demandVersion(household, input.version, before);
      if (household.endedOn) throw invalidInput({ villageId: '这一户已经不在了，不能迁' });
      const village = await unit.sql
        .selectFrom('region')
        .select(['id', 'path', 'level', 'name'])
        .where('id', '=', input.villageId)
        .where('to_date', 'is', null)
        .executeTakeFirst();
      if (village?.level !== 'VILLAGE') throw notFound('个村');
      if (!covers(scope, village.path)) {
        throw ruleViolated(
          'R31',
          `${village.name}不归当前身份管。请管着两边的上级办公室来迁，资料和结对会一起过去`,
        );
      }
      if (village.id === household.regionId) throw invalidInput({ villageId: '就在这个村，不用迁' });
      moveTo(household, village, input.villageGroup);
      await this.#save(unit, household, 'household.move', before, { reason: input.reason });
      await this.#events.householdMoved(unit, household.id, village.path);
      return household.id;
    });
  }

  async #save(
    unit: UnitOfWork,
    household: HouseholdEntity,
    action: string,
    before: Shown,
    more: { reason?: string; extra?: Shown } = {},
  ): Promise<void> {
    await refigure(unit, household);
    const changes = difference(before, shownHousehold(household));
    if (!changes) return;
    await unit.em.flush();
    audit(unit, {
      action,
      subjectType: 'household',
      subjectId: household.id,
      path: household.path,
      before: changes.before,
      after: { ...changes.after, ...more.extra },
      reason: more.reason ?? null,
    });
  }
}

/** What every household has: it can be left out, but not emptied. @throws INVALID_INPUT */
function demandKept({ povertyStatus, size }: EditHouseholdInput): void {
  if (povertyStatus !== undefined && !povertyStatus) throw invalidInput({ povertyStatus: '选一种脱贫属性' });
  if (size === null) throw invalidInput({ size: '填人口' });
}

const emptied = (typed: string | null | undefined, stored: string | null) =>
  typed === undefined ? stored : typed || null;

async function demandRoom(unit: UnitOfWork, household: HouseholdEntity, size: number): Promise<void> {
  const known = await unit.em.count(HouseholdMemberEntity, {
    householdId: household.id,
    diedOn: null,
    leftOn: null,
  });
  if (size < known) throw invalidInput({ size: `登记在册的就有 ${known} 人，人口不能少于它` });
}

function end(household: HouseholdEntity, day: string, reason: string): void {
  Object.assign(household, { endedOn: day, endedReason: reason });
}

function follow(
  household: HouseholdEntity,
  others: readonly HouseholdMemberEntity[],
  chosen: string | null | undefined,
): void {
  const heir = chosen ? others.find(({ id }) => id === chosen) : nextHead(others);
  if (!heir) {
    const message = chosen
      ? '选的人不在这户，或已不在世'
      : `家里还有 ${household.size} 人，都没登记姓名。先添一名家庭成员，再记户主去世`;
    throw invalidInput({ newHeadId: message });
  }
  becomeHead(household, heir);
}
