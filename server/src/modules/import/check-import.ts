import { sql } from 'kysely';
import type { Clock } from '../../platform/clock.ts';
import { scopeOf, systemScope, type Scope } from '../../platform/auth/scope.ts';
import type { Vault } from '../../platform/crypto.ts';
import type { Database } from '../../platform/db/database.ts';
import { BatchVault, type PersonVault } from '../people/index.ts';
import { loadCadreFacts, villagePath } from './facts/cadre-facts.ts';
import { loadHouseholdFacts } from './facts/household-facts.ts';
import { reading, type Reader } from './facts/reader.ts';
import { readingContext } from './facts/reference.ts';
import type { Field } from './layout/fields.ts';
import { noCounts } from './layout/roster-rows.ts';
import { indexHouseholds, matchClaim } from './match/claims.ts';
import { openRoster, readCadres, readHouseholds, type CheckedRow, type OpenRoster } from './read-roster.ts';
import { alone } from '../../platform/db/alone.ts';
import { BatchStore, forgetBatches, isWritable } from './store/batches.ts';
import { CaseBook } from './store/cases.ts';
import { Locker } from '../../platform/locker.ts';
import type { JudgedRow } from './store/sealed-rows.ts';
import { loadRun, setRun, type RunCounts, type StoredRun } from './store/runs.ts';
import { demandStanding } from './store/standing.ts';
import { judgeCadre } from './verdict/judge-cadre.ts';
import { judgeHousehold } from './verdict/judge-household.ts';
import type { Judgement } from './verdict/judgement.ts';
import type { CadreRecord, HouseholdRecord } from './verdict/records.ts';
import { WorkbookRefusal } from './workbook/refusal.ts';
import { DEFAULT_LIMITS } from './workbook/workbook.ts';

type Record_ = CadreRecord | HouseholdRecord;
type Row = CheckedRow<Record_>;

/** So many rows are looked up at once. */
const LOOKED_UP = 1000;
/** So many rows are written in one transaction. */
const WRITTEN = 500;

export interface ImportParts {
  db: Database;
  vault: Vault;
  clock: Clock;
  /** Where a run's encrypted file lies. */
  fileOf: (runId: string) => string;
}

/**
 * Reads a run's file and says of every row what would become of it; writes nothing but that. May be run again at any time, also
 * while another process is at it: one checks, the other finds it checked.
 */
export function checkImport(parts: ImportParts, runId: string): Promise<void> {
  return alone(parts.db, `import check ${runId}`, () => checkAlone(parts, runId));
}

async function checkAlone(parts: ImportParts, runId: string): Promise<void> {
  const { db, vault, clock, fileOf } = parts;
  const run = await loadRun(db, runId);
  if (!run?.runKey || !run.fileKey) return;
  const started = {
    state: 'CHECKING' as const,
    startedAt: clock.now(),
    done: 0,
    problem: null,
    problemCode: null,
  };
  // CHECKING: whoever was at it was killed.
  if (!(await setRun(db, runId, ['UPLOADED', 'CHECKING'], started))) return;
  const locker = Locker.open(vault, { runKey: run.runKey, fileKey: run.fileKey });
  try {
    const choices = new Map(
      Object.entries(run.choices).map(([at, field]) => [Number(at), field as Field | null]),
    );
    const roster = await openRoster(run.kind, await locker.load(fileOf(runId)), choices);
    const header = { ...roster.header, missing: roster.missing, sheet: roster.sheet.name };
    if (roster.missing.length > 0) {
      await setRun(db, runId, ['CHECKING'], { state: 'NEEDS_COLUMNS', header });
      return;
    }
    await setRun(db, runId, ['CHECKING'], { header, total: 0 });
    await checkRows(parts, run, roster, locker);
  } catch (error) {
    if (!(error instanceof WorkbookRefusal)) throw error;
    await setRun(db, runId, ['CHECKING'], {
      state: 'REFUSED',
      problemCode: error.code,
      problem: error.message,
      finishedAt: clock.now(),
    });
  }
}

async function checkRows(
  parts: ImportParts,
  run: StoredRun,
  roster: OpenRoster,
  locker: Locker,
): Promise<void> {
  const { db, clock } = parts;
  const scope = scopeOf('territory', run.path);
  const read = reading(db, scope);
  const context = await readingContext(read, run.path, clock.today());
  const layout = noCounts();
  const counts = noRunCounts();
  await forgetBatches(db, run.id);
  const store = new BatchStore(db, run.id, locker, WRITTEN);
  const rows: AsyncGenerator<Row[]> =
    run.kind === 'CADRES'
      ? readCadres(roster, context, layout, run.mends)
      : readHouseholds(roster, context, layout, run.mends);
  const cases = await CaseBook.open(db, run, context.all, clock.today());
  try {
    for await (const batch of batches(rows, LOOKED_UP)) {
      await demandStanding(db, clock, run);
      const people = new BatchVault(parts.vault);
      const indexes = batch.map(({ record: { identity } }) =>
        identity === undefined ? undefined : people.indexesOf(identity),
      );
      const judgements = await judgeBatch(parts, run, { scope, read, people }, batch, counts);
      await cases.note(batch, indexes, judgements);
      count(counts, batch, judgements);
      if (counts.rows > DEFAULT_LIMITS.maxRows) throw new WorkbookRefusal('TOO_MANY_ROWS');
      await store.add(batch.map((row, i) => judgedRow(row, judgements[i]!, indexes[i]?.[0])));
      const { share } = roster.sheet;
      const total = share ? Math.round(counts.rows / share) : 0;
      if (!(await setRun(db, run.id, ['CHECKING'], { done: counts.rows, total })))
        return forgetLeft(db, run.id);
    }
  } finally {
    await cases.close();
  }
  await store.close();
  if (counts.rows === 0) throw new WorkbookRefusal('NO_ROWS');
  const ready = {
    state: 'READY' as const,
    counts,
    layout,
    total: counts.rows,
    done: counts.rows,
    finishedAt: clock.now(),
  };
  if (!(await setRun(db, run.id, ['CHECKING'], ready))) await forgetLeft(db, run.id);
}

