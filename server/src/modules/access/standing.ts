import { sql } from 'kysely';
import { systemScope } from '../../platform/auth/scope.ts';
import type { Database, Principal } from '../../platform/db/database.ts';
import { statement } from '../../platform/db/query-builder.ts';

/** Whether an account may still act under a grant on a day: what goes on while nobody looks asks again (R31). */
export async function inForce(
  db: Database,
  { accountId, grantId }: Principal,
  today: string,
): Promise<boolean> {
  const query = sql<{ ok: number }>`
    select 1 as ok from account a join role_grant g on g.account_id = a.id
    where a.id = ${accountId} and a.disabled_at is null and g.id = ${grantId} and g.withdrawn_at is null
      and g.from_date <= ${today}::date and (g.to_date is null or g.to_date > ${today}::date)`;
  return (await db.row(systemScope, statement(query))) !== undefined;
}
