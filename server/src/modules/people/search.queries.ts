import { sql, type SqlBool } from 'kysely';
import { systemScope, type Scope } from '../../platform/auth/scope.ts';
import { build } from '../../platform/db/query-builder.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { pageOf } from '../../platform/graphql/page.ts';
import { listCadres } from './cadre.queries.ts';
import { listHouseholds } from './household.queries.ts';
import type { Found } from './search.type.ts';

/** Hits of each kind that the box shows; the lists show the rest. */
const SHOWN = 8;

/** People, households and villages that the words fit, within what the caller may see. */
export async function search({ db }: RequestContext, scope: Scope, text: string): Promise<Found> {
  const q = text.trim();
  if (q === '') return { cadres: [], households: [], villages: [] };
  const page = { ...pageOf(null), size: SHOWN };
  const villages = build
    .selectFrom('region as r')
    .where('r.level', '=', 'VILLAGE')
    .where('r.to_date', 'is', null)
    .where(sql<SqlBool>`r.name like '%' || escape_like(${q}) || '%'`)
    .where(sql<SqlBool>`r.path >= ${scope.lo} and r.path < ${scope.hi}`)
    .select(['r.id', 'r.code', 'r.name', 'r.level', 'r.path', 'r.poor', 'r.parent_id as parentId'])
    .orderBy('r.path')
    .limit(SHOWN);
  const [cadres, households, places] = await Promise.all([
    listCadres(db, scope, { q }, null, page),
    listHouseholds(db, scope, { q }, null, page),
    db.rows(systemScope, villages, 'searchVillages'),
  ]);
  return { cadres: cadres.items, households: households.items, villages: places as Found['villages'] };
}
