import { sql, type SqlBool } from 'kysely';
import { intersect, pathRange, type Scope } from '../../platform/auth/scope.ts';
import type { Database } from '../../platform/db/database.ts';
import { build } from '../../platform/db/query-builder.ts';
import { inOrder, type LoaderDefinition, type RequestContext } from '../../platform/graphql/context.ts';
import { offsetOf, type List, type PageInput } from '../../platform/graphql/page.ts';
import { systemScope } from '../../platform/auth/scope.ts';
import { unitCardById } from '../people/index.ts';
import { regionById } from '../region/index.ts';
import type { PairingFilter, PairingSort } from './pairing.inputs.ts';
import { fromRow, joined, type PairingRow } from './pairing.rows.ts';
import type { Pairing } from './pairing.type.ts';

/** What the axis and the filter allow; the policies behind it say the same once more. */
function matching(scope: Scope, filter: PairingFilter, today: string) {
  let query = build.selectFrom('pairing as p').where('p.withdrawn_at', 'is', null);
  const range = filter.within ? pathRange(filter.within) : null;
  if (scope.axis === 'territory') {
    const { lo, hi } = range ? intersect(scope, range) : scope;
    query = query.where('p.path', '>=', lo).where('p.path', '<', hi);
  } else {
    if (scope.axis === 'unit')
      query = query.where('p.cadre_path', '>=', scope.lo).where('p.cadre_path', '<', scope.hi);
    else query = query.where('p.cadre_id', '=', scope.lo);
    if (range) query = query.where('p.path', '>=', range.lo).where('p.path', '<', range.hi);
  }
  if (filter.cadreId) query = query.where('p.cadre_id', '=', filter.cadreId);
  if (filter.householdId) query = query.where('p.household_id', '=', filter.householdId);
  if (filter.kind) query = query.where('p.kind', '=', filter.kind);
  if (filter.unitId) {
    const unitPath = build.selectFrom('unit').select('path').where('id', '=', filter.unitId);
    query = query.where('p.cadre_path', '=', unitPath);
  }
  if (filter.standing === true)
    query = query.where(sql<SqlBool>`(p.to_date is null or p.to_date > ${today})`);
  if (filter.standing === false) query = query.where('p.to_date', '<=', today);
  return query;
}

/** A statement may be prepared under a name where its text hangs on nothing but these. */
const shape = (scope: Scope, filter: PairingFilter, more: readonly unknown[]) =>
  [
    scope.axis,
    ...Object.entries(filter).flatMap(([key, value]) =>
      value == null ? [] : [key, key === 'standing' ? value : ''],
    ),
    ...more,
  ].join('.');

/**
 * One page of pairings with the cards of cadre, unit, household, village and town in one statement; the loaders of the request
 * are primed with them, so the edges cost nothing more.
 */
export async function listPairings(
  context: RequestContext,
  scope: Scope,
  today: string,
  filter: PairingFilter,
  sort: PairingSort | null | undefined,
  page: PageInput,
): Promise<List<Pairing>> {
  const down = sort?.order === 'DESC' ? 'desc' : 'asc';
  const place = scope.axis === 'unit' ? 'cadre_path' : 'path';
  const order = sort?.field === 'FROM' ? ('from_date' as const) : place;
  let some = matching(scope, filter, today).selectAll('p').orderBy(`p.${order}`, down).orderBy('p.id', down);
  if (page.after) {
    const seen = build.selectFrom('pairing').select([order, 'id']).where('id', '=', page.after);
    some = some.where(
      sql<SqlBool>`(p.${sql.ref(order)}, p.id) ${sql.raw(down === 'asc' ? '>' : '<')} (${seen})`,
    );
  }
  some = some.limit(page.size).offset(offsetOf(page));
  const query = joined(some).orderBy(`p.${order}`, down).orderBy('p.id', down);
  const name = `pairings.${shape(scope, filter, [order, down, page.after ? 'after' : ''])}`;
  const rows = await context.db.rows(scope, query, name);
  return {
    items: rows.map((row) => primed(context, scope, row)),
    count: () => countPairings(context.db, scope, filter, today),
  };
}

async function countPairings(
  db: Database,
  scope: Scope,
  filter: PairingFilter,
  today: string,
): Promise<number> {
  const query = matching(scope, filter, today).select((eb) => eb.fn.countAll<number>().as('total'));
  return (await db.row(scope, query, `pairings.total.${shape(scope, filter, [])}`))?.total ?? 0;
}

/** Pairings by id with their cards, as a list shows them. */
export const pairingById: LoaderDefinition<string, PairingRow> = {
  name: 'pairingById',
  async batch(db, scope, ids) {
    const some = build.selectFrom('pairing as p').selectAll('p').where('p.withdrawn_at', 'is', null);
    const query = joined(some.where(sql<SqlBool>`p.id = any(${[...ids]}::uuid[])`));
    return inOrder(ids, await db.rows(scope, query, 'pairingById'), (row) => row.id);
  },
};

export async function pairingsByIds(
  context: RequestContext,
  scope: Scope,
  ids: readonly string[],
): Promise<(Pairing | null)[]> {
  const rows = await Promise.all(ids.map((id) => context.loader(pairingById, scope).load(id)));
  return rows.map((row) => row && primed(context, scope, row));
}

/** The row as the API shows it; what the edges of its cards would ask for is answered already. */
function primed(context: RequestContext, scope: Scope, row: PairingRow): Pairing {
  const { pairing, unit, village, town } = fromRow(row);
  if (unit) context.loader(unitCardById, scope).prime(unit.id, unit);
  if (village) context.loader(regionById, systemScope).prime(village.id, village);
  if (town) context.loader(regionById, systemScope).prime(town.id, town);
  return pairing;
}
