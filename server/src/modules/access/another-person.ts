import { sql } from 'kysely';
import type { UnitOfWork } from '../../platform/db/database.ts';
import { ruleViolated } from '../../platform/errors.ts';
import { samePerson, type Holder } from './same-person.rules.ts';

/**
 * R32: what one person asks for another one decides; two accounts of one person are not two.
 * @param askedBy null where nobody asked
 * @throws RULE_VIOLATED
 */
export async function demandAnotherPerson(
  unit: UnitOfWork,
  askedBy: string | null,
  deciding: string,
): Promise<void> {
  if (askedBy === null) return;
  if (askedBy === deciding) throw ruleViolated('R32', '自己提的要由另一人决定');
  if (samePerson(await holderOf(unit, askedBy), await holderOf(unit, deciding)))
    throw ruleViolated('R32', '提的账号和你是同一个人，或者同名。请另一人决定');
}

/** Who is behind an account, as far as the registers tell. */
async function holderOf({ sql: db }: UnitOfWork, accountId: string): Promise<Holder> {
  const { rows } = await sql<Holder>`select a.id as "accountId", a.display_name as name,
      array_remove(array_agg(distinct c.id::text), null) as "cadreIds"
    from account a left join cadre c on c.account_id = a.id
      or c.id in (select g.cadre_id from role_grant g where g.account_id = a.id)
    where a.id = ${accountId} group by a.id`.execute(db);
  return rows[0]!;
}
