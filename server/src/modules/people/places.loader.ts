import { sql, type SqlBool } from 'kysely';
import { systemScope } from '../../platform/auth/scope.ts';
import { build } from '../../platform/db/query-builder.ts';
import { inOrder, type LoaderDefinition, type RequestContext } from '../../platform/graphql/context.ts';
import type { Region } from '../region/index.ts';

/** Regions by their path; the territory is public knowledge. */
const regionByPath: LoaderDefinition<string, Region> = {
  name: 'regionByPath',
  async batch(db, _scope, paths) {
    const query = build
      .selectFrom('region')
      .select(['id', 'code', 'name', 'level', 'path', 'poor', 'parent_id as parentId'])
      .where(sql<SqlBool>`path = any(${[...paths]}::text[])`);
    return inOrder(
      paths,
      (await db.rows(systemScope, query, 'regionByPath')) as Region[],
      ({ path }) => path,
    );
  },
};

/** The regions on the way down a path, the county first: what a heading shows above a name. */
export async function placesOf(context: RequestContext, path: string): Promise<Region[]> {
  const steps = path.split('/').filter((step) => step && !step.startsWith('@'));
  const paths = steps.map((_step, at) => `${steps.slice(0, at + 1).join('/')}/`);
  const loader = context.loader(regionByPath, systemScope);
  const regions = await Promise.all(paths.slice(paths.length > 1 ? 1 : 0).map((one) => loader.load(one)));
  return regions.filter((region) => region !== null);
}
