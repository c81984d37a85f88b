import type { Actor } from '../../platform/auth/actor.ts';
import { systemScope } from '../../platform/auth/scope.ts';
import type { Clock } from '../../platform/clock.ts';
import { newToken, tokenHash } from '../../platform/crypto.ts';
import type { Database, UnitOfWork } from '../../platform/db/database.ts';
import { build } from '../../platform/db/query-builder.ts';
import { DomainError, invalidInput, notFound } from '../../platform/errors.ts';
import { audit } from '../audit/index.ts';
import type { CurrentFigures, Figures } from '../figures/index.ts';
import { takeAttempt } from './attempts.ts';
import { endSessions } from './end-sessions.ts';
import type { FailedAttempts } from './failed-attempts.ts';
import { cancelCodes } from './one-time-codes.ts';
import type { ChangePasswordInput } from './identity.inputs.ts';
import type { OwnSession } from './own-account.type.ts';
import { passwordFault } from './password.rules.ts';
import { hashPassword, verifyPassword } from './passwords.ts';
import { sayLock, sessionAlive } from './sign-in.rules.ts';

const wrong = (figures: Figures) => invalidInput({ oldPassword: `现在的密码不对。${sayLock(figures)}` });
const locked = (figures: Figures) =>
  new DomainError('RATE_LIMITED', `${sayLock(figures)}，过后再试。忘了就请联络员发一次性登录码`);

/** What everybody does with the own account: change the password, see where one is signed in. */
export class OwnAccountService {
  readonly #db: Database;
  readonly #clock: Clock;
  readonly #figures: CurrentFigures;
  readonly #failed: FailedAttempts;

  constructor(db: Database, clock: Clock, figures: CurrentFigures, failed: FailedAttempts) {
    this.#db = db;
    this.#clock = clock;
    this.#figures = figures;
    this.#failed = failed;
  }

  /**
   * Changes the own password: every other session ends, an open one-time code no longer works, and this session gets a new token.
   * A wrong old password counts like a wrong sign-in.
   * @returns the new token
   * @throws INVALID_INPUT for a wrong old or a weak new password, RATE_LIMITED while locked
   */
  async changePassword(actor: Actor, { oldPassword, newPassword }: ChangePasswordInput): Promise<string> {
    const login = await this.#loginOf(actor);
    const fault = passwordFault(newPassword, login);
    if (fault) throw invalidInput({ newPassword: fault });
    const figures = await this.#figures.now();
    const attempt = await takeAttempt(this.#db, login, this.#clock.now(), figures);
    if (!attempt) throw locked(figures);
    if (!(await verifyPassword(attempt.password_hash, oldPassword))) {
      await this.#failed.record('changePassword', login, attempt);
      throw wrong(figures);
    }
    if (await verifyPassword(attempt.password_hash, newPassword)) {
      await this.#forgive(actor);
      throw invalidInput({ newPassword: '和现在的密码一样，换一个' });
    }
    const fresh = { known: attempt.password_hash, next: await hashPassword(newPassword), token: newToken() };
    await this.#replace(actor, fresh, figures);
    return fresh.token;
  }

  /** Where the account is signed in now, this session first. */
  async sessions({ accountId, sessionId }: Actor): Promise<OwnSession[]> {
    const query = build
      .selectFrom('session')
      .select(['id', 'user_agent', 'created_at as createdAt', 'last_seen_at as lastSeenAt'])
      .where('account_id', '=', accountId)
      .where('ended_at', 'is', null)
      .orderBy('last_seen_at', 'desc');
    const rows = await this.#db.rows(systemScope, query, 'ownSessions');
    const now = this.#clock.now();
    const limits = await this.#figures.now();
    return rows
      .filter((row) => row.id === sessionId || sessionAlive(row, now, limits))
      .map(({ user_agent, ...row }) => ({
        ...row,
        userAgent: user_agent ?? '',
        current: row.id === sessionId,
      }))
      .toSorted((a, b) => Number(b.current) - Number(a.current));
  }

  /** Ends one of the own sessions, somewhere else. @throws NOT_FOUND for one that has ended or is somebody else's */
  endSession(actor: Actor, id: string): Promise<void> {
    return this.#db.write(actor, systemScope, async (unit) => {
      const ended = await unit.sql
        .updateTable('session')
        .set({ ended_at: this.#clock.now() })
        .where('id', '=', id)
        .where('account_id', '=', actor.accountId)
        .where('ended_at', 'is', null)
        .returning('id')
        .executeTakeFirst();
      if (!ended) throw notFound('处登录');
      audit(unit, { action: 'account.endSession', subjectType: 'session', subjectId: id });
    });
  }

  async #loginOf({ accountId }: Actor): Promise<string> {
    const query = build.selectFrom('account').select('login').where('id', '=', accountId);
    const account = await this.#db.row(systemScope, query, 'ownLogin');
    if (!account) throw notFound('个账号');
    return account.login;
  }

  /** They have proven who they are; what they typed next to it is no failed attempt. */
  #forgive(actor: Actor): Promise<void> {
    return this.#db.write(actor, systemScope, async ({ sql }) => {
      await clearFailures(sql, actor.accountId).execute();
    });
  }

  #replace(
    actor: Actor,
    fresh: { known: string | null; next: string; token: string },
    figures: Figures,
  ): Promise<void> {
    const now = this.#clock.now();
    return this.#db.write(actor, systemScope, async (unit) => {
      const { sql } = unit;
      const changed = await clearFailures(sql, actor.accountId)
        .set({ password_hash: fresh.next })
        .where('password_hash', 'is not distinct from', fresh.known) // two at once: the second proved a password that is gone
        .returning('id')
        .executeTakeFirst();
      if (!changed) throw wrong(figures);
      const sessions = await endSessions(unit, actor.accountId, now, actor.sessionId);
      await sql
        .updateTable('session')
        .set({ token_hash: tokenHash(fresh.token) })
        .where('id', '=', actor.sessionId)
        .execute();
      await cancelCodes(unit, actor.accountId, now);
      audit(unit, {
        action: 'account.changePassword',
        subjectType: 'account',
        subjectId: actor.accountId,
        after: { sessions },
      });
    });
  }
}

const clearFailures = (sql: UnitOfWork['sql'], accountId: string) =>
  sql.updateTable('account').set({ failed_attempts: 0, locked_until: null }).where('id', '=', accountId);
