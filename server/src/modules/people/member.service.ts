import type { Actor } from '../../platform/auth/actor.ts';
import type { Scope } from '../../platform/auth/scope.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, UnitOfWork } from '../../platform/db/database.ts';
import { invalidInput } from '../../platform/errors.ts';
import { audit } from '../audit/index.ts';
import { demandVersion, difference, type Shown } from './change.ts';
import { demandEntry } from './dictionary.ts';
import { HouseholdMemberEntity } from './household-member.entity.ts';
import type { HouseholdEntity } from './household.entity.ts';
import type { AddMemberInput, EditMemberInput } from './household.inputs.ts';
import {
  becomeHead,
  livingMembers,
  lockHousehold,
  lockMember,
  refigure,
  shownHousehold,
  shownMember,
} from './household-record.ts';
import { build } from '../../platform/db/query-builder.ts';
import { guardNumber, type NumberGuard } from './number-collision.ts';
import type { Collision, PeopleEvents } from './people-events.ts';
import { demandPastDay, factsOf, readIdentityInput, readPhoneInput } from './personal-input.ts';
import type { PersonVault } from './person-vault.ts';

/** Members of households: entering and correcting them. */
export class MemberService {
  readonly #db: Database;
  readonly #clock: Clock;
  readonly #vault: PersonVault;
  readonly #events: PeopleEvents;

  constructor(db: Database, clock: Clock, vault: PersonVault, events: PeopleEvents) {
    this.#db = db;
    this.#clock = clock;
    this.#vault = vault;
    this.#events = events;
  }

