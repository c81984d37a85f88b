import { sql } from 'kysely';
import { calendarDate } from '../../platform/clock.ts';
import { scopeOf, systemScope } from '../../platform/auth/scope.ts';
import { uuids } from '../../platform/db/binary-array.ts';
import type { UnitOfWork } from '../../platform/db/database.ts';
import { BatchVault, povertyWeights, type PersonVault } from '../people/index.ts';
import type { ImportParts } from './check-import.ts';
import { loadCadreFacts } from './facts/cadre-facts.ts';
import { loadHouseholdFacts } from './facts/household-facts.ts';
import { reading, within } from './facts/reader.ts';
import { readingContext } from './facts/reference.ts';
import { finishImport } from './finish-import.ts';
import type { RegionFact } from './match/regions.ts';
import { alone } from '../../platform/db/alone.ts';
import { tryAgain } from '../../platform/db/try-again.ts';
import { hurry } from './store/batches.ts';
import { holdRows } from './store/held-rows.ts';
import { Locker } from '../../platform/locker.ts';
import { addReviews } from './store/reviews.ts';
import { openRows, type JudgedRow } from './store/sealed-rows.ts';
import { loadRun, setRun, type RunOutcome, type StoredRun } from './store/runs.ts';
import { demandStanding } from './store/standing.ts';
import { judgeCadre } from './verdict/judge-cadre.ts';
import { judgeHousehold } from './verdict/judge-household.ts';
import type { CadreRecord, HouseholdRecord } from './verdict/records.ts';
import type { BatchOutcome, BatchRow } from './write/batch.ts';
import { writeCadres } from './write/write-cadres.ts';
import { writeHouseholds } from './write/write-households.ts';

/** Batches under way at once: while the database inserts one, the next is sealed. */
const LANES = 2;

interface StoredBatch {
  firstRow: number;
  sealed: Buffer;
}

interface WritingContext {
  parts: ImportParts;
  run: StoredRun;
  locker: Locker;
  regions: readonly RegionFact[];
  byId: ReadonlyMap<string, RegionFact>;
  area: RegionFact;
  poorVillages: ReadonlySet<string>;
  today: string;
}

/**
 * Writes a checked run, a batch a transaction: each marks its rows as written in the same transaction that writes them, so that
 * a process killed midway leaves whole batches, and running it again goes on with the first that is missing.
 * @throws Error where rows of it are left that no batch has
 */
export async function writeImport(parts: ImportParts, runId: string): Promise<void> {
  const run = await loadRun(parts.db, runId);
  if (run?.state !== 'WRITING') return;
  // One writer a run, and one import a kind and area: two rosters with the same new people don't meet in the middle.
  const name = `import ${run.kind} ${run.path.slice(0, 12)}`;
  await alone(parts.db, name, () => writeAlone(parts, runId));
}

async function writeAlone(parts: ImportParts, runId: string): Promise<void> {
  const { db, vault, clock } = parts;
  const run = await loadRun(db, runId); // again: whoever went first may have written it
  if (run?.state !== 'WRITING' || !run.runKey || !run.fileKey) return;
  const locker = Locker.open(vault, { runKey: run.runKey, fileKey: run.fileKey });
  const context = await writingContext(parts, run, locker);
  // A cadre's further rows need the batch before them to be there; households stand for themselves.
  const lanes = run.kind === 'HOUSEHOLDS' ? LANES : 1;
  const ends = await Promise.allSettled(Array.from({ length: lanes }, () => writeBatches(context)));
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed) throw failed.reason;
  const { done = 0, total = 0 } = (await loadRun(db, runId)) ?? {};
  if (done < total) throw new Error(`import ${runId}: ${done} of ${total} rows written, and no batch left`);
  await demandStanding(db, clock, run);
  const outcome = await finishImport({ ...parts, locker, run });
  await setRun(db, runId, ['WRITING'], { state: 'DONE', outcome, finishedAt: clock.now() });
}

async function writingContext(parts: ImportParts, run: StoredRun, locker: Locker): Promise<WritingContext> {
  const { db, clock } = parts;
  const read = reading(db, scopeOf('territory', run.path));
  const { all } = await readingContext(read, run.path, clock.today());
  const poor = await read(sql<{ id: string }>`select id from region where poor`);
  const area = all.find(({ path }) => path === run.path);
  if (!area) throw new Error(`import ${run.id}: no region at ${run.path}`);
  return {
    parts,
    run,
    locker,
    regions: all,
    byId: new Map(all.map((region) => [region.id, region])),
    area,
    poorVillages: new Set(poor.map(({ id }) => id)),
    // The import's date is the day somebody said "write", also for what is written after midnight or a restart.
    today: calendarDate(run.startedAt ?? clock.now()),
  };
}

async function writeBatches(context: WritingContext): Promise<void> {
  while (await tryAgain(() => writeBatch(context))) {
    // each call is one transaction
  }
}

