import { scopeOf } from '../../../platform/auth/scope.ts';
import type { Database } from '../../../platform/db/database.ts';
import { allBoardItems } from '../board-items.queries.ts';
import { addItems, type RunItem } from './items.ts';
import { lockRun, setRun, type StoredRun } from './runs.ts';

/**
 * Works out what there is to do for everything that the filter of a run shows, and lays it down in one transaction: whoever
 * runs it again after a kill finds either all of it or nothing.
 */
export async function planRun(db: Database, today: string, run: StoredRun): Promise<void> {
  const scope = scopeOf('territory', run.path);
  let found = 0;
  const items = new Map<string, Omit<RunItem, 'position'>>();
  for await (const county of allBoardItems(db, scope, today, { ...run.filter, year: run.year })) {
    for (const { id, kind, suggestion } of county) {
      if (run.kind === 'WAIVE') {
        if (kind !== 'OFFICIAL') continue;
        items.set(id, { householdId: null, cadreId: id });
      } else if (suggestion && (kind === 'GAP' || kind === 'OFFICIAL')) {
        const { householdId, cadre } = suggestion;
        items.set(`${householdId} ${cadre.id}`, { householdId, cadreId: cadre.id }); // a gap and an official may be the same pair
      }
    }
    found += county.length;
  }
  await db.write(run, scope, async (unit) => {
    if ((await lockRun(unit, run.id)).state !== 'PLANNING') return;
    await addItems(unit, run.id, [...items.values()]);
    await setRun(unit, run.id, { state: 'READY', found, total: items.size });
  });
}
