import { sql } from 'kysely';
import type { Actor } from '../../platform/auth/actor.ts';
import type { Scope } from '../../platform/auth/scope.ts';
import type { UnitOfWork } from '../../platform/db/database.ts';
import { askingWhy, because } from '../../platform/db/refusal.ts';
import { DomainError, notFound } from '../../platform/errors.ts';
import { undoFault } from '../../platform/undo.rules.ts';
import { HouseholdMemberEntity } from './household-member.entity.ts';
import type { HouseholdEntity } from './household.entity.ts';
import type { UndoLineageInput } from './household.inputs.ts';
import { lockHouseholds, refigure, shownHousehold } from './household-record.ts';
import { changedSince } from './lineage.queries.ts';
import { moveIn, recordSide, type LineageParts, type Stepped } from './lineage-record.ts';

interface Row {
  id: string;
  kind: 'SPLIT' | 'MERGE';
  householdId: string;
  otherId: string;
  accountId: string;
  at: Date;
  undone: boolean;
  sizes: [number, number];
  members: string[];
  headId: string | null;
  headRelation: string | null;
  duties: string[];
  actId: string | null;
}

/** Why the household that a split began, and that is one no more, no longer stands. */
const UNSPLIT = '分户撤销了';

export const CHANGED_SINCE = '这一步之后这两户又有人改过，不能再撤销';

const SENTENCES = {
  changedSince: CHANGED_SINCE,
  late: '过了 24 小时，不能再撤销',
};

/**
 * Takes a split or a merge back, whole or not at all: everybody lives again where they lived, with the friends, duties, claims and
 * declarations of before. The household that a split began stays on record as one that ended, without its number.
 * @throws CONFLICT with the reason, NOT_FOUND; RULE_VIOLATED R2, R7 where a friendship can't stand again,
 * R5 where a county is closed and no reason was stated
 */
export function undoLineage(
  { db, clock, events }: LineageParts,
  actor: Actor,
  scope: Scope,
  input: UndoLineageInput,
): Promise<Stepped> {
  const reason = input.reason?.trim() || null;
  const now = clock.now();
  const work = async (unit: UnitOfWork): Promise<Stepped> => {
    because(unit, reason);
    const { step, home, other } = await lockStep(unit, input.id);
    await demandUndoable(unit, step, actor, now);
    const before = { home: shownHousehold(home), other: shownHousehold(other) };
    const split = step.kind === 'SPLIT';
    const members = await moveBack(unit, step, split ? home : other);
    [home.size, other.size] = step.sizes;
    Object.assign(other, split ? { endedOn: clock.today(), endedReason: UNSPLIT, number: null } : STANDING);
    await refigure(unit, home);
    await refigure(unit, other);
    await unit.em.flush();
    await tieAgain(unit, step, other);
    if (step.actId) await events.householdsUnmerged(unit, { actId: step.actId, now, reason });
    await sql`update household_lineage set undone_at = ${now} where id = ${step.id}`.execute(unit.sql);
    const action = split ? 'household.undoSplit' : 'household.undoMerge';
    recordSide(unit, action, home, before.home, { otherId: other.id, members, reason });
    recordSide(unit, action, other, before.other, { otherId: home.id, members, reason });
    return { id: step.id, householdId: home.id, otherId: other.id };
  };
  return db.write(actor, scope, work).catch(askingWhy('R5', reason));
}

interface LockedStep {
  step: Row;
  home: HouseholdEntity;
  other: HouseholdEntity;
}

/** The step is read once more behind the locks: two clicks take it back once. @throws NOT_FOUND */
async function lockStep(unit: UnitOfWork, id: string): Promise<LockedStep> {
  const step = await load(unit, id);
  if (!step) throw notFound('一步');
  const [home, other] = await lockHouseholds(unit, [step.householdId, step.otherId]);
  return { step: (await load(unit, id))!, home: home!, other: other! };
}

/** @throws CONFLICT with the reason */
async function demandUndoable(unit: UnitOfWork, step: Row, actor: Actor, now: Date): Promise<void> {
  const facts = {
    actor: actor.accountId,
    by: step.accountId,
    at: new Date(step.at),
    now,
    undone: step.undone,
    changedSince: await changed(unit, step),
  };
  const fault = undoFault(facts, SENTENCES);
  if (fault) throw new DomainError('CONFLICT', fault);
}

/** Everybody who had moved lives there again, as what they were. @returns who */
async function moveBack(
  unit: UnitOfWork,
  step: Row,
  household: HouseholdEntity,
): Promise<HouseholdMemberEntity[]> {
  const people = await unit.em.find(HouseholdMemberEntity, { id: { $in: step.members } });
  moveIn(people, household);
  const head = people.find(({ id }) => id === step.headId);
  if (head && step.headRelation) head.relation = step.headRelation;
  return people;
}

/** Duties go back to whom they were for; kin declared of one household hold of that one alone again. */
async function tieAgain(unit: UnitOfWork, step: Row, other: HouseholdEntity): Promise<void> {
  await sql`update assistance_duty set household_id = ${other.id}, path = ${other.path}
    where id = any(${step.duties}::uuid[])`.execute(unit.sql);
  await sql`select drop_carried_kin(${step.id})`.execute(unit.sql);
}

const STANDING = { endedOn: null, endedReason: null };

async function load({ sql: db }: UnitOfWork, id: string): Promise<Row | undefined> {
  const { rows } = await sql<Row>`select id, kind, household_id as "householdId", other_id as "otherId",
      account_id as "accountId", at, undone_at is not null as undone, array[size, other_size] as sizes, members, head_id as "headId",
      head_relation as "headRelation", duties, act_id as "actId"
    from household_lineage where id = ${id}`.execute(db);
  return rows[0];
}

async function changed({ sql: db }: UnitOfWork, { id }: Row): Promise<boolean> {
  const { rows } = await changedSince([id]).execute(db);
  return rows[0]?.changed ?? true;
}