  /** Enters a member; the household counts at least as many as are known. @returns the household's id */
  add(actor: Actor, scope: Scope, input: AddMemberInput): Promise<string> {
    const today = this.#clock.today();
    const identity = readIdentityInput(input.identity, today);
    const phone = readPhoneInput(input.phone);
    if (input.birthDate) demandPastDay('birthDate', input.birthDate, today);
    const number = identity ? this.#vault.indexesOf(identity) : null;
    const asked: Collision['asked'] = { type: 'HOUSEHOLD', id: input.householdId, name: input.name };
    return this.#guarded(actor, scope, { number, asked }, async (unit) => {
      const household = await lockHousehold(unit.em, input.householdId);
      if (household.endedOn) throw invalidInput({ name: '这一户已经不在了，不能添人' });
      await demandEntry(unit, 'RELATION', input.relation, 'relation');
      if (input.relation === 'HEAD' && household.headId)
        throw invalidInput({ relation: '这户已有户主，先选别的关系' });
      const member = unit.em.create(HouseholdMemberEntity, {
        householdId: household.id,
        path: household.path,
        name: input.name.trim(),
        relation: input.relation,
        ...factsOf(identity, input),
        ...this.#vault.person({ identity, phone }),
      } as HouseholdMemberEntity);
      await unit.em.persist(member).flush();
      const before = shownHousehold(household);
      if (input.relation === 'HEAD') becomeHead(household, member);
      const known = await livingMembers(unit.em, household.id);
      household.size = Math.max(household.size, known.length);
      await refigure(unit, household);
      await unit.em.flush();
      const changes = difference(before, shownHousehold(household));
      this.#record(unit, household, 'member.add', changes?.before ?? null, {
        ...changes?.after,
        memberId: member.id,
        ...shownMember(member),
      });
      return household.id;
    });
  }

  /** Corrects a member; where it is the head the household's name follows. @returns the household's id */
  async edit(actor: Actor, scope: Scope, input: EditMemberInput): Promise<string> {
    const identity = readIdentityInput(input.identity, this.#clock.today());
    const phone = readPhoneInput(input.phone);
    // Whoever moves back takes up the number again that somebody else may have by now.
    const returning = input.identity === undefined && input.leftOn === null;
    const stored = identity || returning ? await this.#stored(scope, input.id) : undefined;
    const held = stored?.identity_index;
    const number = identity ? this.#vault.indexesOf(identity) : held ? [held] : null;
    const asked: Collision['asked'] = {
      type: 'HOUSEHOLD',
      id: stored?.household_id ?? null,
      name: input.name ?? null,
    };
    return this.#guarded(actor, scope, { number, asked, self: input.id }, async (unit) => {
      const { member, household } = await lockMember(unit.em, input.id);
      const before = shownMember(member);
      const lived = counted(household);
      demandVersion(member, input.version, before);
      await demandEntry(unit, 'RELATION', input.relation, 'relation');
      if (input.relation && (input.relation === 'HEAD') !== (household.headId === member.id)) {
        throw invalidInput({ relation: '换户主请用「换户主」：原户主的关系跟着改' });
      }
      this.#apply(member, input, identity, phone);
      if (household.headId === member.id) {
        if (member.leftOn) throw invalidInput({ leftOn: '户主不能迁出。先换户主，再记迁出' });
        becomeHead(household, member);
      }
      await countWhoMoved(unit, household, member, before.leftOn !== null);
      const changes = difference(before, shownMember(member));
      if (changes) {
        await unit.em.flush();
        const followed = difference(lived, counted(household));
        const was = { ...followed?.before, ...changes.before };
        this.#record(unit, household, 'member.edit', was, {
          ...followed?.after,
          memberId: member.id,
          ...changes.after,
        });
      }
      return household.id;
    });
  }

  #apply(
    member: HouseholdMemberEntity,
    input: EditMemberInput,
    identity: string | null,
    phone: string | null,
  ): void {
    const today = this.#clock.today();
    if (input.birthDate) demandPastDay('birthDate', input.birthDate, today);
    if (input.leftOn) demandPastDay('leftOn', input.leftOn, today);
    if (input.phoneWorksOn) demandPastDay('phoneWorksOn', input.phoneWorksOn, today);
    if (input.name) member.name = input.name.trim();
    if (input.relation) member.relation = input.relation;
    if (input.sex !== undefined) member.sex = input.sex;
    if (input.birthDate !== undefined) member.birthDate = input.birthDate;
    if (input.leftOn !== undefined) member.leftOn = input.leftOn;
    if (input.phoneWorksOn !== undefined) member.phoneWorksOn = input.phoneWorksOn;
    if (input.identity === undefined && input.phone === undefined) return;
    const key = member.personKey ?? this.#vault.person({}).personKey;
    member.personKey = key;
    if (input.identity !== undefined) {
      Object.assign(member, this.#vault.identity(key, identity), identity && factsOf(identity, input));
    }
    if (input.phone !== undefined) {
      const sealed = this.#vault.retyped(key, phone, member);
      // A new number has not been seen to work yet (R13).
      if (sealed.phoneCipher !== member.phoneCipher) member.phoneWorksOn = input.phoneWorksOn ?? null;
      Object.assign(member, sealed);
    }
  }

  #stored({ lo, hi, ...scope }: Scope, id: string) {
    const query = build
      .selectFrom('household_member')
      .select(['household_id', 'identity_index'])
      .where('id', '=', id)
      .where('path', '>=', lo)
      .where('path', '<', hi);
    return this.#db.row({ lo, hi, ...scope }, query, 'storedMember');
  }

  #guarded<T>(
    actor: Actor,
    scope: Scope,
    which: { number: readonly Buffer[] | null; asked: Collision['asked']; self?: string },
    work: (unit: UnitOfWork) => Promise<T>,
  ) {
    const guard: NumberGuard = {
      table: 'household_member',
      today: this.#clock.today(),
      events: this.#events,
      ...which,
    };
    return guardNumber(this.#db, actor, scope, guard, () => this.#db.write(actor, scope, work));
  }

  #record(unit: UnitOfWork, household: HouseholdEntity, action: string, before: Shown | null, after: Shown) {
    audit(unit, {
      action,
      subjectType: 'household',
      subjectId: household.id,
      path: household.path,
      before,
      after,
    });
  }
}

/** What of a household follows from who lives there. */
const counted = ({ size, eligible }: HouseholdEntity): Shown => ({ size, eligible });

/**
 * Who moves out is counted there no more, who moves back is again; the dead are counted nowhere.
 * @throws INVALID_INPUT for somebody who would move back to where nobody lives
 */
async function countWhoMoved(
  unit: UnitOfWork,
  household: HouseholdEntity,
  { leftOn, diedOn }: HouseholdMemberEntity,
  wasAway: boolean,
): Promise<void> {
  const away = leftOn !== null;
  if (away === wasAway) return;
  if (!away && household.endedOn) throw invalidInput({ leftOn: '这一户已经不在了，不能迁回' });
  if (diedOn) return;
  household.size = Math.max(0, household.size + (away ? -1 : 1));
  await refigure(unit, household);
}
