import { sql } from 'kysely';
import { systemScope } from '../../platform/auth/scope.ts';
import type { Database } from '../../platform/db/database.ts';
import type { AllocationRun, AllocationScarcity } from './allocation.type.ts';
import type { ShownRun, StoredRun } from './run/runs.ts';
import { statement } from '../../platform/db/query-builder.ts';

/** Where one place more would help, with the names of the counties. */
export async function scarcityOf(db: Database, { scarce, path }: StoredRun): Promise<AllocationScarcity[]> {
  if (!scarce?.length) return [];
  const query = sql<{ id: string; name: string; level: string }>`select id, name, level from region
    where path = any(${scarce}::text[]) order by path`;
  const found = await db.rows(systemScope, statement(query));
  const anywhere = (level: string) => level === 'CITY' && path.split('/').length === 2;
  return found.map(({ id, name, level }) =>
    anywhere(level) ? { regionId: null, name: '市直单位' } : { regionId: id, name },
  );
}

/** A run as the API shows it. */
export function showRun(run: ShownRun, scarcity: AllocationScarcity[]): AllocationRun {
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
  };
}
