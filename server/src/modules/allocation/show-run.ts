import { sql } from 'kysely';
import { systemScope, type Scope } from '../../platform/auth/scope.ts';
import type { Database } from '../../platform/db/database.ts';
import { statement } from '../../platform/db/query-builder.ts';
import type { AllocationRun } from './allocation.type.ts';
import type { AllocationBinding, AllocationBindingPair, AllocationScarcity } from './binding.type.ts';
import type { BindingPair } from './run/binding.ts';
import type { ShownRun, StoredRun } from './run/runs.ts';

/** What stands in the way of a better proposal. */
export interface Obstacles {
  scarcity: AllocationScarcity[];
  binding: AllocationBinding | null;
}
const NONE: Obstacles = { scarcity: [], binding: null };

/** With the names of the counties, and those of the people as far as the reader may see them (R6). */
export async function obstaclesOf(
  db: Database,
  scope: Scope,
  { scarce, binding, path }: StoredRun,
): Promise<Obstacles> {
  const quotas = binding?.quotas ?? [];
  const paths = [...(scarce ?? []), ...quotas.map((quota) => quota.path), ...(binding?.idle ?? [])];
  const names = await namesOf(db, [...new Set(paths)], path);
  const named = (of: string) => names.get(of) ?? { regionId: null, name: '市直单位' };
  return {
    scarcity: (scarce ?? []).map(named),
    binding: binding && {
      quotas: quotas.map(({ path: of, ...quota }) => ({ ...quota, ...named(of) })),
      idle: binding.idle.map(named),
      byHand: await pairsOf(db, scope, binding.byHand),
      byHandTotal: binding.byHandTotal,
    },
  };
}

/** The city itself stands for those who may be sent anywhere. */
async function namesOf(
  db: Database,
  paths: readonly string[],
  area: string,
): Promise<Map<string, AllocationScarcity>> {
  if (paths.length === 0) return new Map();
  const query = sql<{
    path: string;
    id: string;
    name: string;
    level: string;
  }>`select path, id, name, level from region
    where path = any(${[...paths]}::text[]) order by path`;
  const found = await db.rows(systemScope, statement(query));
  return new Map(
    found.map(({ path, id, name, level }) => [
      path,
      level === 'CITY' && path === area ? { regionId: null, name: '市直单位' } : { regionId: id, name },
    ]),
  );
}

async function pairsOf(
  db: Database,
  scope: Scope,
  pairs: readonly BindingPair[],
): Promise<AllocationBindingPair[]> {
  if (pairs.length === 0) return [];
  type Names = Pick<AllocationBindingPair, 'head' | 'village' | 'cadre' | 'unit'>;
  const column = (of: (pair: BindingPair) => string) => pairs.map(of);
  const query = sql<Names>`select h.head_name as head, v.name as village, c.name as cadre, u.name as unit
    from unnest(${column(({ householdId }) => householdId)}::uuid[], ${column(({ cadreId }) => cadreId)}::uuid[])
      with ordinality as t(household_id, cadre_id, n)
    left join household h on h.id = t.household_id left join region v on v.id = h.region_id
    left join cadre c on c.id = t.cadre_id left join unit u on u.id = c.unit_id order by t.n`;
  const names = await db.rows(scope, statement(query));
  return pairs.map((pair, n) => ({
    ...pair,
    ...names[n]!,
    id: `${pair.householdId}:${pair.cadreId}`,
  }));
}

/** A run as the API shows it. */
export function showRun(run: ShownRun, { scarcity, binding }: Obstacles = NONE): AllocationRun {
  const { openedByName, publishedByName, ...stored } = run;
  return {
    ...stored,
    openedAt: new Date(run.openedAt),
    workedAt: run.workedAt && new Date(run.workedAt),
    publishedAt: run.publishedAt && new Date(run.publishedAt),
    openedBy: openedByName,
    publishedBy: run.state === 'PUBLISHED' ? publishedByName : null,
    stages: run.stages ?? [],
    scarcity,
    binding,
  };
}
