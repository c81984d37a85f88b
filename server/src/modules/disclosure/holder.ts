import { sql } from 'kysely';
import type { UnitOfWork } from '../../platform/db/database.ts';
import type { Holder } from './disclosure.rules.ts';

/** Who is behind an account, as far as the registers tell. */
export async function holderOf({ sql: db }: UnitOfWork, accountId: string): Promise<Holder> {
  const { rows } = await sql<Holder>`select a.id as "accountId", a.display_name as name,
      array_remove(array_agg(distinct c.id::text), null) as "cadreIds"
    from account a left join cadre c on c.account_id = a.id
      or c.id in (select g.cadre_id from role_grant g where g.account_id = a.id)
    where a.id = ${accountId} group by a.id`.execute(db);
  return rows[0]!;
}
