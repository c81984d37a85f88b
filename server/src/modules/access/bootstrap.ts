import { sql } from 'kysely';
import { systemScope } from '../../platform/auth/scope.ts';
import type { Role } from '../../platform/auth/role.ts';
import type { Clock } from '../../platform/clock.ts';
import { NOBODY, type Database } from '../../platform/db/database.ts';
import { DomainError } from '../../platform/errors.ts';
import { audit } from '../audit/index.ts';
import type { CurrentFigures } from '../figures/index.ts';
import { createAccount, type IssuedCode, type OneTimeCodes } from '../identity/index.ts';

interface First {
  login: string;
  name: string;
  role: Role;
  /** Null: the city, wherever its path is. */
  path: '' | null;
  title: string;
}

/** Three administrators who exclude each other, and the city's operator, whom no grant in the console can make. */
const FIRST: readonly First[] = [
  { login: 'sysadmin', name: '系统管理员', role: 'SYSTEM_ADMIN', path: '', title: '系统管理' },
  { login: 'security', name: '安全管理员', role: 'SECURITY_ADMIN', path: '', title: '安全管理' },
  { login: 'auditor', name: '审计管理员', role: 'AUDIT_ADMIN', path: '', title: '审计管理' },
  { login: 'city', name: '市操作员', role: 'CITY_OPERATOR', path: null, title: '市操作员' },
];

export interface FirstAccount extends IssuedCode {
  title: string;
}

/**
 * Makes the first accounts of an installation, each with a one-time code that is kept as a hash only.
 * @throws RULE_VIOLATED where there is any account already, also for the second of two at once
 */
function bootstrapAccounts(db: Database, clock: Clock, codes: OneTimeCodes): Promise<FirstAccount[]> {
  return db.write(NOBODY, systemScope, async (unit) => {
    await sql`select pg_advisory_xact_lock(hashtext('bootstrap'))`.execute(unit.sql);
    if (await unit.sql.selectFrom('account').select('id').limit(1).executeTakeFirst()) {
      throw new DomainError(
        'RULE_VIOLATED',
        '这里已经有账号了，第一批账号只能建一次。谁忘了密码，请上级办公室重新发登录码',
      );
    }
    const city = await unit.sql
      .selectFrom('region')
      .select(['path', 'name'])
      .where('level', '=', 'CITY')
      .orderBy('path')
      .executeTakeFirstOrThrow();
    const made: FirstAccount[] = [];
    for (const { login, name, role, path, title } of FIRST) {
      const account = await createAccount(unit, login, name);
      const shown = path === null ? `${title} · ${city.name}` : title;
      const grant = await unit.sql
        .insertInto('role_grant')
        .values({
          account_id: account.id,
          role,
          path: path ?? city.path,
          title: shown,
          from_date: clock.today(),
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      made.push({ title: shown, ...(await codes.issue(unit, account, account.id)) });
      audit(unit, {
        action: 'account.bootstrap',
        subjectType: 'grant',
        subjectId: grant.id,
        path: path ?? city.path,
        after: { accountId: account.id, role },
      });
    }
    return made;
  });
}

/** `qinyou bootstrap`: prints the one-time codes, which nobody can read again. @returns the exit code */
export async function bootstrapCommand(ground: {
  db: Database;
  clock: Clock;
  figures: CurrentFigures;
  codes: OneTimeCodes;
  say: (line: string) => void;
}): Promise<number> {
  const accounts = await bootstrapAccounts(ground.db, ground.clock, ground.codes);
  const { codeDays } = await ground.figures.now();
  ground.say(`第一批账号建好了。下面的登录码只显示这一次，每个只能用一次，${codeDays} 天内有效：`);
  for (const { login, title, code } of accounts) ground.say(`  ${login.padEnd(10)}${code}  ${title}`);
  ground.say('请当面交给本人；本人在登录页选「用一次性登录码」，设好自己的密码');
  return 0;
}
