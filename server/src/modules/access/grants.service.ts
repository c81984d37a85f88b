import { sql } from 'kysely';
import type { Actor } from '../../platform/auth/actor.ts';
import type { Role } from '../../platform/auth/role.ts';
import { systemScope, type Scope } from '../../platform/auth/scope.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, UnitOfWork } from '../../platform/db/database.ts';
import { invalidInput, notFound, ruleViolated } from '../../platform/errors.ts';
import { audit } from '../audit/index.ts';
import { cancelCodes, createAccount, type OneTimeCodes } from '../identity/index.ts';
import { hasStopped, loginStem } from '../people/index.ts';
import { mayGrant, nodeOf, titleOf } from './access.rules.ts';
import type { GiveGrantInput, GivenGrant } from './accounts.type.ts';
import { lockCadre, makeAccount, type Account } from './cadre-account.ts';

const REFUSED = '当前身份不能授予这个身份，或不能授给自己。请上级办公室来办';

/** Giving and taking back the identities of offices and liaisons. */
export class GrantService {
  readonly #db: Database;
  readonly #clock: Clock;
  readonly #codes: OneTimeCodes;

  constructor(db: Database, clock: Clock, codes: OneTimeCodes) {
    this.#db = db;
    this.#clock = clock;
    this.#codes = codes;
  }

  /** Gives a role at a node; for somebody new an account with a one-time code is made. @throws RULE_VIOLATED, INVALID_INPUT */
  give(actor: Actor, scope: Scope, input: GiveGrantInput): Promise<GivenGrant> {
    const today = this.#clock.today();
    if (input.to && input.to <= today) throw invalidInput({ to: '结束的日子要在今天以后' });
    return this.#db.write(actor, systemScope, async (unit) => {
      const wanted = { accountId: null, role: input.role, path: input.path, node: nodeOf(input.path) };
      if (!mayGrant(actor, wanted)) throw ruleViolated('R31', REFUSED); // before any look-up tells whether a login exists
      const place = await placeOf(unit, input.path);
      const { account, made } = await this.#holder(unit, actor, scope, input);
      if (!mayGrant(actor, { ...wanted, accountId: account.id })) throw ruleViolated('R31', REFUSED);
      if (await holds(unit, account.id, input, today)) {
        throw ruleViolated('R31', `已经有这个身份了：${titleOf(input.role, place)}`);
      }
      const title = titleOf(input.role, place);
      const grant = await unit.sql
        .insertInto('role_grant')
        .values({
          account_id: account.id,
          role: input.role,
          path: input.path,
          title,
          from_date: today,
          to_date: input.to ?? null,
          grantor_id: actor.accountId,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      // A code given out before, in whoever's hands, must not open what the account may do from now on.
      if (!made) await cancelCodes(unit, account.id, this.#clock.now());
      const fresh = made || !(await hasPassword(unit, account.id));
      const code = fresh ? (await this.#codes.issue(unit, account, actor.accountId)).code : null;
      audit(unit, {
        action: 'grant.give',
        subjectType: 'grant',
        subjectId: grant.id,
        path: input.path,
        after: { accountId: account.id, role: input.role, to: input.to ?? null },
      });
      return { id: grant.id, title, login: account.login, code };
    });
  }

  /** Whose it becomes: a cadre of the own territory, an account there is, or somebody new. Only for who may give it. */
  async #holder(
    unit: UnitOfWork,
    actor: Actor,
    scope: Scope,
    { cadreId, login, displayName }: GiveGrantInput,
  ): Promise<{ account: Account; made: boolean }> {
    if (cadreId) {
      const cadre = await lockCadre(unit, scope, cadreId);
      if (hasStopped(cadre.status)) throw ruleViolated('R7', `${cadre.name}已不在岗，不能授予身份`);
      const login = cadre.account_id && (await loginOf(unit, cadre.account_id));
      if (cadre.account_id && login) return { account: { id: cadre.account_id, login }, made: false };
      return { account: await makeAccount(unit, actor, cadre, this.#clock.today()), made: true };
    }
    if (login) return { account: await accountOf(unit, login), made: false };
    const name = displayName?.trim();
    if (!name) throw invalidInput({ displayName: '选一个人，或给新账号填姓名' });
    return { account: await createAccount(unit, loginStem(name), name), made: true };
  }

  /** Takes a grant back; sessions under it lose it at once. */
  withdraw(actor: Actor, id: string): Promise<void> {
    return this.#db.write(actor, systemScope, async (unit) => {
      const grant = await unit.sql
        .selectFrom('role_grant')
        .select(['id', 'account_id', 'role', 'path'])
        .where('id', '=', id)
        .where('withdrawn_at', 'is', null)
        .forUpdate()
        .executeTakeFirst();
      const wanted = grant && {
        accountId: grant.account_id,
        role: grant.role as Role,
        path: grant.path,
        node: nodeOf(grant.path),
      };
      if (!wanted || !mayGrant(actor, wanted)) throw notFound('项授权');
      await unit.sql
        .updateTable('role_grant')
        .set({ withdrawn_at: this.#clock.now() })
        .where('id', '=', id)
        .execute();
      audit(unit, {
        action: 'grant.withdraw',
        subjectType: 'grant',
        subjectId: id,
        path: wanted.path,
        before: { accountId: wanted.accountId, role: wanted.role },
      });
    });
  }
}

/** The login of an account that may sign in. @throws RULE_VIOLATED for a disabled one */
async function loginOf({ sql: db }: UnitOfWork, id: string): Promise<string> {
  const account = await db
    .selectFrom('account')
    .select(['login', 'disabled_at'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  if (account.disabled_at) throw ruleViolated('R31', '这个账号已停用。先启用，再授予身份');
  return account.login;
}

/** Whether an account has this very grant in force. */
async function holds(
  { sql: db }: UnitOfWork,
  accountId: string,
  { role, path }: GiveGrantInput,
  today: string,
): Promise<boolean> {
  const grant = await db
    .selectFrom('role_grant')
    .select('id')
    .where('account_id', '=', accountId)
    .where('role', '=', role)
    .where('path', '=', path)
    .where('withdrawn_at', 'is', null)
    .where((eb) => eb.or([eb('to_date', 'is', null), eb('to_date', '>', today)]))
    .executeTakeFirst();
  return grant !== undefined;
}

async function hasPassword({ sql: db }: UnitOfWork, accountId: string): Promise<boolean> {
  const account = await db
    .selectFrom('account')
    .select('password_hash')
    .where('id', '=', accountId)
    .executeTakeFirst();
  return account?.password_hash != null;
}

/** An account by its login. Whether there is one must not be told apart from "may not". */
async function accountOf({ sql: db }: UnitOfWork, login: string) {
  const account = await db
    .selectFrom('account')
    .select(['id', 'login'])
    .where('login', '=', login.trim().toLowerCase())
    .where('disabled_at', 'is', null)
    .executeTakeFirst();
  if (!account) throw invalidInput({ login: '没有这个登录名，请对照；新人请填姓名' });
  return account;
}

async function placeOf({ sql: db }: UnitOfWork, path: string): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    select name from region where path = ${path} and to_date is null
    union all select name from unit where path = ${path} and ended_on is null`.execute(db);
  if (!rows[0]) throw invalidInput({ path: '没有这个地方或单位，请重新选' });
  return rows[0].name;
}
