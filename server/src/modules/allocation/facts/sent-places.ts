import { pathRange, systemScope } from '../../../platform/auth/scope.ts';
import type { Database } from '../../../platform/db/database.ts';
import { readPlaces, type Day } from '../../pairing/index.ts';
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
