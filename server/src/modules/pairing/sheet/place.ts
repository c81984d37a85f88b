import { sql } from 'kysely';
import { covers, type Scope } from '../../../platform/auth/scope.ts';
import type { Database } from '../../../platform/db/database.ts';
import { notFound } from '../../../platform/errors.ts';
import { UNITS } from '../board.sql.ts';
import { statement } from '../../../platform/db/query-builder.ts';

/** A place or a unit, as a heading names it. */
export interface Named {
  id: string;
  name: string;
  path: string;
}

/**
 * A region, a unit, or the units of a region by the region's own name.
 * @throws NOT_FOUND for one that is not there or that the scope does not cover
 */
export async function placeOf(db: Database, scope: Scope, path: string): Promise<Named> {
  const units = path.endsWith(UNITS);
  const seat = units ? path.slice(0, -UNITS.length) : path;
  const query = sql<Named>`select id, name, path from region where path = ${seat}
    union all select id, name, path from unit where path = ${seat} limit 1`;
  const found = covers(scope, seat) ? await db.row(scope, statement(query)) : undefined;
  if (!found) throw notFound('个地方');
  return units ? { ...found, name: `${found.name}直属单位` } : found;
}
