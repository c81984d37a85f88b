import { sql, type SqlBool } from 'kysely';
import { intersect, pathRange, type Scope } from '../../platform/auth/scope.ts';
import type { Database } from '../../platform/db/database.ts';
import { build } from '../../platform/db/query-builder.ts';
import { inOrder, type LoaderDefinition, type RequestContext } from '../../platform/graphql/context.ts';
import { offsetUnlessAfter, type List, type PageInput } from '../../platform/graphql/page.ts';
import type { PairingFilter, PairingSort } from './pairing.inputs.ts';
import { fromRow, joined, type PairingRow } from './pairing.rows.ts';
import type { Pairing } from './pairing.type.ts';

/** What a page of pairings is bound to; a key is there only where the filter asks for it. */
interface PageValues {
  lo: string;
  hi: string;
  withinLo: string;
  withinHi: string;
  cadreId: string;
  householdId: string;
  unitId: string;
  kind: string;
  today: string;
  after: string;
  size: number;
  offset: number;
}

type Filters = Readonly<PairingFilter>;

/** What the axis and the filter allow; the policies behind it say the same once more. */
function matching(scope: Scope, filter: Filters, v: PageValues) {
  let query = build.selectFrom('pairing as p').where('p.withdrawn_at', 'is', null);
  if (scope.axis === 'territory') {
    query = query.where('p.path', '>=', v.lo).where('p.path', '<', v.hi);
  } else {
    if (scope.axis === 'unit')
      query = query.where('p.cadre_path', '>=', v.lo).where('p.cadre_path', '<', v.hi);
    else query = query.where('p.cadre_id', '=', v.lo);
    if (filter.within) query = query.where('p.path', '>=', v.withinLo).where('p.path', '<', v.withinHi);
  }
  if (filter.cadreId) query = query.where('p.cadre_id', '=', v.cadreId);
  if (filter.householdId) query = query.where('p.household_id', '=', v.householdId);
  if (filter.kind) query = query.where('p.kind', '=', v.kind);
  if (filter.unitId) {
    const unitPath = build.selectFrom('unit').select('path').where('id', '=', v.unitId);
    query = query.where('p.cadre_path', '=', unitPath);
  }
  if (filter.standing === true)
    query = query.where(sql<SqlBool>`(p.to_date is null or p.to_date > ${v.today})`);
  if (filter.standing === false) query = query.where('p.to_date', '<=', v.today);
  return query;
}

function valuesOf(scope: Scope, filter: Filters, today: string, page: PageInput): PageValues {
  const range = filter.within ? pathRange(filter.within) : null;
  const { lo, hi } = range && scope.axis === 'territory' ? intersect(scope, range) : scope;
  return {
    lo,
    hi,
    withinLo: range?.lo ?? '',
    withinHi: range?.hi ?? '',
    cadreId: filter.cadreId ?? '',
    householdId: filter.householdId ?? '',
    unitId: filter.unitId ?? '',
    kind: filter.kind ?? '',
    today,
    after: page.after ?? '',
    size: page.size,
    offset: offsetUnlessAfter(page),
  };
}

/** What the text of a statement hangs on: the axis, which filters are set, the order. */
const shape = (scope: Scope, filter: Filters, more: readonly unknown[] = []) =>
  [
    scope.axis,
    filter.within ? 'within' : '',
    filter.cadreId ? 'cadre' : '',
    filter.householdId ? 'household' : '',
    filter.unitId ? 'unit' : '',
    filter.kind ? 'kind' : '',
    filter.standing ?? '',
    ...more,
  ].join('.');

/**
 * One page of pairings with the cards of cadre, unit, household, village and town in one statement, so that the edges cost
 * nothing more.
 */
export async function listPairings(
  { db }: RequestContext,
  scope: Scope,
  today: string,
  filter: Filters,
  sort: PairingSort | null | undefined,
  page: PageInput,
): Promise<List<Pairing>> {
  const down = sort?.order === 'DESC' ? 'desc' : 'asc';
  const place = scope.axis === 'unit' ? 'cadre_path' : 'path';
  const order = sort?.field === 'FROM' ? ('from_date' as const) : place;
  const values = valuesOf(scope, filter, today, page);
  const name = `pairings.${shape(scope, filter, [order, down, page.after ? 'after' : ''])}`;
  const rows = await db.bound(scope, name, values, (v) => {
    let some = matching(scope, filter, v).selectAll('p').orderBy(`p.${order}`, down).orderBy('p.id', down);
    if (page.after) {
      const seen = build.selectFrom('pairing').select([order, 'id']).where('id', '=', v.after);
      const past = sql.raw(down === 'asc' ? '>' : '<');
      some = some.where(sql<SqlBool>`(p.${sql.ref(order)}, p.id) ${past} (${seen})`);
    }
    return joined(scope.axis, some.limit(v.size).offset(v.offset))
      .orderBy(`p.${order}`, down)
      .orderBy('p.id', down);
  });
  return { items: rows.map(fromRow), count: () => countPairings(db, scope, filter, values) };
}

async function countPairings(
  db: Database,
  scope: Scope,
  filter: Filters,
  values: PageValues,
): Promise<number> {
  const [counted] = await db.bound(scope, `pairings.total.${shape(scope, filter)}`, values, (v) =>
    matching(scope, filter, v).select((eb) => eb.fn.countAll<number>().as('total')),
  );
  return counted?.total ?? 0;
}

/** Pairings by id with their cards, as a list shows them. */
export const pairingById: LoaderDefinition<string, PairingRow> = {
  name: 'pairingById',
  async batch(db, scope, ids) {
    const rows = await db.bound(scope, `pairingById.${scope.axis}`, { ids: [...ids] }, (v) =>
      joined(
        scope.axis,
        build
          .selectFrom('pairing as p')
          .selectAll('p')
          .where('p.withdrawn_at', 'is', null)
          .where(sql<SqlBool>`p.id = any(${v.ids}::uuid[])`),
      ),
    );
    return inOrder(ids, rows, (row) => row.id);
  },
};

export async function pairingsByIds(
  context: RequestContext,
  scope: Scope,
  ids: readonly string[],
): Promise<(Pairing | null)[]> {
  const rows = await Promise.all(ids.map((id) => context.loader(pairingById, scope).load(id)));
  return rows.map((row) => row && fromRow(row));
}
