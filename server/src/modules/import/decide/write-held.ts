import type { UnitOfWork } from '../../../platform/db/database.ts';
import { PersonVault } from '../../people/index.ts';
import { reading } from '../facts/reader.ts';
import { readingContext } from '../facts/reference.ts';
import { openHeld, type SealedHeld } from '../store/held-rows.ts';
import { loadRun } from '../store/runs.ts';
import type { Decision } from '../verdict/decisions.ts';
import type { CadreRecord, HouseholdRecord } from '../verdict/records.ts';
import { overtaken, type Deciding, type DecidingParts, type StoredReview } from './deciding.ts';
import { writeHeldCadre } from './held-cadre.ts';
import { writeHeldHousehold } from './held-household.ts';

/**
 * Writes rows that waited for a decision: what is stored is brought to what was decided, then the rows are judged anew and written
 * as an import would.
 * @returns whom they are about
 */
export async function writeHeld(
  parts: DecidingParts,
  unit: UnitOfWork,
  review: StoredReview,
  { decision, reason }: { decision: Decision; reason: string },
  held: readonly SealedHeld[],
): Promise<string[]> {
  const { db, vault, clock } = parts;
  const run = await loadRun(db, review.runId ?? '');
  if (!run) throw overtaken();
  const { all: regions } = await readingContext(reading(db, unit.scope), run.path, clock.today());
  const area = regions.find(({ path }) => path === run.path);
  const [first] = held;
  if (!area || !first) throw overtaken();
  const byId = new Map(regions.map((region) => [region.id, region]));
  const people = new PersonVault(vault);
  const deciding: Deciding = { parts, unit, people, review, decision, reason, run, regions, area };
  if (run.kind === 'HOUSEHOLDS') {
    return writeHeldHousehold(deciding, openHeld<HouseholdRecord>(vault, first, byId));
  }
  return writeHeldCadre(
    deciding,
    held.map((row) => openHeld<CadreRecord>(vault, row, byId)),
  );
}
