import { sql, type RawBuilder } from 'kysely';
import { systemScope } from '../../../platform/auth/scope.ts';
import type { Database, UnitOfWork } from '../../../platform/db/database.ts';
import { statement } from '../../../platform/db/query-builder.ts';
import type { Judgement } from '../verdict/judgement.ts';
import type { Verdict } from '../verdict/records.ts';
import type { Locker } from '../../../platform/locker.ts';
import { sealRows, showRows, type JudgedRow, type ShownRow } from './sealed-rows.ts';

const nobody = { accountId: null, grantId: null };
const COUNTS: Record<Verdict, string> = {
  ADD: 'adds',
  CHANGE: 'changes',
  SKIP: 'skips',
  REFUSE: 'refusals',
  REVIEW: 'reviews',
};
/** A batch that nothing would be written of is closed after so many rows. */
const LONGEST = 2000;

/** What would be written of a row if it were written now. */
export const isWritable = ({ verdict, held }: Judgement): boolean =>
  !held && verdict !== 'SKIP' && verdict !== 'REFUSE';

/** The commit isn't waited for: what a crash of the database takes with it is checked or written again. */
export const hurry = (unit: UnitOfWork): Promise<unknown> =>
  sql`set local synchronous_commit = off`.execute(unit.sql);

/** Stores judged rows in batches of `writable` rows that one transaction will write, and some that it won't. */
export class BatchStore {
  readonly #db: Database;
  readonly #runId: string;
  readonly #locker: Locker;
  readonly #size: number;
  #open: JudgedRow[] = [];
  #writable = 0;

  constructor(db: Database, runId: string, locker: Locker, size: number) {
    this.#db = db;
    this.#runId = runId;
    this.#locker = locker;
    this.#size = size;
  }

  async add(rows: readonly JudgedRow[]): Promise<void> {
    for (const row of rows) {
      this.#open.push(row);
      if (isWritable(row.judgement)) this.#writable += 1;
      if (this.#writable >= this.#size || this.#open.length >= LONGEST) await this.close();
    }
  }

  /** Stores what isn't a whole batch yet. */
  async close(): Promise<void> {
    const rows = this.#open;
    if (rows.length === 0) return;
    this.#open = [];
    this.#writable = 0;
    const of = (verdict: Verdict) => rows.filter(({ judgement }) => judgement.verdict === verdict).length;
    const sealed = sealRows(this.#locker, rows);
    await this.#db.write(nobody, systemScope, async (unit) => {
      await hurry(unit);
      await sql`
        insert into import_batch (run_id, first_row, adds, changes, skips, refusals, reviews, sealed)
        values (${this.#runId}, ${rows[0]!.row}, ${of('ADD')}, ${of('CHANGE')}, ${of('SKIP')}, ${of('REFUSE')}, ${of('REVIEW')}, ${sealed})
        on conflict do nothing`.execute(unit.sql);
    });
  }
}

export async function forgetBatches(db: Database, runId: string): Promise<void> {
  await db.write(nobody, systemScope, async (unit) => {
    await sql`delete from import_batch where run_id = ${runId}`.execute(unit.sql);
  });
}

const read = <T>(db: Database, query: RawBuilder<T>): Promise<T[]> => db.rows(systemScope, statement(query));

interface Listed {
  firstRow: number;
  n: number;
}

/** How many rows of a verdict (or of any) each batch has, in the order of the sheet. */
function listBatches(db: Database, runId: string, verdict: Verdict | null | undefined): Promise<Listed[]> {
  const n = verdict ? sql.ref(COUNTS[verdict]) : sql`adds + changes + skips + refusals + reviews`;
  return read(
    db,
    sql<Listed>`select first_row as "firstRow", ${n} as n from import_batch where run_id = ${runId} order by first_row`,
  );
}

async function openBatch(db: Database, runId: string, locker: Locker, firstRow: number): Promise<ShownRow[]> {
  const [batch] = await read(
    db,
    sql<{
      sealed: Buffer;
    }>`select sealed from import_batch where run_id = ${runId} and first_row = ${firstRow}`,
  );
  return batch ? showRows(locker, batch.sealed) : [];
}

export interface RowsPage {
  rows: ShownRow[];
  total: number;
}

/** A page of a run's rows in the order of the sheet; only the batches that it touches are opened. */
export async function pageOfRows(
  db: Database,
  runId: string,
  locker: Locker,
  which: { verdict?: Verdict | null | undefined; offset: number; size: number },
): Promise<RowsPage> {
  const { verdict, offset, size } = which;
  const batches = await listBatches(db, runId, verdict);
  const rows: ShownRow[] = [];
  let passed = 0;
  for (const { firstRow, n } of batches) {
    const from = Math.max(0, offset - passed);
    if (n > 0 && from < n && rows.length < size) {
      const opened = await openBatch(db, runId, locker, firstRow);
      const fitting = verdict ? opened.filter(({ judgement }) => judgement.verdict === verdict) : opened;
      rows.push(...fitting.slice(from, from + size - rows.length));
    }
    passed += n;
  }
  return { rows, total: passed };
}

/** All rows of a verdict, a batch in memory at a time. */
export async function* rowsOf(
  db: Database,
  runId: string,
  locker: Locker,
  fits: (row: ShownRow) => boolean,
  verdicts: readonly Verdict[],
): AsyncGenerator<ShownRow> {
  const some = new Set<number>();
  for (const verdict of verdicts) {
    for (const { firstRow, n } of await listBatches(db, runId, verdict)) if (n > 0) some.add(firstRow);
  }
  for (const firstRow of [...some].toSorted((a, b) => a - b)) {
    yield* (await openBatch(db, runId, locker, firstRow)).filter(fits);
  }
}

/** Rows by their numbers in the sheet. */
export async function rowsByNumber(
  db: Database,
  runId: string,
  locker: Locker,
  numbers: readonly number[],
): Promise<Map<number, ShownRow>> {
  const firsts = (await listBatches(db, runId, null)).map(({ firstRow }) => firstRow);
  const wanted = new Set(numbers.map((number) => firsts.findLast((first) => first <= number)));
  const found = new Map<number, ShownRow>();
  for (const first of wanted) {
    if (first === undefined) continue;
    for (const row of await openBatch(db, runId, locker, first)) found.set(row.row, row);
  }
  return found;
}
