import { sql } from 'kysely';
import { systemScope } from '../../platform/auth/scope.ts';
import type { Clock } from '../../platform/clock.ts';
import { NOBODY, type Database, type UnitOfWork } from '../../platform/db/database.ts';
import { DomainError, ruleViolated } from '../../platform/errors.ts';
import type { CurrentFigures } from '../figures/index.ts';
import type { OneTimeCodes } from '../identity/index.ts';
import { isGivenInConsole } from './access.rules.ts';
import { lockAccount, renewCode, switchAccount, type Subject } from './account-acts.ts';
import type { Account } from './cadre-account.ts';

interface Ground {
  db: Database;
  clock: Clock;
  figures: CurrentFigures;
  codes: OneTimeCodes;
  say: (line: string) => void;
}

const USAGE = '用法：account code 登录名，account disable 登录名 原因，account enable 登录名';

/**
 * `qinyou account …`: what whoever runs the machine does for accounts that nobody in the console stands above, administrators and
 * the city's operator. The record names nobody as the actor, as with the first accounts.
 * @returns the exit code
 * @throws DomainError with the sentence
 */
export async function accountCommand(
  [act = '', login = '', ...reason]: string[],
  ground: Ground,
): Promise<number> {
  const { db, clock, figures, codes, say } = ground;
  const { codeDays } = await figures.now();
  if (!['code', 'disable', 'enable'].includes(act) || !login) {
    say(USAGE);
    return 1;
  }
  await db.write(NOBODY, systemScope, async (unit) => {
    const { account, subject } = await topAccount(unit, login, clock.today());
    if (act === 'code') {
      const { code } = await renewCode(unit, codes, account, account.id, subject);
      say(`${account.login} 的登录码（只显示这一次，${codeDays} 天内有效）：${code}`);
      return;
    }
    const disabled = act === 'disable';
    await switchAccount(unit, account, { disabled, reason: reason.join(' ') }, clock.now(), subject);
    say(disabled ? `${account.login} 停用了，已在各处退出` : `${account.login} 启用了，可以登录`);
  });
  return 0;
}

async function topAccount(
  unit: UnitOfWork,
  login: string,
  today: string,
): Promise<{ account: Account; subject: Subject }> {
  const { rows } = await sql<{
    id: string;
  }>`select id from account where login = ${login.trim().toLowerCase()}`.execute(unit.sql);
  if (!rows[0]) throw new DomainError('NOT_FOUND', `没有 ${login} 这个登录名，请对照`);
  const account = await lockAccount(unit, rows[0].id, today);
  const top = account.grants.find(({ role }) => !isGivenInConsole(role));
  if (!top) throw ruleViolated('R31', `${login} 在控制台里有上级，请授予身份的办公室在控制台里办`);
  return { account, subject: { subjectType: 'account', subjectId: account.id, path: top.path } };
}
