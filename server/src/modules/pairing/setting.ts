import { sql, type Kysely } from 'kysely';
import type { DB } from '../../generated/tables.ts';
import type { Scope } from '../../platform/auth/scope.ts';
import type { Database } from '../../platform/db/database.ts';
import { build } from '../../platform/db/query-builder.ts';
import { notFound } from '../../platform/errors.ts';
import type { Day } from './pairing.rules.ts';
import type { RankQuota } from './quota.rules.ts';

/** What a programme year sets, as the rules take it. */
export interface Setting {
  year: number;
  confirmBy: Day;
  cap: number;
  quota: RankQuota;
}

/** R5: a year can only be read once a newer one is open (`followed`) and its own deadline has passed. */
export const isPast = ({ confirmBy }: Pick<Setting, 'confirmBy'>, followed: boolean, today: Day): boolean =>
  followed && today > confirmBy;

/** The year's settings; the newest year where none is named. The statement needs no scope: a year is public. */
export const settingQuery = (db: Kysely<DB>, year?: number | null) =>
  db
    .selectFrom('programme_year')
    .select([
      'year',
      'confirm_by as confirmBy',
      'household_cap as cap',
      sql<RankQuota>`rank_quota`.as('quota'),
    ])
    .$if(year != null, (query) => query.where('year', '=', year ?? 0))
    .orderBy('year', 'desc')
    .limit(1);

/** @throws NOT_FOUND for a year that was not opened */
export async function loadSetting(db: Kysely<DB>, year?: number | null): Promise<Setting> {
  const setting = await settingQuery(db, year).executeTakeFirst();
  if (!setting) throw notFound('个年度');
  return setting;
}

/**
 * The same for a reader under a scope.
 * @throws NOT_FOUND for a year that was not opened
 */
export async function settingOf(db: Database, scope: Scope, year?: number | null): Promise<Setting> {
  const setting = await db.row(scope, settingQuery(build, year));
  if (!setting) throw notFound('个年度');
  return setting;
}
