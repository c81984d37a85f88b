import { sql } from 'kysely';
import { pathRange, scopeOf, systemScope } from '../../../platform/auth/scope.ts';
import type { Database } from '../../../platform/db/database.ts';
import { statement } from '../../../platform/db/query-builder.ts';
import { boardItemsOf, readPlaces, type Day } from '../../pairing/index.ts';
import { countyOf } from '../../region/index.ts';

/**
 * How many households of a county the city has promised its people for and nobody of them has yet (R6), whether it has named who comes
 * or not. 0 where the area is the city: its run names them.
 */
export async function placesPromised(db: Database, path: string, year: number, today: Day): Promise<number> {
  if (countyOf(path) !== path) return 0;
  const counties = await readPlaces(db, { ...systemScope, ...pathRange(path) }, year, today);
  return counties.reduce((sum, { places, used }) => sum + Math.max(0, places - used), 0);
}

/** Disputed households without a friend (R2), by identifier: for each a place is kept until it is decided (R5). */
export async function disputedWithoutFriend(
  db: Database,
  path: string,
  year: number,
  today: Day,
): Promise<ReadonlySet<string>> {
  const query = sql<{
    id: string;
  }>`select i.id from ${boardItemsOf(year, today, pathRange(path), 'DUPLICATE')} i
    where not exists (select from pairing p where p.household_id = i.id and p.kind = 'RESPONSIBLE' and p.withdrawn_at is null
      and (p.to_date is null or p.to_date > ${today}))`;
  const rows = await db.rows(scopeOf('territory', path), statement(query));
  return new Set(rows.map(({ id }) => id));
}
