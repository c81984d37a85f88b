import { sql, type Expression, type RawBuilder, type SqlBool } from 'kysely';
import { intersect, pathRange, type PathRange, type Scope } from '../../platform/auth/scope.ts';
import type { Database } from '../../platform/db/database.ts';
import type { DB } from '../../generated/tables.ts';
import { build } from '../../platform/db/query-builder.ts';
import { grouped, inOrder, type LoaderDefinition } from '../../platform/graphql/context.ts';
import { offsetUnlessAfter, type List, type PageInput } from '../../platform/graphql/page.ts';
import { labelOf } from './labels.ts';
import type { Household, HouseholdMember } from './household.type.ts';
import type { HouseholdFilter, HouseholdSort } from './people-lists.inputs.ts';

/** A search answers at most this many; whoever has that many hits types another character. */
const MOST_FOUND = 2000;

const columns = [
  'h.id',
  'h.version',
  'h.number',
  'h.head_name as headName',
  'h.head_id as headId',
  'h.region_id as regionId',
  'h.path',
  'h.village_group as villageGroup',
  'h.poverty_status as povertyStatus',
  'h.cause',
  'h.eligible',
  'h.need',
  'h.size',
  'h.ended_on as endedOn',
  'h.ended_reason as endedReason',
  'h.remark',
  sql<boolean>`h.remark_cipher is not null`.as('remarkHides'),
  labelOf('POVERTY_STATUS', 'h.poverty_status').as('povertyStatusLabel'),
  sql<string | null>`${labelOf('POVERTY_CAUSE', 'h.cause')}`.as('causeLabel'),
] as const;

/**
 * What the axis covers (R31) and the words find; the policies behind it say the same once more. Offices search through the index,
 * inside a function that applies the scope; a unit's or a cadre's few are looked through.
 */
function visible(scope: Scope, within?: string | null, q?: string) {
  if (scope.axis === 'territory') {
    const { lo, hi } = areaOf(scope, within);
    const query = build.selectFrom(q ? found(q, lo, hi) : everyPlace);
    return query.where('h.path', '>=', lo).where('h.path', '<', hi);
  }
  const query = build.selectFrom(everyPlace);
  const some = query.where(among(q ? foundOfOwn(scope, q) : ownIds(scope)));
  if (!within) return some;
  const { lo, hi } = pathRange(within);
  return some.where('h.path', '>=', lo).where('h.path', '<', hi);
}

type Homes = DB['household'] & { place: string };

/** `place` is the path, as what the list is in the order of. */
const everyPlace = sql<Homes>`(select *, path as place from household)`.as('h');

/**
 * What the words find, in the order of places, so that a page in that order stops at its last row. Each is looked up by its id: the
 * planner, who takes any words to find a thousand, would read a whole town instead.
 */
const found = (q: string, lo: string, hi: string) =>
  sql<Homes>`(select h.*, f.path as place
    from (select id, path collate "C" as path from find_households(${q}, ${lo}, ${hi}, ${MOST_FOUND}) order by 2, 1) f,
      lateral (select * from household where id = f.id offset 0) h)`.as('h');

const foundOfOwn = (scope: Scope, q: string) =>
  scope.axis === 'unit'
    ? sql`select find_of_unit(${q})`
    : sql`select find_among(${q}, array(${ownIds(scope)}))`;

/** As an array, found first: of a subquery the planner reads every household of the city and looks whether it is in there. */
const among = (ids: Expression<unknown>) => sql<SqlBool>`h.id = any(array(${ids}))`;

/**
 * R7: to a cadre, and to a unit, a household's record is shown while they are responsible for it; of others the pairing tells the
 * name, and no filter or order tells more.
 */
function ownIds(scope: Scope) {
  const paired = build
    .selectFrom('pairing as p')
    .select('p.household_id')
    .where('p.kind', '=', 'RESPONSIBLE')
    .where('p.withdrawn_at', 'is', null)
    .where(sql<SqlBool>`(p.to_date is null or p.to_date > current_date)`);
  return scope.axis === 'unit'
    ? paired.where('p.cadre_path', '>=', scope.lo).where('p.cadre_path', '<', scope.hi)
    : paired.where('p.cadre_id', '=', scope.lo);
}

const standing = sql`p.kind = 'RESPONSIBLE' and p.withdrawn_at is null and p.to_date is null`;

/**
 * Whether a household has friends today, as pairings and open claims say (R2); claims are not for a cadre to see. A page looks it up
 * row by row until it is full, a count collects all that have a friend first.
 */
function befriended(scope: Scope, { friend, within }: HouseholdFilter, all: boolean): RawBuilder<SqlBool> {
  if (friend === 'MANY') return beyondOne(scope);
  const one =
    all && scope.axis === 'territory'
      ? sql<SqlBool>`(h.id in (${paired(areaOf(scope, within))}) is true)` // no join: the planner takes it for a small one
      : sql<SqlBool>`exists (select from pairing p where p.household_id = h.id and ${standing})`;
  return friend === 'HAS' ? one : sql<SqlBool>`not ${one}`;
}

const areaOf = (scope: Scope, within: string | null | undefined): PathRange =>
  within ? intersect(scope, pathRange(within)) : scope;

const paired = ({ lo, hi }: PathRange) =>
  sql`select p.household_id from pairing p where ${standing} and p.path >= ${lo} and p.path < ${hi}`;

