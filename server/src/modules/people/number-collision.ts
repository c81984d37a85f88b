import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { sql } from 'kysely';
import type { Actor } from '../../platform/auth/actor.ts';
import { covers, systemScope, type Scope } from '../../platform/auth/scope.ts';
import { NOBODY, type Database, type UnitOfWork } from '../../platform/db/database.ts';
import { DomainError, invalidInput } from '../../platform/errors.ts';
import { audit } from '../audit/index.ts';
import { giveBackNumberCase, takeNumberCase } from './number-cases.ts';
import type { Collision, PeopleEvents } from './people-events.ts';

/**
 * The number to be stored, null for none: the blind indexes of an identity number (the one to be stored first; a second one while the
 * keys are being rotated), or a 户编号 as it is.
 */
export type NumberGuard = {
  today: string;
  asked: Collision['asked'];
  /** The member or cadre whose number it is to be, where they are stored already. */
  self?: string | null;
  events: Pick<PeopleEvents, 'numberCollided'>;
} & (
  | { table: 'cadre' | 'household_member'; number: readonly Buffer[] | null }
  | { table: 'household'; number: string | null }
);

/**
 * Runs a write that stores a number that is nobody else's. Where somebody has it already: within one's own area the form says who;
 * outside it says no more than that a superior office will check (R31), and the nearest common office gets a case. Past the day's
 * cases every number is refused alike, in use or not.
 * @throws INVALID_INPUT, RATE_LIMITED
 */
export async function guardNumber<T>(
  db: Database,
  actor: Actor,
  scope: Scope,
  guard: NumberGuard,
  work: () => Promise<T>,
): Promise<T> {
  if (!guard.number) return work();
  const { accountId } = actor;
  if (!(await db.write(actor, systemScope, (unit) => takeNumberCase(unit, accountId, guard.today)))) {
    throw new DomainError('RATE_LIMITED', '今天待上级核查的号码到了上限，明天再填');
  }
  let elsewhere = false;
  try {
    if (await standsUnderAnother(db, guard)) throw new TakenMeanwhile();
    return await work();
  } catch (error) {
    if (!(error instanceof UniqueConstraintViolationException || error instanceof TakenMeanwhile))
      throw error;
    const found = await collision(db, actor, scope, guard);
    elsewhere = found.elsewhere;
    throw found.refusal;
  } finally {
    if (!elsewhere) {
      await db.write(actor, systemScope, (unit) => giveBackNumberCase(unit, accountId, guard.today));
    }
  }
}

class TakenMeanwhile extends Error {}

/**
 * While the keys are being rotated somebody may stand under the index of the other key, where no unique index sees them beside the
 * new one.
 */
async function standsUnderAnother(db: Database, guard: NumberGuard): Promise<boolean> {
  if (guard.table === 'household' || !guard.number || guard.number.length < 2) return false;
  const other = await db.write(NOBODY, systemScope, (unit) => ownerOf(unit, guard));
  return other !== undefined && other.id !== guard.self;
}

interface Outcome {
  refusal: DomainError;
  /** Whether it is a case of a superior office. */
  elsewhere: boolean;
}

async function collision(db: Database, actor: Actor, scope: Scope, guard: NumberGuard): Promise<Outcome> {
  const field = guard.table === 'household' ? 'number' : 'identity';
  return db.write(actor, systemScope, async (unit) => {
    const other = await ownerOf(unit, guard);
    if (other && covers(scope, other.path)) {
      const said = guard.table === 'household' ? '户已经用了这个户编号' : '已经用了这个证件号';
      return { refusal: invalidInput({ [field]: `${other.name}${said}` }), elsewhere: false };
    }
    const path = commonPath(actor.path, other?.path ?? actor.path);
    audit(unit, {
      action: 'identity.collision',
      subjectType: guard.table,
      subjectId: other?.id ?? null,
      path,
    });
    await guard.events.numberCollided(unit, {
      asked: guard.asked,
      other: other ? { type: guard.table === 'cadre' ? 'CADRE' : 'HOUSEHOLD', id: other.recordId } : null,
      index: guard.table === 'household' ? Buffer.from(`户编号 ${guard.number}`) : guard.number![0]!,
      path,
    });
    return { refusal: invalidInput({ [field]: '待上级核查' }), elsewhere: true };
  });
}

function ownerOf({ sql: db }: UnitOfWork, guard: NumberGuard) {
  if (guard.table === 'household') {
    return db
      .selectFrom('household')
      .select(['id', 'id as recordId', 'path', 'head_name as name'])
      .where('number', '=', guard.number)
      .executeTakeFirst();
  }
  if (guard.table === 'household_member') {
    return db
      .selectFrom('household_member')
      .select(['id', 'household_id as recordId', 'path', 'name'])
      .where('identity_index', '=', sql<Buffer>`any(${guard.number}::bytea[])`)
      .where('left_on', 'is', null) // as the unique index: who moved out has left the number behind
      .executeTakeFirst();
  }
  return db
    .selectFrom('cadre')
    .select(['id', 'id as recordId', 'path', 'name'])
    .where('identity_index', '=', sql<Buffer>`any(${guard.number}::bytea[])`)
    .executeTakeFirst();
}

/** The nearest node above both. */
function commonPath(a: string, b: string): string {
  const [one, two] = [a.split('/'), b.split('/')];
  let depth = 0;
  while (depth < one.length - 1 && one[depth] === two[depth]) depth++;
  return one
    .slice(0, depth)
    .map((step) => `${step}/`)
    .join('');
}
