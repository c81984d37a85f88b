import { sql } from 'kysely';
import type { UnitOfWork } from '../../platform/db/database.ts';

/**
 * Takes one of the numbers that an account may have checked by a superior office on a day, over forms and rosters together; more
 * looks like trying numbers out. Taken before it is known whether the number is in use, and given back where it isn't: past the
 * limit, and also for all but one of many at once just below it, a free number reads like a used one.
 * @returns whether there was one left
 */
export async function takeNumberCase(unit: UnitOfWork, accountId: string, day: string): Promise<boolean> {
  const { rows } = await sql`
    insert into number_case_count as c (account_id, day, cases) values (${accountId}, ${day}, 1)
    on conflict (account_id, day) do update set cases = c.cases + 1
      where c.cases < (select cases_a_day from figures)
    returning cases`.execute(unit.sql);
  return rows.length > 0;
}

/** Gives back one that was taken for a number that is nobody else's. */
export async function giveBackNumberCase(unit: UnitOfWork, accountId: string, day: string): Promise<void> {
  await unit.sql
    .updateTable('number_case_count')
    .set({ cases: sql<number>`cases - 1` })
    .where('account_id', '=', accountId)
    .where('day', '=', day)
    .execute();
}
