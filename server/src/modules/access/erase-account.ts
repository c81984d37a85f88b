import { sql } from 'kysely';
import type { UnitOfWork } from '../../platform/db/database.ts';
import { ruleViolated } from '../../platform/errors.ts';
import { endSessions } from '../identity/index.ts';
import { ERASED, type Erased } from '../people/index.ts';

/**
 * Takes an erased cadre's account out of use and their name off it. What they did stays recorded under an account that tells nobody.
 * @returns the ids under which the record speaks of it
 * @throws RULE_VIOLATED R32 while they hold another identity than their own friends': that is for its office to take back first
 */
export async function eraseAccount(unit: UnitOfWork, { accountId }: Erased, at: Date): Promise<string[]> {
  if (!accountId) return [];
  const { sql: db } = unit;
  const held = await sql<{ title: string }>`select title from role_grant
    where account_id = ${accountId} and withdrawn_at is null and role <> 'CADRE' and (to_date is null or to_date > ${at}::date)
    limit 1`.execute(db);
  if (held.rows[0])
    throw ruleViolated('R32', `他还有「${held.rows[0].title}」的身份。先收回这个身份，再依法删除`);
  await sql`update role_grant set withdrawn_at = ${at} where account_id = ${accountId} and withdrawn_at is null`.execute(
    db,
  );
  await endSessions(unit, accountId, at);
  await sql`update session set user_agent = null where account_id = ${accountId} and user_agent is not null`.execute(
    db,
  );
  await sql`update one_time_code set replaced_at = ${at} where account_id = ${accountId} and used_at is null and replaced_at is null`.execute(
    db,
  );
  await sql`update account set login = 'erased-' || id, display_name = ${ERASED}, password_hash = null,
      disabled_at = coalesce(disabled_at, ${at}), version = version + 1 where id = ${accountId}`.execute(db);
  const grants = await sql<{ id: string }>`select id from role_grant where account_id = ${accountId}`.execute(
    db,
  );
  return [accountId, ...grants.rows.map(({ id }) => id)];
}
