import { sql, type SqlBool } from 'kysely';
import { intersect, pathRange, type Scope } from '../../platform/auth/scope.ts';
import type { Database } from '../../platform/db/database.ts';
import { build } from '../../platform/db/query-builder.ts';
import { grouped, inOrder, type LoaderDefinition } from '../../platform/graphql/context.ts';
import { offsetUnlessAfter, type List, type PageInput } from '../../platform/graphql/page.ts';
import type { Cadre, KinDeclaration, Posting } from './cadre.type.ts';
import type { CadreFilter, CadreSort } from './people-lists.inputs.ts';

const MOST_FOUND = 2000;

const columns = [
  'c.id',
  'c.version',
  'c.name',
  'c.kind',
  'c.sex',
  'c.birth_date as birthDate',
  'c.unit_id as unitId',
  'c.path',
  'c.rank_title as rankTitle',
  'c.rank',
  'c.status',
  'c.identity_mask as identityMask',
  'c.phone_mask as phoneMask',
  sql<boolean>`c.account_id is not null`.as('hasAccount'),
] as const;

/**
 * Cadres shown whole: the own territory's or unit's, for a cadre oneself. The policy lets an office see a stranger that is paired
 * in its territory too; of those there is only the card (R6), so the range stands here by itself.
 */
function visible(scope: Scope, within?: string | null) {
  const query = build.selectFrom('cadre as c');
  if (scope.axis === 'friend') {
    const own = query.where('c.id', '=', scope.lo);
    if (!within) return own;
    const { lo, hi } = pathRange(within);
    return own.where('c.path', '>=', lo).where('c.path', '<', hi);
  }
  const { lo, hi } = within ? intersect(scope, pathRange(within)) : scope;
  return query.where('c.path', '>=', lo).where('c.path', '<', hi);
}

/** Through the index, inside a function that applies the scope; a cadre's own entry is looked at as it is. */
const found = (scope: Scope, q: string) =>
  scope.axis === 'friend'
    ? sql<SqlBool>`words_find(c, ${q})`
    : sql<SqlBool>`c.id = any(array(select find_cadres(${q}, ${scope.lo}, ${scope.hi}, ${MOST_FOUND})))`;

/** R1: who is responsible for a household now, wherever it is; a unit and a cadre see all of their own. */
const befriended = (scope: Scope) =>
  scope.axis === 'territory'
    ? sql<SqlBool>`c.id in (select cadres_with_friend(${scope.lo}, ${scope.hi}))`
    : sql<SqlBool>`exists (select from pairing p where p.cadre_id = c.id and p.kind = 'RESPONSIBLE'
      and p.withdrawn_at is null and p.to_date is null)`;

/** Cadres under a filter, as far as the scope reaches; `c` in what follows. */
export function matchingCadres(scope: Scope, filter: CadreFilter) {
  let query = visible(scope, filter.within);
  const q = filter.q?.trim();
  if (q) query = query.where(found(scope, q));
  if (filter.unitId) query = query.where('c.unit_id', '=', filter.unitId);
  if (filter.rank) query = query.where('c.rank', '=', filter.rank);
  if (filter.status) query = query.where('c.status', '=', filter.status);
  if (filter.kind) query = query.where('c.kind', '=', filter.kind);
  if (typeof filter.friendless === 'boolean') {
    const friend = befriended(scope);
    query = filter.friendless
      ? query
          .where(sql<SqlBool>`not ${friend}`)
          .where('c.kind', '=', 'OFFICIAL')
          .where('c.status', 'in', ['ACTIVE', 'SECONDED'])
      : query.where(friend);
  }
  return query;
}

/** What the text of a list hangs on: the axis and which filters are set. */
const shape = (scope: Scope, filter: CadreFilter) =>
  [
    scope.axis,
    filter.within ? 'within' : '',
    filter.q?.trim() ? 'q' : '',
    filter.unitId ? 'unit' : '',
    filter.rank ? 'rank' : '',
    filter.status ? 'status' : '',
    filter.kind ? 'kind' : '',
    filter.friendless ?? '',
  ].join('.');

