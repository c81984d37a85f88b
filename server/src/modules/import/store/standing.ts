import type { Clock } from '../../../platform/clock.ts';
import type { Database } from '../../../platform/db/database.ts';
import { inForce } from '../../access/index.ts';
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
  '传这份表用的身份现在不能用了，或账号已停用，导入停在这里。已写的都在；没写的，请现在管这里的人把同一份表再传一次';

/**
 * A job works on while nobody looks, so it asks again before each batch whether its importer still may (R31).
 * @throws StandingLost
 */
export async function demandStanding(db: Database, clock: Clock, run: StoredRun): Promise<void> {
  if (!(await inForce(db, run, clock.today()))) throw new StandingLost(run);
}
