import { UniqueConstraintViolationException } from '@mikro-orm/core';
import type { Actor } from '../../platform/auth/actor.ts';
import { covers, systemScope, type Scope } from '../../platform/auth/scope.ts';
import type { Database } from '../../platform/db/database.ts';
import { DomainError, invalidInput } from '../../platform/errors.ts';
import { audit } from '../audit/index.ts';

/** Numbers a person may have checked by a superior office on one day; more looks like trying numbers out. */
const CASES_A_DAY = 20;

export interface IdentityGuard {
  table: 'cadre' | 'household_member';
  /** The blind index of the number to be stored, null for none. */
  index: Buffer | null;
  now: Date;
}

/**
 * Runs a write that stores an identity number. Where somebody has it already: within one's own area the form says who; outside it
 * says no more than that a superior office will check (R31), and the nearest common office gets a case.
 * @throws INVALID_INPUT, RATE_LIMITED
 */
export async function guardIdentity<T>(
  db: Database,
  actor: Actor,
  scope: Scope,
  guard: IdentityGuard,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof UniqueConstraintViolationException) || !guard.index) throw error;
    throw await collision(db, actor, scope, guard, guard.index);
  }
}

async function collision(
  db: Database,
  actor: Actor,
  scope: Scope,
  { table, now }: IdentityGuard,
  index: Buffer,
): Promise<DomainError> {
  return db.write(actor, systemScope, async (unit) => {
    const other = await unit.sql
      .selectFrom(table)
      .select(['id', 'path', 'name'])
      .where('identity_index', '=', index)
      .executeTakeFirst();
    if (other && covers(scope, other.path))
      return invalidInput({ identity: `${other.name}已经用了这个证件号` });
    const { n } = await unit.sql
      .selectFrom('audit_entry')
      .select((eb) => eb.fn.countAll<string>().as('n'))
      .where('account_id', '=', actor.accountId)
      .where('action', '=', 'identity.collision')
      .where('at', '>', new Date(now.getTime() - 86_400_000))
      .executeTakeFirstOrThrow();
    if (Number(n) >= CASES_A_DAY) {
      return new DomainError('RATE_LIMITED', `今天已有 ${CASES_A_DAY} 个证件号待上级核查，明天再填`);
    }
    await audit(unit, {
      action: 'identity.collision',
      subjectType: table,
      subjectId: other?.id ?? null,
      path: commonPath(actor.path, other?.path ?? actor.path),
    });
    return invalidInput({ identity: '待上级核查' });
  });
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
