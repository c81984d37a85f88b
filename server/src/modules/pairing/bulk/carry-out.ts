import { sql } from 'kysely';
import type { UnitOfWork } from '../../../platform/db/database.ts';
import { because } from '../../../platform/db/refusal.ts';
import { Act } from '../act.ts';
import type { Day } from '../pairing.rules.ts';
import { sentFor } from '../board-suggestions.sql.ts';
import { lockAndLoad } from '../placement.facts.ts';
import { placeAll } from '../place.ts';
import { WAIVER_WORDS, waiveEach } from '../waive.ts';
import { nextItems, settleItems, type Outcome, type RunItem } from './items.ts';
import { lockRun, setRun, type StoredRun } from './runs.ts';

/** Things done in one transaction: short locks for others, a figure that moves for whoever waits. */
export const BATCH = 200;

const GONE = '这一户或这名干部已经不在，或不归你管了';

/**
 * Does the next batch of a run, whole and with its marks, its act and its audit rows in the one transaction.
 * @returns whether there may be more
 */
export async function carryOutBatch(unit: UnitOfWork, today: Day, runId: string): Promise<boolean> {
  const run = await lockRun(unit, runId);
  if (run.state !== 'RUNNING') return false;
  const items = await nextItems(unit, runId, BATCH);
  if (items.length === 0) return false;
  const act = new Act();
  const refused =
    run.kind === 'ASSIGN'
      ? await place(unit, today, run, items, act)
      : await excuse(unit, today, run, items, act);
  act.save(unit);
  const outcomes = items.map(({ position }): Outcome => {
    const no = refused.get(position);
    return { position, actId: no ? null : act.id, rule: no?.rule ?? null, message: no?.message ?? null };
  });
  await settleItems(unit, runId, outcomes);
  const done = run.done + items.length - refused.size;
  await setRun(unit, runId, { done, refused: run.refused + refused.size });
  return items.length === BATCH;
}

type Refused = Map<number, { rule: string | null; message: string }>;

async function place(
  unit: UnitOfWork,
  today: Day,
  run: StoredRun,
  items: readonly RunItem[],
  act: Act,
): Promise<Refused> {
  because(unit, run.reason); // R5: after the close the database wants to know why
  const here = await stillHere(unit, run.year, items);
  const left = items.filter(({ position }) => here.has(position));
  const refused: Refused = new Map(
    items
      .filter(({ position }) => !here.has(position))
      .map(({ position }) => [position, { rule: null, message: GONE }]),
  );
  const pairs = left.map(({ householdId, cadreId }) => ({ householdId: householdId ?? '', cadreId }));
  const facts = await lockAndLoad(
    unit,
    today,
    pairs.map((pair) => pair.householdId),
    pairs.map((pair) => pair.cadreId),
    run.year,
  );
  const placed = await placeAll(
    unit,
    facts,
    pairs.map((pair) => ({ ...pair, source: 'ASSIGNED' as const })),
    act,
  );
  placed.forEach(({ refusal }, i) => {
    const item = left[i];
    if (refusal && item) refused.set(item.position, refusal);
  });
  return refused;
}

/** Those whose household lies in scope and whose cadre is the caller's to place, their own or sent by the city, or claims the household (R6). */
async function stillHere(
  { sql: db, scope }: UnitOfWork,
  year: number,
  items: readonly RunItem[],
): Promise<Set<number>> {
  const { rows } = await sql<{ position: number }>`select t.position
    from unnest(${items.map((item) => item.position)}::int[], ${items.map((item) => item.householdId)}::uuid[],
      ${items.map((item) => item.cadreId)}::uuid[]) as t(position, household_id, cadre_id)
    join household h on h.id = t.household_id and h.path >= ${scope.lo} and h.path < ${scope.hi}
    where exists (select from cadre c where c.id = t.cadre_id and c.path >= ${scope.lo} and c.path < ${scope.hi})
      or t.cadre_id in (select s.cadre_id from ${sentFor(scope, year)} s)
      or exists (select from pairing_claim k where k.household_id = h.id and k.cadre_id = t.cadre_id and k.status = 'OPEN')`.execute(
    db,
  );
  return new Set(rows.map(({ position }) => position));
}

async function excuse(
  unit: UnitOfWork,
  today: Day,
  { waiverReason, reason: note, year }: StoredRun,
  items: readonly RunItem[],
  act: Act,
): Promise<Refused> {
  const reason = waiverReason ?? 'OTHER';
  because(unit, note ?? WAIVER_WORDS[reason]);
  const cadreIds = items.map(({ cadreId }) => cadreId);
  const { refused } = await waiveEach(unit, today, { cadreIds, reason, note, year }, act);
  const why = new Map(refused.map(({ cadreId, refusal }) => [cadreId, refusal]));
  return new Map(
    items.flatMap(({ position, cadreId }) => {
      const refusal = why.get(cadreId);
      return refusal ? [[position, refusal] as const] : [];
    }),
  );
}
