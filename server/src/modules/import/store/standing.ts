import { sql } from 'kysely';
import { systemScope } from '../../../platform/auth/scope.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Database } from '../../../platform/db/database.ts';
import { build } from '../../../platform/db/query-builder.ts';
import type { StoredRun } from './runs.ts';

/** A run whose grant or account is no longer good; what it has written by then stays. */
export class StandingLost extends Error {
  constructor(run: StoredRun) {
    super(`import ${run.id}: its grant or account is no longer in force`);
    this.name = 'StandingLost';
  }
}

export const STANDING_LOST_CODE = 'STANDING_LOST';
export const STANDING_LOST_SENTENCE =
  '传这份表用的身份已收回，或账号已停用，导入停在这里。已写的都在；没写的，请现在管这里的人把同一份表再传一次';

/**
 * A job works on while nobody looks, so it asks again before each batch whether its importer still may (R31).
 * @throws StandingLost
 */
export async function demandStanding(db: Database, clock: Clock, run: StoredRun): Promise<void> {
  const today = clock.today();
  const query = sql<{ ok: number }>`
    select 1 as ok from account a join role_grant g on g.account_id = a.id
    where a.id = ${run.accountId} and a.disabled_at is null and g.id = ${run.grantId} and g.withdrawn_at is null
      and g.from_date <= ${today}::date and (g.to_date is null or g.to_date > ${today}::date)`;
  if (!(await db.row(systemScope, { compile: () => query.compile(build) }))) throw new StandingLost(run);
}
