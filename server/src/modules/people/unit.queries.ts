import { sql, type SqlBool } from 'kysely';
import { intersect, pathRange, type Scope } from '../../platform/auth/scope.ts';
import type { Database } from '../../platform/db/database.ts';
import { build } from '../../platform/db/query-builder.ts';
import { grouped, inOrder, type LoaderDefinition } from '../../platform/graphql/context.ts';
import { offsetUnlessAfter, type List, type PageInput } from '../../platform/graphql/page.ts';
import type { UnitFilter } from './people-lists.inputs.ts';
import type { Unit, VillageAssignment } from './unit.type.ts';

const columns = [
  'u.id',
  'u.version',
  'u.code',
  'u.name',
  'u.former_names as formerNames',
  'u.level',
  'u.field',
  'u.seat_id as seatId',
  'u.administered_by as administeredById',
  'u.path',
  'u.ended_on as endedOn',
] as const;

/** A unit's name is on its door, its record is for the office that administers it and those above, and for itself (R6). */
function visible(scope: Scope, within?: string | null) {
  const { lo, hi } = within ? intersect(scope, pathRange(within)) : scope;
  return build.selectFrom('unit as u').where('u.path', '>=', lo).where('u.path', '<', hi);
}

function matching(scope: Scope, filter: UnitFilter) {
  let query = visible(scope, filter.within);
  const q = filter.q?.trim();
  if (q) {
    query = query.where(sql<SqlBool>`(u.name like '%' || escape_like(${q}) || '%' or u.code = ${q}
      or exists (select from unnest(u.former_names) f where f like '%' || escape_like(${q}) || '%'))`);
  }
  if (filter.level) query = query.where('u.level', '=', filter.level);
  if (!filter.ended) query = query.where('u.ended_on', 'is', null);
  return query;
}

/** One page of units, place by place. */
export async function listUnits(
  db: Database,
  scope: Scope,
  filter: UnitFilter,
  page: PageInput,
): Promise<List<Unit>> {
  let some = matching(scope, filter).select(columns).orderBy('u.path');
  if (page.after) {
    some = some.where('u.path', '>', build.selectFrom('unit').select('path').where('id', '=', page.after));
  }
  const counting = matching(scope, filter).select((eb) => eb.fn.countAll<number>().as('total'));
  return {
    items: await db.rows(scope, some.limit(page.size).offset(offsetUnlessAfter(page))),
    count: async () => (await db.row(scope, counting))?.total ?? 0,
  };
}

/** Units by id; only those that the scope covers. */
export const unitById: LoaderDefinition<string, Unit> = {
  name: 'unitById',
  async batch(db, scope, ids) {
    const query = visible(scope)
      .select(columns)
      .where(sql<SqlBool>`u.id = any(${[...ids]}::uuid[])`);
    return inOrder(ids, await db.rows(scope, query, 'unitById'), ({ id }) => id);
  },
};

const assignments = () =>
  build
    .selectFrom('village_assignment as a')
    .select([
      'a.id',
      'a.unit_id as unitId',
      'a.village_id as villageId',
      'a.from_date as from',
      'a.to_date as to',
    ])
    .orderBy(sql`a.to_date is not null`)
    .orderBy('a.from_date', 'desc')
    .orderBy('a.id');

/** The villages a unit looks after, those it still does first. Who looks after a village is public knowledge. */
export const assignmentsByUnit: LoaderDefinition<string, VillageAssignment[]> = {
  name: 'assignmentsByUnit',
  async batch(db, scope, ids) {
    const query = assignments().where(sql<SqlBool>`a.unit_id = any(${[...ids]}::uuid[])`);
    return grouped(ids, await db.rows(scope, query, 'assignmentsByUnit'), ({ unitId }) => unitId);
  },
};

interface Headcount {
  unitId: string;
  cadres: number;
}

/** How many people in office a unit has, within the scope. */
export const headcountByUnit: LoaderDefinition<string, Headcount> = {
  name: 'headcountByUnit',
  async batch(db, scope, ids) {
    const query = build
      .selectFrom('cadre as c')
      .where(sql<SqlBool>`c.unit_id = any(${[...ids]}::uuid[])`)
      .where('c.path', '>=', scope.lo)
      .where('c.path', '<', scope.hi)
      .where('c.status', 'not in', ['RETIRED', 'LEFT', 'DECEASED'])
      .groupBy('c.unit_id')
      .select(['c.unit_id as unitId', (eb) => eb.fn.countAll<number>().as('cadres')]);
    return inOrder(ids, await db.rows(scope, query, 'headcountByUnit'), ({ unitId }) => unitId);
  },
};
