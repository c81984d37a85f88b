import type { UnitOfWork } from '../../platform/db/database.ts';

/** Ends the sessions of an account that are still open, all of them or all but one. @returns how many */
export async function endSessions(
  { sql }: UnitOfWork,
  accountId: string,
  now: Date,
  except?: string,
): Promise<number> {
  const ended = await sql
    .updateTable('session')
    .set({ ended_at: now })
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .$if(except !== undefined, (query) => query.where('id', '<>', except ?? ''))
    .returning('id')
    .execute();
  return ended.length;
}
