import { sql, type RawBuilder } from 'kysely';
import { intersect, pathRange, systemScope, type Scope } from '../../platform/auth/scope.ts';
import type { Vault } from '../../platform/crypto.ts';
import type { Database } from '../../platform/db/database.ts';
import { build } from '../../platform/db/query-builder.ts';
import { notFound } from '../../platform/errors.ts';
import { offsetOf, type List, type PageInput } from '../../platform/graphql/page.ts';
import type { ImportReviewFilter, ImportRowFilter } from './import.inputs.ts';
import type { ImportClaim, ImportReview, ImportRow, ImportRun } from './import.type.ts';
import { pageOfRows } from './store/batches.ts';
import { Locker } from './store/locker.ts';
import { loadRun, runColumns, type StoredRun } from './store/runs.ts';
import { showCells, showRun } from './show.ts';

const compiled = <T>(query: RawBuilder<T>) => ({ compile: () => query.compile(build) });

async function total(db: Database, scope: Scope, query: RawBuilder<{ n: number }>): Promise<number> {
  return (await db.row(scope, compiled(query)))?.n ?? 0;
}

/** A run of this account; "not there" and "not yours" read the same. @throws NOT_FOUND */
export async function ownRun(db: Database, accountId: string, id: string): Promise<StoredRun> {
  const run = await loadRun(db, id, accountId);
  if (!run) throw notFound('次导入');
  return run;
}

/** The account's own runs, the newest first. */
export async function listRuns(db: Database, accountId: string, page: PageInput): Promise<List<ImportRun>> {
  const runs = await db.rows(
    systemScope,
    compiled(sql<StoredRun>`select ${runColumns} from import_run where account_id = ${accountId}
      order by id desc limit ${page.size} offset ${offsetOf(page)}`),
  );
  return {
    items: runs.map(showRun),
    count: () =>
      total(db, systemScope, sql`select count(*)::int as n from import_run where account_id = ${accountId}`),
  };
}

/** Rows of a run in the order of the sheet, masked. */
export async function listRows(
  db: Database,
  vault: Vault,
  run: StoredRun,
  filter: ImportRowFilter | null | undefined,
  page: PageInput,
): Promise<List<ImportRow>> {
  if (!run.runKey || !run.fileKey) return { items: [], count: () => Promise.resolve(0) };
  const locker = Locker.open(vault, { runKey: run.runKey, fileKey: run.fileKey });
  const { rows, total: all } = await pageOfRows(db, run.id, locker, {
    verdict: filter?.verdict,
    offset: offsetOf(page),
    size: page.size,
  });
  return {
    items: rows.map((row) => {
      const { verdict, held, reasons } = row.judgement;
      return {
        row: row.row,
        verdict,
        held,
        reasons: reasons.map((reason) => reason.message),
        cells: showCells(run, row),
      } as ImportRow;
    }),
    count: () => Promise.resolve(all),
  };
}

/** Claims of a run that wait for a household or for somebody's choice. */
export async function listUnmatched(
  db: Database,
  scope: Scope,
  run: StoredRun,
  page: PageInput,
): Promise<List<ImportClaim>> {
  const from = sql`from pairing_claim k join cadre c on c.id = k.cadre_id
    where k.import_id = ${run.id} and k.status in ('UNKNOWN', 'AMBIGUOUS') and k.path >= ${scope.lo} and k.path < ${scope.hi}`;
  return {
    items: await db.rows(
      scope,
      compiled(sql<ImportClaim>`select k.id, k.source_row as "row", c.name as cadre, k.claimed_head as head, k.claimed_village as village,
        k.status ${from} order by k.source_row, k.id limit ${page.size} offset ${offsetOf(page)}`),
    ),
    count: () => total(db, scope, sql`select count(*)::int as n ${from}`),
  };
}

/** Questions of rosters within the office's area; those handed up to it included. */
export async function listReviews(
  db: Database,
  scope: Scope,
  filter: ImportReviewFilter | null | undefined,
  page: PageInput,
  within?: string,
): Promise<List<ImportReview>> {
  const { lo, hi } = within ? intersect(scope, pathRange(within)) : scope;
  const kind = filter?.kind ? sql`and kind = ${filter.kind}` : sql``;
  const where = sql`from import_review where path >= ${lo} and path < ${hi} and state = ${filter?.done ? 'DONE' : 'OPEN'} ${kind}`;
  return {
    items: (
      await db.rows(
        scope,
        compiled(sql<ImportReview & { createdAt: string | Date }>`
          select id, kind, subject_type as "subjectType", subject_id as "subjectId", name, message, row_number as "row", state, note,
            created_at as "createdAt", version ${where} order by id limit ${page.size} offset ${offsetOf(page)}`),
      )
    ).map((review) => ({ ...review, createdAt: new Date(review.createdAt).toISOString() })),
    count: () => total(db, scope, sql`select count(*)::int as n ${where}`),
  };
}
