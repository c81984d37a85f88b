import { sql } from 'kysely';
import type { Actor } from '../../platform/auth/actor.ts';
import type { Role } from '../../platform/auth/role.ts';
import { systemScope, type Scope } from '../../platform/auth/scope.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, UnitOfWork } from '../../platform/db/database.ts';
import { invalidInput, notFound, ruleViolated } from '../../platform/errors.ts';
import { audit } from '../audit/index.ts';
import { endSessions, type IssuedCode, type OneTimeCodes } from '../identity/index.ts';
import { mayReset } from './access.rules.ts';
import type { SetAccountDisabledInput } from './accounts.type.ts';
import { lockCadre, makeAccount, type Account } from './cadre-account.ts';

/** Accounts of cadres: a liaison issues codes for the own people, an office for those of its territory. */
export class AccountService {
  readonly #db: Database;
  readonly #clock: Clock;
  readonly #codes: OneTimeCodes;

  constructor(db: Database, clock: Clock, codes: OneTimeCodes) {
    this.#db = db;
    this.#clock = clock;
    this.#codes = codes;
  }

  /**
   * Issues a one-time code for a cadre; the first one makes the account and the grant of the own friends.
   * @throws NOT_FOUND out of scope, RULE_VIOLATED for oneself or for somebody with an identity above the caller's
   */
  issueCode(actor: Actor, scope: Scope, cadreId: string): Promise<IssuedCode> {
    return this.#db.write(actor, systemScope, async (unit) => {
      const cadre = await lockCadre(unit, scope, cadreId);
      if (cadre.status === 'LEFT' || cadre.status === 'DECEASED') {
        throw ruleViolated('R7', '已离职或去世，不再发登录码');
      }
      const account = cadre.account_id
        ? await this.#known(unit, actor, cadre.account_id)
        : await makeAccount(unit, actor, cadre, this.#clock.today());
      await unit.sql
        .updateTable('account')
        .set({ failed_attempts: 0, locked_until: null })
        .where('id', '=', account.id)
        .execute();
      const issued = await this.#codes.issue(unit, account, actor.accountId);
      await audit(unit, {
        action: 'account.issueCode',
        subjectType: 'cadre',
        subjectId: cadre.id,
        path: cadre.path,
        after: { expiresAt: issued.expiresAt.toISOString() },
      });
      return issued;
    });
  }

  /**
   * Keeps somebody out, with a reason, or lets them in again; sessions end at once, grants and friends stay as they are.
   * @throws NOT_FOUND out of scope, RULE_VIOLATED for oneself or for somebody with an identity above the caller's
   */
  setDisabled(actor: Actor, scope: Scope, input: SetAccountDisabledInput): Promise<void> {
    if (input.disabled && !input.reason?.trim()) throw invalidInput({ reason: '写一句为什么停用' });
    return this.#db.write(actor, systemScope, async (unit) => {
      const cadre = await lockCadre(unit, scope, input.cadreId);
      if (!cadre.account_id) throw notFound('个账号');
      if (!input.disabled && cadre.status === 'DECEASED') {
        throw ruleViolated('R7', '已经记过去世，账号不再启用');
      }
      const account = await this.#known(unit, actor, cadre.account_id);
      const now = this.#clock.now();
      await unit.sql
        .updateTable('account')
        .set({ disabled_at: input.disabled ? now : null })
        .where('id', '=', account.id)
        .execute();
      const sessions = input.disabled ? await endSessions(unit, account.id, now) : 0;
      await audit(unit, {
        action: input.disabled ? 'account.disable' : 'account.enable',
        subjectType: 'cadre',
        subjectId: cadre.id,
        path: cadre.path,
        after: input.disabled ? { sessions } : null,
        reason: input.reason?.trim() || null,
      });
    });
  }

  async #known(unit: UnitOfWork, actor: Actor, accountId: string): Promise<Account> {
    const account = await unit.sql
      .selectFrom('account')
      .select(['id', 'login'])
      .where('id', '=', accountId)
      .forUpdate()
      .executeTakeFirstOrThrow();
    const grants = await unit.sql
      .selectFrom('role_grant')
      .select(['role', 'path'])
      .where('account_id', '=', accountId)
      .where('withdrawn_at', 'is', null)
      .where(sql<boolean>`(to_date is null or to_date > ${this.#clock.today()})`)
      .execute();
    if (!mayReset(actor, { accountId, grants: grants as { role: Role; path: string }[] })) {
      throw ruleViolated('R31', '这个账号是你自己的，或还有别的身份。请授予那个身份的办公室来办');
    }
    return account;
  }
}
