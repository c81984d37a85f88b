import { sql } from 'kysely';
import { systemScope } from '../../../platform/auth/scope.ts';
import type { Database } from '../../../platform/db/database.ts';
import { invalidInput } from '../../../platform/errors.ts';
import type { RunSettings } from '../settings.ts';
import { allocationSetting } from '../settings.service.ts';
import type { RunSettingsInput } from '../settings.type.ts';
import { statement } from '../../../platform/db/query-builder.ts';

/**
 * What a run goes by: the year's settings, and over them what is given for the run.
 * @throws INVALID_INPUT for a village to fill first that does not lie in the area
 */
export async function settingsOf(
  db: Database,
  year: number,
  path: string,
  given: RunSettingsInput | null | undefined,
): Promise<RunSettings> {
  const { hardFrom, weights } = await allocationSetting(db, year);
  const firstVillageIds = [...new Set(given?.firstVillageIds)].toSorted();
  if (firstVillageIds.length > 0) {
    const { rows } = await villagesOf(db, path, firstVillageIds);
    if (rows < firstVillageIds.length)
      throw invalidInput({ firstVillageIds: '优先安排的村要在这次分配的范围里' });
  }
  return { hardFrom: given?.hardFrom ?? hardFrom, weights: given?.weights ?? weights, firstVillageIds };
}

async function villagesOf(db: Database, path: string, ids: readonly string[]): Promise<{ rows: number }> {
  const query = sql<{ rows: number }>`select count(*)::int as rows from region
    where id = any(${[...ids]}::uuid[]) and level = 'VILLAGE' and starts_with(path, ${path})`;
  return (await db.row(systemScope, statement(query))) ?? { rows: 0 };
}
