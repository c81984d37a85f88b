import { sql } from 'kysely';
import { calendarDate } from '../../platform/clock.ts';
import { scopeOf, systemScope } from '../../platform/auth/scope.ts';
import type { UnitOfWork } from '../../platform/db/database.ts';
import type { ImportParts } from './check-import.ts';
import { loadCadreFacts } from './facts/cadre-facts.ts';
import { loadHouseholdFacts } from './facts/household-facts.ts';
import { reading, within } from './facts/reader.ts';
import { readingContext } from './facts/reference.ts';
import { finishImport } from './finish-import.ts';
import type { RegionFact } from './match/regions.ts';
import { Locker } from './store/locker.ts';
import { addReviews } from './store/reviews.ts';
import { loadRun, setRun, type RunOutcome, type StoredRun } from './store/runs.ts';
import { judgeCadre } from './verdict/judge-cadre.ts';
import { judgeHousehold } from './verdict/judge-household.ts';
import type { CadreRecord, HouseholdRecord } from './verdict/records.ts';
import type { BatchOutcome, BatchRow, SealedRow } from './write/batch.ts';
import { writeCadres } from './write/write-cadres.ts';
import { writeHouseholds } from './write/write-households.ts';

const BATCH = 500;
const TRIES = 4;

/** Unique violation, exclusion violation, serialisation failure, deadlock: somebody else wrote at the same moment; look again. */
const WORTH_ANOTHER_TRY = new Set(['23505', '23P01', '40001', '40P01']);

interface StoredRow {
  row: number;
  sealed: Buffer;
}

interface WritingContext {
  parts: ImportParts;
  run: StoredRun;
  locker: Locker;
  regions: readonly RegionFact[];
  area: RegionFact;
  poorVillages: ReadonlySet<string>;
  today: string;
}

/**
 * Writes a checked run, a batch a transaction: each marks its rows as written in the same transaction that writes them, so that
 * a process killed midway leaves whole batches, and running it again goes on with the first that is missing.
 */
export async function writeImport(parts: ImportParts, runId: string): Promise<void> {
  const { db, vault, clock } = parts;
  const run = await loadRun(db, runId);
  if (run?.state !== 'WRITING' || !run.runKey || !run.fileKey) return;
  const locker = Locker.open(vault, { runKey: run.runKey, fileKey: run.fileKey });
  const read = reading(db, scopeOf('territory', run.path));
  const { all } = await readingContext(read, run.path, clock.today());
  const poor = await read(sql<{ id: string }>`select id from region where poor`);
  const area = all.find(({ path }) => path === run.path);
  if (!area) throw new Error(`import ${runId}: no region at ${run.path}`);
  // The import's date is the day somebody said "write", also for what is written after midnight or a restart.
  const today = calendarDate(run.startedAt ?? clock.now());
  const context: WritingContext = {
    parts,
    run,
    locker,
    regions: all,
    area,
    poorVillages: new Set(poor.map(({ id }) => id)),
    today,
  };
  while (await again(() => writeBatch(context))) {
    // each call is one transaction
  }
  const outcome = await finishImport({ ...parts, locker, run });
  await setRun(db, runId, ['WRITING'], { state: 'DONE', outcome, finishedAt: clock.now() });
}

async function again<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      const code = (error as { code?: unknown }).code;
      if (attempt >= TRIES || typeof code !== 'string' || !WORTH_ANOTHER_TRY.has(code)) throw error;
    }
  }
}

/** @returns whether there may be more */
function writeBatch(context: WritingContext): Promise<boolean> {
  const { parts, run } = context;
  const principal = { accountId: run.accountId, grantId: run.grantId };
  return parts.db.write(principal, scopeOf('territory', run.path), async (unit) => {
    // One writer a run, and one import a kind and area: two rosters with the same new people don't meet in the middle.
    const {
      rows: [still],
    } = await sql<{ state: string }>`select state from import_run where id = ${run.id} for update`.execute(
      unit.sql,
    );
    if (still?.state !== 'WRITING') return false;
    await sql`select pg_advisory_xact_lock(hashtext(${`import ${run.kind} ${run.path.slice(0, 12)}`}))`.execute(
      unit.sql,
    );
    const { rows } = await sql<StoredRow>`
      select row_number as "row", sealed from import_row
      where run_id = ${run.id} and written_at is null and verdict <> 'REFUSE' and not (verdict = 'SKIP')
      order by row_number limit ${BATCH}`.execute(unit.sql);
    if (rows.length === 0) return false;
    const { outcome, judged } = await writeRows(context, unit, rows);
    await addReviews(unit, run, context.area, judged, outcome.targets);
    await markWritten(unit, run.id, rows, outcome);
    return rows.length === BATCH;
  });
}

async function writeRows(context: WritingContext, unit: UnitOfWork, rows: readonly StoredRow[]) {
  const { parts, run, locker, area, regions, poorVillages, today } = context;
  const scope = unit.scope;
  const sources = {
    read: within(unit),
    readAll: reading(parts.db, systemScope),
    vault: parts.vault,
    scope,
    year: run.year,
  };
  const common = { unit, vault: parts.vault, importId: run.id };
  if (run.kind === 'HOUSEHOLDS') {
    const opened = rows.map(({ row, sealed }) => ({
      row,
      ...locker.open<SealedRow<HouseholdRecord>>(sealed),
    }));
    const facts = await loadHouseholdFacts(
      sources,
      opened.map(({ record }) => record),
    );
    const judged = opened.map(({ row, record, finding }): BatchRow<HouseholdRecord> => {
      return { row, record, finding, judgement: judgeHousehold(record, finding, facts) };
    });
    return { judged, outcome: await writeHouseholds({ ...common, facts, poorVillages }, judged) };
  }
  const opened = rows.map(({ row, sealed }) => ({ row, ...locker.open<SealedRow<CadreRecord>>(sealed) }));
  const facts = await loadCadreFacts(
    sources,
    opened.map(({ record }) => record),
  );
  const judged = opened.map(({ row, record, finding }): BatchRow<CadreRecord> => {
    return { row, record, finding, judgement: judgeCadre(record, finding, facts) };
  });
  const outcome = await writeCadres(
    { ...common, facts, scope, area, regions, year: run.year, today },
    judged,
  );
  return { judged, outcome };
}

async function markWritten(
  unit: UnitOfWork,
  runId: string,
  rows: readonly StoredRow[],
  outcome: BatchOutcome,
): Promise<void> {
  const targets = rows.map(({ row }) => outcome.targets.get(row) ?? null);
  await sql`
    update import_row r set written_at = now(), target_id = coalesce(v.target_id, r.target_id)
    from unnest(${rows.map(({ row }) => row)}::int[], ${targets}::uuid[]) as v(row_number, target_id)
    where r.run_id = ${runId} and r.row_number = v.row_number`.execute(unit.sql);
  const { added, changed, claims } = outcome;
  const zero: Pick<RunOutcome, 'added' | 'changed' | 'claims'> = { added: 0, changed: 0, claims: 0 };
  await sql`
    update import_run set done = done + ${rows.length}, version = version + 1,
      outcome = (select jsonb_object_agg(key, value::int + coalesce((coalesce(outcome, ${JSON.stringify(zero)}::jsonb) ->> key)::int, 0))
        from jsonb_each_text(${JSON.stringify({ added, changed, claims })}::jsonb))
    where id = ${runId}`.execute(unit.sql);
}
