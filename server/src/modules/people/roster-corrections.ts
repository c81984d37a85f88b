import { sql } from 'kysely';
import type { UnitOfWork } from '../../platform/db/database.ts';
import { invalidInput } from '../../platform/errors.ts';
import { audit } from '../audit/index.ts';
import { lockCadre, saveCadre, shownCadre } from './cadre-record.ts';
import { hasStopped } from './cadre-status.rules.ts';
import { difference, type Shown } from './change.ts';
import { HouseholdMemberEntity } from './household-member.entity.ts';
import type { HouseholdEntity } from './household.entity.ts';
import {
  becomeHead,
  livingMembers,
  lockHousehold,
  moveTo,
  refigure,
  shownHousehold,
} from './household-record.ts';
import type { PeopleEvents } from './people-events.ts';
import { factsOf } from './personal-input.ts';
import type { PersonVault } from './person-vault.ts';
import { initials } from './pinyin.ts';
import { closePosting, openPosting } from './posting-record.ts';

/** What a roster says of a household, where an office has decided that the roster is right. */
export interface ToldHousehold {
  village: { id: string; path: string };
  group: string | null;
  head: string;
  identity: string | undefined;
}

interface Ground {
  vault: PersonVault;
  events: Pick<PeopleEvents, 'householdMoved'>;
  reason: string;
}

/**
 * Brings a stored household to what a roster says of it: it is there again, lives in that village, has that head under that
 * number. Who headed it before stays a member: what became of them is not guessed (R7). In the caller's transaction, recorded.
 */
export async function followRoster(
  unit: UnitOfWork,
  { vault, events, reason }: Ground,
  householdId: string,
  told: ToldHousehold,
): Promise<void> {
  const household = await lockHousehold(unit.em, householdId);
  const before = shownHousehold(household);
  if (household.endedOn) Object.assign(household, { endedOn: null, endedReason: null });
  const moved = household.regionId !== told.village.id;
  if (moved) moveTo(household, told.village, told.group);
  await unit.em.flush(); // members follow their household's path
  const head = await headOf(unit, vault, household, told);
  await unit.em.flush();
  becomeHead(household, head);
  await refigure(unit, household);
  await unit.em.flush();
  const changes = difference(before, shownHousehold(household)) ?? { before: {}, after: {} };
  audit(unit, {
    action: 'household.followRoster',
    subjectType: 'household',
    subjectId: household.id,
    path: household.path,
    before: changes.before,
    after: { ...changes.after, headId: head.id },
    reason,
  });
  if (moved) await events.householdMoved(unit, household.id, household.path);
}

/** The member of that number or name, else a new one; a number that the roster corrects is the head's own from now on. */
async function headOf(
  unit: UnitOfWork,
  vault: PersonVault,
  household: HouseholdEntity,
  { head: name, identity }: ToldHousehold,
): Promise<HouseholdMemberEntity> {
  const living = await livingMembers(unit.em, household.id);
  const indexes = identity ? vault.indexesOf(identity) : [];
  const has = ({ identityIndex }: HouseholdMemberEntity) =>
    indexes.some((index) => identityIndex?.equals(index));
  const byNumber = living.find(has);
  const byName = living.find((member) => member.name === name);
  const found = byNumber ?? byName;
  const former = living.find(({ id }) => id === household.headId);
  if (former && former !== found) former.relation = 'OTHER';
  if (!found) {
    household.size = Math.max(household.size, living.length + 1);
    const made = unit.em.create(HouseholdMemberEntity, {
      householdId: household.id,
      path: household.path,
      name,
      relation: 'HEAD',
      ...factsOf(identity ?? null, {}),
      ...vault.person({ identity }),
    } as HouseholdMemberEntity);
    unit.em.persist(made);
    return made;
  }
  found.name = name;
  if (identity && !has(found)) {
    found.personKey ??= vault.person({}).personKey;
    Object.assign(found, vault.identity(found.personKey, identity), factsOf(identity, {}));
  }
  return found;
}

/** A cadre is called what the roster says. */
export async function renameCadre(
  unit: UnitOfWork,
  cadreId: string,
  name: string,
  reason: string,
): Promise<void> {
  const cadre = await lockCadre(unit.em, unit.scope, cadreId);
  const before = shownCadre(cadre);
  Object.assign(cadre, { name, initials: initials(name) });
  await saveCadre(unit, cadre, 'cadre.edit', before, { reason });
}

/**
 * R7: a cadre works where the roster says; the friends go along.
 * @throws INVALID_INPUT for somebody who has stopped
 */
export async function takeOverCadre(
  unit: UnitOfWork,
  cadreId: string,
  {
    unit: target,
    name,
    on,
    reason,
  }: { unit: { id: string; path: string }; name: string; on: string; reason: string },
): Promise<void> {
  const cadre = await lockCadre(unit.em, unit.scope, cadreId);
  if (hasStopped(cadre.status)) throw invalidInput({ id: '库里记着他已不在岗。先改回在岗，再定' });
  const before: Shown = shownCadre(cadre);
  if (cadre.unitId !== target.id) {
    const { numUpdatedRows } = await unit.sql
      .updateTable('posting')
      .set({ unit_id: target.id })
      .where('cadre_id', '=', cadre.id)
      .where('kind', '=', 'POST')
      .where('to_date', 'is', null)
      .where('from_date', '>=', on) // it was to begin only now: nothing of it has been
      .executeTakeFirst();
    Object.assign(cadre, { unitId: target.id, path: target.path });
    if (numUpdatedRows === 0n) {
      await closePosting(unit, cadre.id, 'POST', on);
      await openPosting(unit, cadre, target.id, 'POST', on);
    }
  }
  Object.assign(cadre, { name, initials: initials(name) });
  await saveCadre(unit, cadre, 'cadre.transfer', before, { reason, extra: { on } });
}

/** Whether the number is that of the household's head, or of nobody in it (then the household's own number was meant). */
export async function isHeads(
  unit: UnitOfWork,
  householdId: string,
  indexes: readonly Buffer[],
): Promise<boolean> {
  const { rows } = await sql<{ head: boolean }>`
    select h.head_id is not distinct from m.id as head from household_member m join household h on h.id = m.household_id
    where m.household_id = ${householdId} and m.identity_index = any(${[...indexes]}::bytea[]) and m.left_on is null`.execute(
    unit.sql,
  );
  return rows[0]?.head ?? true;
}