/** It may have been put aside meanwhile: what came after its erasure goes, too. */
async function forgetLeft(db: Database, runId: string): Promise<void> {
  const run = await loadRun(db, runId);
  if (!run || run.erasedAt || run.state === 'LEFT') await forgetBatches(db, runId);
}

const judgedRow = (
  { source, record, finding }: Row,
  judgement: Judgement,
  index: Buffer | undefined,
): JudgedRow => ({ row: source.number, raw: source.raw, record, finding, judgement, index });

async function judgeBatch(
  { db, vault }: ImportParts,
  run: StoredRun,
  look: { scope: Scope; read: Reader; people: PersonVault },
  batch: readonly Row[],
  counts: RunCounts,
): Promise<Judgement[]> {
  const sources = { ...look, readAll: reading(db, systemScope), vault, year: run.year };
  if (run.kind === 'HOUSEHOLDS') {
    const rows = batch as CheckedRow<HouseholdRecord>[];
    const facts = await loadHouseholdFacts(
      sources,
      rows.map(({ record }) => record),
    );
    return rows.map(({ record, finding }) => judgeHousehold(record, finding, facts));
  }
  const rows = batch as CheckedRow<CadreRecord>[];
  const facts = await loadCadreFacts(
    sources,
    rows.map(({ record }) => record),
  );
  const judgements = rows.map(({ record, finding }) => judgeCadre(record, finding, facts));
  const news = rows.filter(({ record, finding }, i) => {
    const { held, verdict, targetId } = judgements[i]!;
    if (!record.claim || held || verdict === 'REFUSE' || finding.kind === 'REPEAT') return false;
    return !targetId || !facts.hasClaim(targetId, record);
  });
  await countClaims(look.read, look.scope, news, counts);
  const units = new Set(counts.newUnits);
  for (const { record, finding } of rows) {
    if (finding.kind === 'FIRST' && !facts.unitKnown(record.unit)) units.add(record.unit);
  }
  counts.newUnits = [...units];
  return judgements;
}

/** How the claims would be matched if they were written now. */
async function countClaims(
  read: Reader,
  scope: Scope,
  rows: readonly CheckedRow<CadreRecord>[],
  counts: RunCounts,
): Promise<void> {
  const wanted = rows.flatMap(({ record }) => {
    const path = villagePath(record.claim!, scope);
    return path ? [{ path, head: record.claim!.head }] : [];
  });
  const stored = await read(sql<{ id: string; villageId: string; head: string }>`
    select h.id, h.path as "villageId", h.head_name as head from household h
    join (select distinct * from unnest(${wanted.map((w) => w.path)}::text[], ${wanted.map((w) => w.head)}::text[])) as w(path, head)
      on h.path = w.path and h.head_name = w.head where h.ended_on is null`);
  const index = indexHouseholds(stored);
  counts.claims.written += rows.length;
  for (const { record } of rows) {
    const { status } = matchClaim(villagePath(record.claim!, scope), record.claim!.head, index);
    if (status === 'OPEN') counts.claims.open += 1;
    else if (status === 'UNKNOWN') counts.claims.unknown += 1;
    else counts.claims.ambiguous += 1;
  }
}

function count(counts: RunCounts, batch: readonly Row[], judgements: readonly Judgement[]): void {
  const add = (table: Record<string, number>, key: string) => {
    table[key] = (table[key] ?? 0) + 1;
  };
  judgements.forEach((judgement, i) => {
    const { verdict, held, reasons, changes } = judgement;
    counts.rows += 1;
    counts.verdicts[verdict] += 1;
    if (held) counts.held += 1;
    if (isWritable(judgement)) counts.writable += 1;
    for (const code of new Set(reasons.map((reason) => reason.code))) add(counts.reasons, code);
    if (verdict === 'REFUSE')
      for (const field of Object.keys(batch[i]!.record.faults)) add(counts.faults, field);
    for (const field of changes) add(counts.changes, field);
  });
}

function noRunCounts(): RunCounts {
  return {
    rows: 0,
    held: 0,
    writable: 0,
    reasons: {},
    faults: {},
    changes: {},
    newUnits: [],
    verdicts: { ADD: 0, CHANGE: 0, SKIP: 0, REFUSE: 0, REVIEW: 0 },
    claims: { written: 0, open: 0, unknown: 0, ambiguous: 0 },
  };
}

/** Blocks of any size as batches of one. */
async function* batches<T>(blocks: AsyncIterable<readonly T[]>, size: number): AsyncGenerator<T[]> {
  let batch: T[] = [];
  for await (const block of blocks) {
    for (const item of block) {
      batch.push(item);
      if (batch.length < size) continue;
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}