/** One page of cadres, unit by unit or by name. */
export async function listCadres(
  db: Database,
  scope: Scope,
  filter: CadreFilter,
  sort: CadreSort | null | undefined,
  page: PageInput,
): Promise<List<Cadre>> {
  const down = sort?.order === 'DESC' ? 'desc' : 'asc';
  const column = sort?.field === 'NAME' ? 'c.initials' : 'c.path';
  let some = matchingCadres(scope, filter).select(columns);
  if (page.after) {
    const seen = build.selectFrom('cadre as c').select([column, 'c.id']).where('c.id', '=', page.after);
    some = some.where(
      sql<SqlBool>`(${sql.ref(column)}, c.id) ${sql.raw(down === 'asc' ? '>' : '<')} (${seen})`,
    );
  }
  some = some.orderBy(column, down).orderBy('c.id', down).limit(page.size).offset(offsetUnlessAfter(page));
  const name = ['cadres', shape(scope, filter), column, down, page.after ? 'after' : ''].join('.');
  return {
    items: (await db.rows(scope, some, name)) as Cadre[],
    count: () => countCadres(db, scope, filter),
  };
}

async function countCadres(db: Database, scope: Scope, filter: CadreFilter): Promise<number> {
  if (scope.axis === 'territory' && isFriendless(filter)) {
    const { lo, hi } = filter.within ? intersect(scope, pathRange(filter.within)) : scope;
    const kept = build.selectNoFrom(
      sql<number>`count_friendless_officials(${lo}, ${hi}, current_date)`.as('total'),
    );
    return (await db.row(scope, kept, 'cadres.friendless'))?.total ?? 0;
  }
  const query = matchingCadres(scope, filter).select((eb) => eb.fn.countAll<number>().as('total'));
  return (await db.row(scope, query, `cadres.total.${shape(scope, filter)}`))?.total ?? 0;
}

/** Whether the filter asks for what the board keeps sums of: officials at work without a friend, of a place and nothing else. */
const isFriendless = ({ friendless, ...filter }: CadreFilter): boolean =>
  friendless === true && Object.values({ ...filter, within: null }).every((value) => !value);

/** Cadres by id, whole; only those that the axis covers. */
export const cadreById: LoaderDefinition<string, Cadre> = {
  name: 'cadreById',
  async batch(db, scope, ids) {
    const query = visible(scope)
      .select(columns)
      .where(sql<SqlBool>`c.id = any(${[...ids]}::uuid[])`);
    const rows = (await db.rows(scope, query, `cadreById.${scope.axis}`)) as Cadre[];
    return inOrder(ids, rows, ({ id }) => id);
  },
};

/** Postings and secondments, the newest first. */
export const postingsByCadre: LoaderDefinition<string, Posting[]> = {
  name: 'postingsByCadre',
  async batch(db, scope, ids) {
    const query = build
      .selectFrom('posting as p')
      .where(sql<SqlBool>`p.cadre_id = any(${[...ids]}::uuid[])`)
      .select(['p.id', 'p.cadre_id as cadreId', 'p.unit_id as unitId', 'p.kind'])
      .select(['p.rank_title as rankTitle', 'p.from_date as from', 'p.to_date as to'])
      .orderBy('p.from_date', 'desc')
      .orderBy('p.id', 'desc');
    const rows = (await db.rows(scope, query, 'postingsByCadre')) as Posting[];
    return grouped(ids, rows, ({ cadreId }) => cadreId);
  },
};

const kin = () =>
  build
    .selectFrom('kin_declaration as k')
    .where('k.withdrawn_at', 'is', null)
    .select(['k.id', 'k.cadre_id as cadreId', 'k.household_id as householdId', 'k.relation'])
    .select(['k.declared_none as declaredNone', 'k.declared_on as declaredOn'])
    .orderBy('k.declared_on', 'desc')
    .orderBy('k.id', 'desc');

/** Standing declarations of a cadre (R26). */
export const kinByCadre: LoaderDefinition<string, KinDeclaration[]> = {
  name: 'kinByCadre',
  async batch(db, scope, ids) {
    const query = kin().where(sql<SqlBool>`k.cadre_id = any(${[...ids]}::uuid[])`);
    return grouped(ids, await db.rows(scope, query, 'kinByCadre'), ({ cadreId }) => cadreId);
  },
};

/** Standing declarations that name a household, of the cadres in scope. */
export const kinByHousehold: LoaderDefinition<string, KinDeclaration[]> = {
  name: 'kinByHousehold',
  async batch(db, scope, ids) {
    const query = kin().where(sql<SqlBool>`k.household_id = any(${[...ids]}::uuid[])`);
    const rows = await db.rows(scope, query, 'kinByHousehold');
    return grouped(ids, rows, ({ householdId }) => householdId ?? '');
  },
};
