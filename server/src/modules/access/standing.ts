import { sql } from 'kysely';
import { systemScope } from '../../platform/auth/scope.ts';
import { sayFullDay } from '../../platform/clock.ts';
import type { Database, Principal } from '../../platform/db/database.ts';
import { statement } from '../../platform/db/query-builder.ts';

/** Whether an account may still act under a grant on a day: what goes on while nobody looks asks again (R31). */
export async function inForce(db: Database, principal: Principal, today: string): Promise<boolean> {
  return (await whyNotInForce(db, principal, today)) === null;
}

/** What is to be said of a grant under which an account may not act on a day: 已经停用; null where it may (R31). */
export async function whyNotInForce(
  db: Database,
  { accountId, grantId }: Principal,
  today: string,
): Promise<string | null> {
  const query = sql<{ over: boolean; from: string }>`
    select a.disabled_at is not null or g.withdrawn_at is not null or coalesce(g.to_date <= ${today}::date, false) as over,
      g.from_date as "from"
    from account a join role_grant g on g.account_id = a.id
    where a.id = ${accountId} and g.id = ${grantId}`;
  const grant = await db.row(systemScope, statement(query));
  if (!grant || grant.over) return '已经停用';
  return grant.from > today ? `从 ${sayFullDay(grant.from)}起才生效` : null;
}
