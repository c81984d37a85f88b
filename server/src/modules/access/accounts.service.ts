import { sql } from 'kysely';
import type { Actor } from '../../platform/auth/actor.ts';
import type { Role } from '../../platform/auth/role.ts';
import { systemScope, type Scope } from '../../platform/auth/scope.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, UnitOfWork } from '../../platform/db/database.ts';
import { notFound, ruleViolated } from '../../platform/errors.ts';
import { audit } from '../audit/index.ts';
import { createAccount, type IssuedCode, type OneTimeCodes } from '../identity/index.ts';
import { loginStem } from '../people/index.ts';
import { mayReset, titleOf } from './access.rules.ts';
import type { SetAccountDisabledInput } from './accounts.type.ts';

interface Account {
  id: string;
  login: string;
}

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
      const account = cadre.account_id
        ? await this.#known(unit, actor, cadre.account_id)
        : await this.#make(unit, actor, cadre);
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

  /** Keeps somebody out, or lets them in again; sessions end at once. */
  setDisabled(actor: Actor, scope: Scope, input: SetAccountDisabledInput): Promise<void> {
    return this.#db.write(actor, systemScope, async (unit) => {
      const cadre = await lockCadre(unit, scope, input.cadreId);
      if (!cadre.account_id) throw notFound('个账号');
      const account = await this.#known(unit, actor, cadre.account_id);
      const now = this.#clock.now();
      await unit.sql
        .updateTable('account')
        .set({ disabled_at: input.disabled ? now : null })
        .where('id', '=', account.id)
        .execute();
      if (input.disabled) {
        await unit.sql
          .updateTable('session')
          .set({ ended_at: now })
          .where('account_id', '=', account.id)
          .where('ended_at', 'is', null)
          .execute();
      }
      await audit(unit, {
        action: input.disabled ? 'account.disable' : 'account.enable',
        subjectType: 'cadre',
        subjectId: cadre.id,
        path: cadre.path,
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

  async #make(unit: UnitOfWork, actor: Actor, cadre: LockedCadre): Promise<Account> {
    const account = await createAccount(unit, loginStem(cadre.name), cadre.name);
    await unit.sql
      .updateTable('cadre')
      .set({ account_id: account.id, version: sql`version + 1` })
      .where('id', '=', cadre.id)
      .execute();
    await unit.sql
      .insertInto('role_grant')
      .values({
        account_id: account.id,
        role: 'CADRE',
        path: cadre.path,
        title: titleOf('CADRE', cadre.unit),
        cadre_id: cadre.id,
        from_date: this.#clock.today(),
        grantor_id: actor.accountId,
      })
      .execute();
    return account;
  }
}

interface LockedCadre {
  id: string;
  name: string;
  path: string;
  unit: string;
  account_id: string | null;
}

/** The cadre, locked; accounts are the system's, so the caller's range is applied here. */
async function lockCadre({ sql: db }: UnitOfWork, { lo, hi }: Scope, id: string): Promise<LockedCadre> {
  const cadre = await db
    .selectFrom('cadre as c')
    .select(['c.id', 'c.name', 'c.path', 'c.account_id', 'c.status'])
    .innerJoin('unit as u', 'u.id', 'c.unit_id')
    .select('u.name as unit')
    .where('c.id', '=', id)
    .where('c.path', '>=', lo)
    .where('c.path', '<', hi)
    .forUpdate('c')
    .executeTakeFirst();
  if (!cadre) throw notFound('个人');
  if (cadre.status === 'LEFT' || cadre.status === 'DECEASED') {
    throw ruleViolated('R7', '已离职或去世，不再发登录码');
  }
  return cadre;
}
