import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { UnitOfWork } from '../../platform/db/database.ts';
import { notFound } from '../../platform/errors.ts';
import type { Shown } from './change.ts';
import { HouseholdMemberEntity } from './household-member.entity.ts';
import { HouseholdEntity } from './household.entity.ts';
import { masked } from './masked.ts';
import { nameMask } from './masks.ts';
import { standing } from './people.rules.ts';
import { initials } from './pinyin.ts';
import { povertyWeights } from './poverty-weights.ts';

/** The household for writing, locked. @throws NOT_FOUND where there is none in scope */
export async function lockHousehold(em: EntityManager, id: string): Promise<HouseholdEntity> {
  const household = await em.findOne(HouseholdEntity, id, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!household) throw notFound('一户');
  return household;
}

/**
 * Several households for writing, locked in the one order that whoever writes pairings keeps to, so that nobody waits in a circle.
 * @returns them in the order of `ids` @throws NOT_FOUND where one of them is not there or not in scope
 */
export async function lockHouseholds(
  unit: UnitOfWork,
  ids: readonly [string, ...string[]],
): Promise<HouseholdEntity[]> {
  const once = [...new Set(ids)];
  const [got] = await unit.prepared<{ locked: number }>({ ...LOCK_HOUSEHOLDS, values: [once] });
  if (got?.locked !== once.length) throw notFound('一户');
  const found = await unit.em.find(HouseholdEntity, { id: { $in: once } });
  return ids.map((id) => found.find((household) => household.id === id)!);
}

const LOCK_HOUSEHOLDS = { name: 'lock_households', text: 'select lock_households($1) as locked' };

/** A member for writing, with the household locked before, so that two writers never cross. */
export async function lockMember(em: EntityManager, id: string) {
  const member = await em.findOne(HouseholdMemberEntity, id);
  if (!member) throw notFound('个人');
  const household = await lockHousehold(em, member.householdId);
  await em.refresh(member, { lockMode: LockMode.PESSIMISTIC_WRITE });
  return { member, household };
}

/** Members who live and belong to the household. */
export const livingMembers = (em: EntityManager, householdId: string): Promise<HouseholdMemberEntity[]> =>
  em.find(HouseholdMemberEntity, { householdId, diedOn: null, leftOn: null }, { orderBy: { id: 'asc' } });

/** The household is that of this member from now on; its name and what it is searched by follow. */
export function becomeHead(household: HouseholdEntity, member: HouseholdMemberEntity): void {
  member.relation = 'HEAD';
  household.headId = member.id;
  if (household.headName === member.name) return;
  Object.assign(household, { headName: member.name, headInitials: initials(member.name) });
}

/** The household lives in that village from now on; members, pairings and duties follow by their foreign keys. */
export function moveTo(
  household: HouseholdEntity,
  village: { id: string; path: string },
  group: string | null | undefined,
): void {
  Object.assign(household, { regionId: village.id, path: village.path, villageGroup: group ?? null });
}

/** Sets what follows from a household's circumstances: whether it counts for gaps, and how hard off it is. */
export async function refigure({ sql }: UnitOfWork, household: HouseholdEntity): Promise<void> {
  const village = await sql
    .selectFrom('region')
    .select('poor')
    .where('id', '=', household.regionId)
    .executeTakeFirst();
  const weights = await povertyWeights(sql, [household.povertyStatus, household.cause]);
  const figures = standing(weights, {
    status: household.povertyStatus,
    cause: household.cause,
    livingMembers: household.size,
    endedOn: household.endedOn,
    poorVillage: village?.poor ?? false,
  });
  Object.assign(household, figures);
}

/** A household as audit and conflicts show it. */
export const shownHousehold = (household: HouseholdEntity): Shown => ({
  number: household.number,
  headName: masked(nameMask(household.headName), household.headName),
  villageGroup: household.villageGroup,
  povertyStatus: household.povertyStatus,
  cause: household.cause,
  size: household.size,
  remark: masked(household.remark, household.remarkCipher ?? household.remark),
  eligible: household.eligible,
  endedOn: household.endedOn,
  path: household.path,
});

/** A member as audit and conflicts show it. */
export const shownMember = (member: HouseholdMemberEntity): Shown => ({
  name: masked(nameMask(member.name), member.name),
  relation: member.relation,
  sex: member.sex,
  birthDate: member.birthDate,
  identity: masked(member.identityMask, member.identityIndex),
  phone: masked(member.phoneMask, member.phoneCipher),
  phoneWorksOn: member.phoneWorksOn,
  leftOn: member.leftOn,
  diedOn: member.diedOn,
});
