import { sql } from 'kysely';
import { newToken, tokenHash } from '../../platform/crypto.ts';
import type { Clock } from '../../platform/clock.ts';
import { NOBODY, type Database, type Principal } from '../../platform/db/database.ts';
import { systemScope } from '../../platform/auth/scope.ts';
import { DomainError } from '../../platform/errors.ts';
import { audit } from '../audit/index.ts';
import type { CurrentFigures, Figures } from '../figures/index.ts';
import { takeAttempt } from './attempts.ts';
import type { FailedAttempts } from './failed-attempts.ts';
import { verifyPassword } from './passwords.ts';
import { sayLock } from './sign-in.rules.ts';

/** Wrong name, wrong password, disabled and locked read the same. */
const refused = (figures: Figures) =>
  new DomainError('UNAUTHENTICATED', `登录名或密码不对。${sayLock(figures)}；忘了就请联络员发一次性登录码`);

export interface OpenedSession {
  token: string;
  accountId: string;
}

/** Signing in and out. Tokens are random, kept only as hashes, and revocable at once. */
export class SignInService {
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
   * Opens a session for a login name and password.
   * @throws UNAUTHENTICATED, with the same words and in the same time for every reason
   */
  async signIn(login: string, password: string, userAgent: string): Promise<OpenedSession> {
    const figures = await this.#figures.now();
    const attempt = await takeAttempt(this.#db, login, this.#clock.now(), figures);
    const correct = await verifyPassword(attempt?.password_hash, password);
    if (!attempt || !correct) {
      await this.#failed.record('signIn', login, attempt);
      throw refused(figures);
    }
    return this.openSession(attempt.id, userAgent, 'account.signIn');
  }

  /** Opens a session for an account already proven, clears its failures and records it. */
  openSession(accountId: string, userAgent: string, action: string): Promise<OpenedSession> {
    const token = newToken();
    const now = this.#clock.now();
    return this.#db.write({ ...NOBODY, accountId }, systemScope, async (unit) => {
      await unit.sql
        .updateTable('account')
        .set({ failed_attempts: 0, locked_until: null })
        .where('id', '=', accountId)
        .execute();
      const { id } = await unit.sql
        .insertInto('session')
        .values({
          token_hash: tokenHash(token),
          account_id: accountId,
          user_agent: userAgent.slice(0, 200),
          created_at: now,
          last_seen_at: now,
          grant_id: sql`(select id from role_grant where account_id = ${accountId} and withdrawn_at is null
                         and from_date <= current_date and (to_date is null or to_date > current_date)
                         order by id limit 1)`,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      audit(unit, { action, subjectType: 'session', subjectId: id });
      return { token, accountId };
    });
  }

  /** Ends one session. */
  signOut(principal: Principal, sessionId: string): Promise<void> {
    return this.#end(principal, 'account.signOut', { column: 'id', value: sessionId });
  }

  /** Ends every session of the account, this one included. */
  signOutEverywhere(principal: Principal, accountId: string): Promise<void> {
    return this.#end(principal, 'account.signOutEverywhere', { column: 'account_id', value: accountId });
  }

  #end(
    principal: Principal,
    action: string,
    which: { column: 'id' | 'account_id'; value: string },
  ): Promise<void> {
    return this.#db.write(principal, systemScope, async (unit) => {
      const ended = await unit.sql
        .updateTable('session')
        .set({ ended_at: sql`now()` })
        .where('ended_at', 'is', null)
        .where(which.column, '=', which.value)
        .returning('id')
        .execute();
      audit(unit, {
        action,
        subjectType: 'account',
        subjectId: principal.accountId,
        after: { sessions: ended.length },
      });
    });
  }
}
