import type { Database } from '../../platform/db/database.ts';
import { build } from '../../platform/db/query-builder.ts';
import { pathRange, systemScope } from '../../platform/auth/scope.ts';
import { offsetOf, type List, type PageInput } from '../../platform/graphql/page.ts';
import type { RegionFilter } from './region.inputs.ts';
import type { Region } from './region.type.ts';

const columns = ['id', 'code', 'name', 'level', 'path', 'poor', 'parent_id as parentId'] as const;
const regions = () => build.selectFrom('region').where('to_date', 'is', null);

function matching(filter: RegionFilter | null | undefined) {
  let query = regions();
  if (filter?.parentId) query = query.where('parent_id', '=', filter.parentId);
  if (filter?.level) query = query.where('level', '=', filter.level);
  if (filter?.within) {
    const { lo, hi } = pathRange(filter.within);
    query = query.where('path', '>=', lo).where('path', '<', hi);
  }
  if (filter?.name) query = query.where('name', 'like', `%${filter.name.replaceAll(/[%_\\]/g, '\\$&')}%`);
  return query;
}

/** One page of the territory, in the order of the codes. */
export async function listRegions(
  db: Database,
  filter: RegionFilter | null | undefined,
  page: PageInput,
): Promise<List<Region>> {
  const query = matching(filter).select(columns).orderBy('path').limit(page.size).offset(offsetOf(page));
  const items = (await db.rows(systemScope, query)) as Region[];
  return {
    items,
    count: async () => {
      const counting = matching(filter).select((eb) => eb.fn.countAll<number>().as('total'));
      return (await db.row(systemScope, counting))?.total ?? 0;
    },
  };
}