/** @returns whether there may be more */
async function writeBatch(context: WritingContext): Promise<boolean> {
  const { parts, run } = context;
  const principal = { accountId: run.accountId, grantId: run.grantId };
  await demandStanding(parts.db, parts.clock, run);
  return parts.db.write(principal, scopeOf('territory', run.path), async (unit) => {
    await hurry(unit);
    const { rows } = await sql<StoredBatch>`
      select b.first_row as "firstRow", b.sealed from import_batch b join import_run r on r.id = b.run_id
      where b.run_id = ${run.id} and b.written_at is null and r.state = 'WRITING'
      order by b.first_row limit 1 for update of b skip locked`.execute(unit.sql);
    const [batch] = rows;
    if (!batch) return false;
    const { outcome, judged, mentioned, indexOf } = await writeRows(context, unit, batch);
    await addReviews(unit, run, context.area, judged, outcome.targets);
    await holdRows(unit, parts.vault, run.id, judged, indexOf);
    await markWritten(unit, run.id, batch, outcome, { done: judged.length, mentioned });
    return true;
  });
}

async function writeRows(context: WritingContext, unit: UnitOfWork, { sealed }: StoredBatch) {
  const { parts, run, locker, area, regions, byId, poorVillages, today } = context;
  const scope = unit.scope;
  const people = new BatchVault(parts.vault); // made anew: between the check and the writing the keys may have been rotated
  const sources = {
    read: within(unit),
    readAll: reading(parts.db, systemScope),
    vault: parts.vault,
    people,
    scope,
    year: run.year,
  };
  const common = { unit, people, importId: run.id };
  if (run.kind === 'HOUSEHOLDS') {
    const all = openRows<HouseholdRecord>(locker, sealed, byId);
    const rows = standing(all);
    const facts = await loadHouseholdFacts(
      sources,
      rows.map(({ record }) => record),
    );
    const judged = rows.map(({ row, record, finding }): BatchRow<HouseholdRecord> => {
      return { row, record, finding, judgement: judgeHousehold(record, finding, facts) };
    });
    const weights = await povertyWeights(unit.sql); // of this batch: they may change while a roster is written
    const outcome = await writeHouseholds(
      { ...common, vault: parts.vault, facts, poorVillages, weights },
      judged,
    );
    return { judged, outcome, mentioned: mentionedIn(all), indexOf: indexesOf(people, rows) };
  }
  const all = openRows<CadreRecord>(locker, sealed, byId);
  const rows = standing(all);
  const facts = await loadCadreFacts(
    sources,
    rows.map(({ record }) => record),
  );
  const judged = rows.map(({ row, record, finding }): BatchRow<CadreRecord> => {
    return { row, record, finding, judgement: judgeCadre(record, finding, facts) };
  });
  const outcome = await writeCadres(
    { ...common, facts, scope, area, regions, year: run.year, today },
    judged,
  );
  return { judged, outcome, mentioned: mentionedIn(all), indexOf: indexesOf(people, rows) };
}

/** Rows that were refused or have nothing new when they were checked stay unwritten, whatever has happened since. */
function standing<R extends CadreRecord | HouseholdRecord>(rows: readonly JudgedRow<R>[]): JudgedRow<R>[] {
  return rows.filter(({ judgement: { verdict } }) => verdict !== 'REFUSE' && verdict !== 'SKIP');
}

const mentionedIn = (rows: readonly JudgedRow[]) => rows.flatMap(({ judgement }) => judgement.targetId ?? []);

/** The blind index of a row's number, for the few that wait. */
const indexesOf =
  (people: PersonVault, rows: readonly JudgedRow[]) =>
  (number: number): Buffer | undefined => {
    const identity = rows.find(({ row }) => row === number)?.record.identity;
    return identity === undefined ? undefined : people.indexOf(identity);
  };

async function markWritten(
  unit: UnitOfWork,
  runId: string,
  { firstRow }: StoredBatch,
  { added, changed, claims, targets }: BatchOutcome,
  { done, mentioned }: { done: number; mentioned: readonly string[] },
): Promise<void> {
  await sql`
    update import_batch set written_at = now(), targets = ${uuids([...new Set([...mentioned, ...targets.values()])])}::uuid[]
    where run_id = ${runId} and first_row = ${firstRow}`.execute(unit.sql);
  const zero: Pick<RunOutcome, 'added' | 'changed' | 'claims'> = { added: 0, changed: 0, claims: 0 };
  // The last statement: the run's row is what the batches under way meet at.
  await sql`
    update import_run set done = done + ${done}, version = version + 1,
      outcome = (select jsonb_object_agg(key, value::int + coalesce((coalesce(outcome, ${JSON.stringify(zero)}::jsonb) ->> key)::int, 0))
        from jsonb_each_text(${JSON.stringify({ added, changed, claims })}::jsonb))
    where id = ${runId}`.execute(unit.sql);
}
