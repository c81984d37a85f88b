import { sql } from 'kysely';
import { systemScope } from '../../platform/auth/scope.ts';
import type { Database } from '../../platform/db/database.ts';
import { notFound } from '../../platform/errors.ts';
import type { RankQuota } from '../pairing/index.ts';
import { statement } from '../../platform/db/query-builder.ts';

/** A year and its quotas; the newest where none is named. @throws NOT_FOUND for a year that was not opened */
export async function yearOf(
  db: Database,
  year?: number | null,
): Promise<{ year: number; quota: RankQuota }> {
  const query = sql<{ year: number; quota: RankQuota }>`select year, rank_quota as quota from programme_year
    where year = coalesce(${year ?? null}::int2, year) order by year desc limit 1`;
  const found = await db.row(systemScope, statement(query));
  if (!found) throw notFound('个年度');
  return found;
}
