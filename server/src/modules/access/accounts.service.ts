import type { Actor } from '../../platform/auth/actor.ts';
import { systemScope, type Scope } from '../../platform/auth/scope.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, UnitOfWork } from '../../platform/db/database.ts';
import { notFound, ruleViolated } from '../../platform/errors.ts';
import type { IssuedCode, OneTimeCodes } from '../identity/index.ts';
import { demandReset, lockAccount, renewCode, switchAccount } from './account-acts.ts';
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
      const subject = { subjectType: 'cadre' as const, subjectId: cadre.id, path: cadre.path };
      return renewCode(unit, this.#codes, account, actor.accountId, subject);
    });
  }

  /**
   * Keeps somebody out, with a reason, or lets them in again; sessions end at once, grants and friends stay as they are.
   * @throws NOT_FOUND out of scope, RULE_VIOLATED for oneself or for somebody with an identity above the caller's
   */
  setDisabled(actor: Actor, scope: Scope, input: SetAccountDisabledInput): Promise<void> {
    return this.#db.write(actor, systemScope, async (unit) => {
      const cadre = await lockCadre(unit, scope, input.cadreId);
      if (!cadre.account_id) throw notFound('个账号');
      if (!input.disabled && cadre.status === 'DECEASED') {
        throw ruleViolated('R7', '已经记过去世，账号不再启用');
      }
      const account = await this.#known(unit, actor, cadre.account_id);
      const subject = { subjectType: 'cadre' as const, subjectId: cadre.id, path: cadre.path };
      await switchAccount(unit, account, input, this.#clock.now(), subject);
    });
  }

  async #known(unit: UnitOfWork, actor: Actor, accountId: string): Promise<Account> {
    const account = await lockAccount(unit, accountId, this.#clock.today());
    demandReset(actor, account);
    return account;
  }
}
