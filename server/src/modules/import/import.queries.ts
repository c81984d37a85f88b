import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '../../platform/auth/actor.ts';
import { systemScope, type Scope } from '../../platform/auth/scope.ts';
import type { Vault } from '../../platform/crypto.ts';
import type { Database } from '../../platform/db/database.ts';
import { statement } from '../../platform/db/query-builder.ts';
import { notFound } from '../../platform/errors.ts';
import { offsetOf, type List, type PageInput } from '../../platform/graphql/page.ts';
import type { ImportRowFilter } from './import.inputs.ts';
import type { ImportClaim, ImportRow, ImportRun } from './import.type.ts';
import { pageOfRows } from './store/batches.ts';
import { Locker } from '../../platform/locker.ts';
import { loadRun, runColumns, type StoredRun } from './store/runs.ts';
import { showCells, showRun } from './show.ts';

async function total(db: Database, scope: Scope, query: RawBuilder<{ n: number }>): Promise<number> {
  return (await db.row(scope, statement(query)))?.n ?? 0;
}

/** Whose run it is: an account under one of its grants (R31); under another one it is not there. */
type Importer = Pick<Actor, 'accountId' | 'grantId'>;

/** A run of this account and grant; "not there" and "not yours" read the same. @throws NOT_FOUND */
export async function ownRun(db: Database, importer: Importer, id: string): Promise<StoredRun> {
  const run = await loadRun(db, id, importer);
  if (!run) throw notFound('次导入');
  return run;
}

/** The importer's own runs, the newest first. */
export async function listRuns(
  db: Database,
  { accountId, grantId }: Importer,
  page: PageInput,
): Promise<List<ImportRun>> {
  const own = sql`from import_run where account_id = ${accountId} and grant_id = ${grantId}`;
  const runs = await db.rows(
    systemScope,
    statement(sql<StoredRun>`select ${runColumns} ${own}
      order by id desc limit ${page.size} offset ${offsetOf(page)}`),
  );
  return {
    items: runs.map(showRun),
    count: () => total(db, systemScope, sql`select count(*)::int as n ${own}`),
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
      };
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
  // Paired by hand since: of namesakes in one village the cadre has as many as there are such claims, or this one is still open.
  const paired = sql`(select count(*) from pairing p join household h on h.id = p.household_id
    where p.cadre_id = q.cadre_id and p.withdrawn_at is null and h.path = q.path and h.head_name = q.claimed_head)`;
  const from = sql`from (
      select q.*, row_number() over (partition by q.cadre_id, q.path, q.claimed_head order by q.id) as nth, ${paired} as paired
      from pairing_claim q where q.import_id = ${run.id} and q.status in ('UNKNOWN', 'AMBIGUOUS')
        and q.path >= ${scope.lo} and q.path < ${scope.hi}) k
    join cadre c on c.id = k.cadre_id where k.nth > k.paired`;
  return {
    items: await db.rows(
      scope,
      statement(sql<ImportClaim>`select k.id, k.source_row as "row", c.name as cadre, k.claimed_head as head, k.claimed_village as village,
        k.status ${from} order by k.source_row, k.id limit ${page.size} offset ${offsetOf(page)}`),
    ),
    count: () => total(db, scope, sql`select count(*)::int as n ${from}`),
  };
}
