import { sql } from 'kysely';
import type { Clock } from '../../platform/clock.ts';
import type { Database, UnitOfWork } from '../../platform/db/database.ts';
import { invalidInput, ruleViolated } from '../../platform/errors.ts';
import { audit } from '../audit/index.ts';
import { difference, type Shown } from './change.ts';
import type { HouseholdMemberEntity } from './household-member.entity.ts';
import type { HouseholdEntity } from './household.entity.ts';
import { shownHousehold } from './household-record.ts';
import type { Fault, HomeFact } from './lineage.rules.ts';
import type { PeopleEvents } from './people-events.ts';

export interface LineageParts {
  db: Database;
  clock: Clock;
  events: PeopleEvents;
}

/** A split or a merge that was done or taken back. */
export interface Stepped {
  id: string;
  /** The household that stays. */
  householdId: string;
  /** The one that began or ended by it. */
  otherId: string;
}

/** Whether these households were erased by law (R32), which their entity doesn't tell. */
export async function erasedAmong(
  unit: UnitOfWork,
  ids: readonly string[],
): Promise<(id: string) => boolean> {
  const rows = await unit.sql
    .selectFrom('household')
    .select('id')
    .where('id', 'in', [...ids])
    .where('erased_at', 'is not', null)
    .execute();
  const erased = new Set(rows.map(({ id }) => id));
  return (id) => erased.has(id);
}

export const homeFact = (
  { id, endedOn, headId, size }: HouseholdEntity,
  living: readonly HouseholdMemberEntity[],
  erased: (id: string) => boolean,
): HomeFact => ({ endedOn, erased: erased(id), headId, size, living: living.map((member) => member.id) });

/** @throws INVALID_INPUT at the field, or RULE_VIOLATED R7 */
export function demandNone(fault: Fault | null): void {
  if (!fault) return;
  throw fault.field ? invalidInput({ [fault.field]: fault.message }) : ruleViolated('R7', fault.message);
}

/** People who live somewhere else from now on, with all that is theirs: keys, numbers, dates. */
export function moveIn(members: readonly HouseholdMemberEntity[], { id, path }: HouseholdEntity): void {
  for (const member of members) Object.assign(member, { householdId: id, path });
}

/** R26: whoever declared `from` as kin has kin in `onto`, too. @returns the declarations that this added */
export async function carryKin(unit: UnitOfWork, from: string, onto: string): Promise<string[]> {
  const { rows } = await sql<{ ids: string[] }>`select carry_kin(${from}, ${onto}) as ids`.execute(unit.sql);
  return rows[0]?.ids ?? [];
}

/** A step as it is kept, for the story of both households and for taking it back. */
export interface Step {
  id: string;
  kind: 'SPLIT' | 'MERGE';
  /** The household that stays, and the one that began or ended; written already. */
  household: HouseholdEntity;
  other: HouseholdEntity;
  /** Their sizes before. */
  sizes: { household: number; other: number };
  day: string;
  now: Date;
  members: readonly HouseholdMemberEntity[];
  /** Who of them became a head or was one, and what they were to the head before. */
  head: { id: string; relation: string } | null;
  duties?: readonly string[];
  kin: readonly string[];
  /** Under which later modules did their part of a merge. */
  actId?: string;
}

export async function keepStep(unit: UnitOfWork, step: Step): Promise<void> {
  const { household, other, sizes, members, head } = step;
  await unit.sql
    .insertInto('household_lineage')
    .values({
      id: step.id,
      kind: step.kind,
      household_id: household.id,
      path: household.path,
      other_id: other.id,
      other_path: other.path,
      day: step.day,
      account_id: unit.principal.accountId!,
      at: step.now,
      version: household.version,
      other_version: other.version,
      size: sizes.household,
      other_size: sizes.other,
      members: members.map(({ id }) => id),
      member_versions: members.map(({ version }) => version),
      head_id: head?.id ?? null,
      head_relation: head?.relation ?? null,
      duties: [...(step.duties ?? [])],
      kin: [...step.kin],
      act_id: step.actId ?? null,
    })
    .execute();
}

/** One side of a step in the record: what changed of it, how many people, and which other household. */
export function recordSide(
  unit: UnitOfWork,
  action: string,
  household: HouseholdEntity,
  before: Shown | null,
  about: { otherId: string; members: readonly HouseholdMemberEntity[]; reason: string | null },
): void {
  const changes = difference(before ?? {}, shownHousehold(household));
  audit(unit, {
    action,
    subjectType: 'household',
    subjectId: household.id,
    path: household.path,
    before: before && (changes?.before ?? null),
    after: {
      ...changes?.after,
      moved: about.members.length,
      otherId: about.otherId,
      memberIds: about.members.map(({ id }) => id),
    },
    reason: about.reason,
  });
}
