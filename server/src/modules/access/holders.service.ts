import type { Actor } from '../../platform/auth/actor.ts';
import type { Role } from '../../platform/auth/role.ts';
import { systemScope } from '../../platform/auth/scope.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, UnitOfWork } from '../../platform/db/database.ts';
import { notFound, ruleViolated } from '../../platform/errors.ts';
import type { IssuedCode, OneTimeCodes } from '../identity/index.ts';
import { mayGrant, nodeOf } from './access.rules.ts';
import { demandReset, lockAccount, renewCode, switchAccount, type Subject } from './account-acts.ts';
import type { SetHolderDisabledInput } from './accounts.type.ts';
import type { Account } from './cadre-account.ts';

/** Accounts of those who hold an identity that the caller gives: offices and liaisons, cadres or not. */
export class HolderService {
  readonly #db: Database;
  readonly #clock: Clock;
  readonly #codes: OneTimeCodes;

  constructor(db: Database, clock: Clock, codes: OneTimeCodes) {
    this.#db = db;
    this.#clock = clock;
    this.#codes = codes;
  }

  /** @throws NOT_FOUND for a grant that is not the caller's to give, RULE_VIOLATED where its holder has another one above */
  issueCode(actor: Actor, grantId: string): Promise<IssuedCode> {
    return this.#db.write(actor, systemScope, async (unit) => {
      const { account, subject } = await this.#holder(unit, actor, grantId);
      return renewCode(unit, this.#codes, account, actor.accountId, subject);
    });
  }

  /** @throws as {@link issueCode}, INVALID_INPUT without a reason to keep somebody out */
  setDisabled(actor: Actor, { grantId, ...wanted }: SetHolderDisabledInput): Promise<void> {
    return this.#db.write(actor, systemScope, async (unit) => {
      const { account, subject } = await this.#holder(unit, actor, grantId);
      if (!wanted.disabled) await demandLiving(unit, account.id);
      await switchAccount(unit, account, wanted, this.#clock.now(), subject);
    });
  }

  async #holder(
    unit: UnitOfWork,
    actor: Actor,
    grantId: string,
  ): Promise<{ account: Account; subject: Subject }> {
    const grant = await unit.sql
      .selectFrom('role_grant')
      .select(['account_id', 'role', 'path'])
      .where('id', '=', grantId)
      .where('withdrawn_at', 'is', null)
      .executeTakeFirst();
    if (!grant) throw notFound('项授权');
    const { account_id: accountId, path } = grant;
    if (!mayGrant(actor, { accountId, role: grant.role as Role, path, node: nodeOf(path) })) {
      throw notFound('项授权');
    }
    const account = await lockAccount(unit, accountId, this.#clock.today());
    if (!account.grants.some(({ id }) => id === grantId)) throw notFound('项授权'); // over, or taken back a moment ago
    demandReset(actor, account);
    return { account, subject: { subjectType: 'account', subjectId: accountId, path } };
  }
}

async function demandLiving({ sql: db }: UnitOfWork, accountId: string): Promise<void> {
  const dead = await db
    .selectFrom('cadre')
    .select('id')
    .where('account_id', '=', accountId)
    .where('status', '=', 'DECEASED')
    .executeTakeFirst();
  if (dead) throw ruleViolated('R7', '已经记过去世，账号不再启用');
}
