import type { Clock } from '../../platform/clock.ts';
import { systemScope } from '../../platform/auth/scope.ts';
import { tokenHash } from '../../platform/crypto.ts';
import type { Database, UnitOfWork } from '../../platform/db/database.ts';
import { DomainError, invalidInput } from '../../platform/errors.ts';
import { shortCode } from '../../platform/graphql/short-code.ts';
import { audit } from '../audit/index.ts';
import type { CurrentFigures, Figures } from '../figures/index.ts';
import { takeAttempt } from './attempts.ts';
import { endSessions } from './end-sessions.ts';
import type { FailedAttempts } from './failed-attempts.ts';
import { hashPassword } from './passwords.ts';
import { passwordFault } from './password.rules.ts';
import { sayLock } from './sign-in.rules.ts';

/** A code as it is shown, once. */
export interface IssuedCode {
  login: string;
  code: string;
  expiresAt: Date;
}

/** Wrong name, wrong, used, replaced and expired code, disabled and locked account read the same. */
const refused = (figures: Figures) =>
  new DomainError('UNAUTHENTICATED', `登录名或登录码不对，或已过期。${sayLock(figures)}；请联络员重新发一个`);

const plain = (code: string) =>
  code
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '');

/** Codes of an account that are still open no longer work, in whoever's hands they are. */
export async function cancelCodes({ sql }: UnitOfWork, accountId: string, now: Date): Promise<void> {
  await sql
    .updateTable('one_time_code')
    .set({ replaced_at: now })
    .where('account_id', '=', accountId)
    .where('used_at', 'is', null)
    .where('replaced_at', 'is', null)
    .execute();
}

/** One-time codes: how people get their first password, and a new one. Kept only as hashes. */
export class OneTimeCodes {
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

  /** Issues a code in the caller's transaction (system scope); one that was still open no longer works. */
  async issue(
    unit: UnitOfWork,
    account: { id: string; login: string },
    issuedBy: string,
  ): Promise<IssuedCode> {
    const now = this.#clock.now();
    const code = `${shortCode()}-${shortCode()}`;
    const { codeDays } = await this.#figures.now();
    const expiresAt = new Date(now.getTime() + codeDays * 86_400_000);
    await cancelCodes(unit, account.id, now);
    await unit.sql
      .insertInto('one_time_code')
      .values({
        account_id: account.id,
        code_hash: tokenHash(plain(code)),
        issued_by: issuedBy,
        issued_at: now,
        expires_at: expiresAt,
      })
      .execute();
    return { login: account.login, code, expiresAt };
  }

  /**
   * Uses a code up: the password is set and every session of the account ends.
   * @returns the account
   * @throws UNAUTHENTICATED, with the same words and in the same time for every reason; INVALID_INPUT for a weak password
   */
  async redeem(input: { login: string; code: string; newPassword: string }): Promise<string> {
    const fault = passwordFault(input.newPassword, input.login.trim());
    if (fault) throw invalidInput({ newPassword: fault });
    const figures = await this.#figures.now();
    const [attempt, password] = await Promise.all([
      takeAttempt(this.#db, input.login, this.#clock.now(), figures),
      hashPassword(input.newPassword), // always: refusing at once would tell that there is no such account
    ]);
    const accountId = attempt?.id;
    if (!accountId || !(await this.#use(accountId, plain(input.code), password))) {
      await this.#failed.record('redeemCode', input.login, attempt);
      throw refused(figures);
    }
    return accountId;
  }

  #use(accountId: string, code: string, password: string): Promise<boolean> {
    const now = this.#clock.now();
    return this.#db.write({ accountId, grantId: null }, systemScope, async (unit) => {
      const used = await unit.sql
        .updateTable('one_time_code')
        .set({ used_at: now })
        .where('account_id', '=', accountId)
        .where('code_hash', '=', tokenHash(code))
        .where('used_at', 'is', null)
        .where('replaced_at', 'is', null)
        .where('expires_at', '>', now)
        .returning('id')
        .executeTakeFirst();
      if (!used) return false;
      await unit.sql
        .updateTable('account')
        .set({ password_hash: password })
        .where('id', '=', accountId)
        .execute();
      await endSessions(unit, accountId, now);
      audit(unit, { action: 'account.setPassword', subjectType: 'account', subjectId: accountId });
      return true;
    });
  }
}