/** More than one friend: only who has an open claim or takes a further place can have, and those are few. */
function beyondOne(scope: Scope): RawBuilder<SqlBool> {
  const further = sql`select p.household_id from pairing p where ${standing} and p.slot > 1`;
  const claimed = sql`select c.household_id from pairing_claim c where c.status = 'OPEN'`;
  const suspects = scope.axis === 'friend' ? further : sql`${further} union ${claimed}`;
  const friends = sql`select p.cadre_id from pairing p where p.household_id = h.id and ${standing}`;
  const claims = sql`select c.cadre_id from pairing_claim c where c.household_id = h.id and c.status = 'OPEN'`;
  const each = scope.axis === 'friend' ? friends : sql`${friends} union ${claims}`;
  return sql<SqlBool>`h.id = any(array(${suspects})) and (select count(*) from (${each}) x) > 1`;
}

/** Households under a filter, as far as the scope reaches; `h` in what follows. `all` where every one of them is wanted. */
export function matchingHouseholds(scope: Scope, filter: HouseholdFilter, all = false) {
  let query = visible(scope, filter.within, filter.q?.trim());
  if (filter.povertyStatus) query = query.where('h.poverty_status', '=', filter.povertyStatus);
  if (filter.cause) query = query.where('h.cause', '=', filter.cause);
  if (filter.friend) query = query.where(befriended(scope, filter, all));
  if (typeof filter.eligible === 'boolean') query = query.where('h.eligible', '=', filter.eligible);
  if (!filter.ended) query = query.where('h.ended_on', 'is', null);
  return query;
}

/**
 * One page of households, worst off or place by place. Which ones stands in `household_page` alone, unless a filter asks for more; the
 * rest of the record is read for these, not for all that are passed over.
 */
export async function listHouseholds(
  db: Database,
  scope: Scope,
  filter: HouseholdFilter,
  sort: HouseholdSort | null | undefined,
  page: PageInput,
): Promise<List<Household>> {
  const down = sort?.order === 'DESC' ? 'desc' : 'asc';
  const column = ({ PLACE: 'h.place', NEED: 'h.need', NAME: 'h.head_initials', SIZE: 'h.size' } as const)[
    sort?.field ?? 'PLACE'
  ];
  let some = matchingHouseholds(scope, filter).select('h.id');
  if (page.after) {
    const seen = build.selectFrom(everyPlace).select([column, 'h.id']).where('h.id', '=', page.after);
    some = some.where(
      sql<SqlBool>`(${sql.ref(column)}, h.id) ${sql.raw(down === 'asc' ? '>' : '<')} (${seen})`,
    );
  }
  some = some.orderBy(column, down).orderBy('h.id', down).limit(page.size).offset(offsetUnlessAfter(page));
  const shown = build
    .selectFrom(some.as('page'))
    .innerJoin(everyPlace, 'h.id', 'page.id')
    .select(columns)
    .orderBy(column, down)
    .orderBy('h.id', down);
  return { items: await db.rows(scope, shown), count: () => countHouseholds(db, scope, filter) };
}

async function countHouseholds(db: Database, scope: Scope, filter: HouseholdFilter): Promise<number> {
  if (scope.axis === 'territory' && isFriendless(filter)) {
    const { lo, hi } = areaOf(scope, filter.within);
    const kept = build.selectNoFrom(sql<number>`count_friendless(${lo}, ${hi}, current_date)`.as('total'));
    return (await db.row(scope, kept))?.total ?? 0;
  }
  const query = matchingHouseholds(scope, filter, true).select((eb) => eb.fn.countAll<number>().as('total'));
  return (await db.row(scope, query))?.total ?? 0;
}

/** Whether the filter asks for what the board keeps sums of: the eligible without a friend, of a place and nothing else. */
const isFriendless = ({ friend, eligible, ...filter }: HouseholdFilter): boolean =>
  friend === 'NONE' &&
  eligible === true &&
  Object.values({ ...filter, within: null }).every((value) => !value);

/** Households by id; only those that the axis covers. */
export const householdById: LoaderDefinition<string, Household> = {
  name: 'householdById',
  async batch(db, scope, ids) {
    const { lo, hi } = scope;
    const rows = await db.bound(scope, `householdById.${scope.axis}`, { ids: [...ids], lo, hi }, (v) =>
      visible({ axis: scope.axis, lo: v.lo, hi: v.hi })
        .select(columns)
        .where(sql<SqlBool>`h.id = any(${v.ids}::uuid[])`),
    );
    return inOrder(ids, rows, ({ id }) => id);
  },
};

/** Members, the head first, then by age; those who died or left last. A retained friend gets none (R7). */
export const membersByHousehold: LoaderDefinition<string, HouseholdMember[]> = {
  name: 'membersByHousehold',
  async batch(db, scope, ids) {
    const head = sql<boolean>`m.id is not distinct from h.head_id`;
    const rows = await db.bound(scope, 'membersByHousehold', { ids: [...ids] }, (v) =>
      build
        .selectFrom('household_member as m')
        .innerJoin('household as h', 'h.id', 'm.household_id')
        .where(sql<SqlBool>`m.household_id = any(${v.ids}::uuid[])`)
        .select(['m.id', 'm.version', 'm.household_id as householdId', 'm.name', 'm.relation', 'm.sex'])
        .select(['m.birth_date as birthDate', 'm.died_on as diedOn', 'm.left_on as leftOn'])
        .select([
          'm.identity_mask as identityMask',
          'm.phone_mask as phoneMask',
          'm.phone_works_on as phoneWorksOn',
        ])
        .select([head.as('head'), labelOf('RELATION', 'm.relation').as('relationLabel')])
        .orderBy(sql`m.died_on is not null or m.left_on is not null`)
        .orderBy(head, 'desc')
        .orderBy('m.birth_date')
        .orderBy('m.id'),
    );
    return grouped(ids, rows, ({ householdId }) => householdId);
  },
};
