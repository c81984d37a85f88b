import { sql } from 'kysely';
import { systemScope } from '../../../platform/auth/scope.ts';
import type { Database } from '../../../platform/db/database.ts';
import { statement } from '../../../platform/db/query-builder.ts';
import type { RosterKind } from '../layout/fields.ts';
import type { Header } from '../layout/header.ts';
import type { LayoutCounts } from '../layout/roster-rows.ts';
import type { Mends } from '../read-roster.ts';
import type { Verdict } from '../verdict/records.ts';

export type RunState =
  | 'UPLOADED'
  | 'CHECKING'
  | 'NEEDS_COLUMNS'
  | 'READY'
  | 'WRITING'
  | 'DONE'
  | 'REFUSED'
  | 'FAILED'
  | 'LEFT';

/** What the preview counts. Rows by verdict add up to `rows`; the rest says why. */
export interface RunCounts {
  rows: number;
  verdicts: Record<Verdict, number>;
  /** REVIEW rows of which nothing is written before somebody has decided. */
  held: number;
  reasons: Record<string, number>;
  faults: Record<string, number>;
  changes: Record<string, number>;
  /** Rows that would be written. */
  writable: number;
  newUnits: string[];
  claims: { written: number; open: number; unknown: number; ambiguous: number };
}

export interface RunOutcome {
  added: number;
  changed: number;
  claims: number;
  /** After the last row: what became of claims, and who is missing. */
  paired: number;
  known: number;
  disputed: number;
  unknown: number;
  ambiguous: number;
  missing: number;
}

/** A run as it is stored. */
export interface StoredRun {
  id: string;
  kind: RosterKind;
  accountId: string;
  grantId: string | null;
  path: string;
  year: number;
  fileName: string;
  fileBytes: number;
  state: RunState;
  runKey: Buffer | null;
  fileKey: Buffer | null;
  choices: Record<string, string | null>;
  mends: Mends;
  header: (Header & { missing: string[]; sheet: string }) | null;
  layout: LayoutCounts | null;
  counts: RunCounts | null;
  outcome: RunOutcome | null;
  done: number;
  total: number;
  problemCode: string | null;
  problem: string | null;
  startedAt: Date | null;
  finishedAt: Date | null;
  createdAt: Date;
  expiresAt: Date;
  erasedAt: Date | null;
  version: number;
}

export const runColumns = sql`id, kind, account_id as "accountId", grant_id as "grantId", path, year, file_name as "fileName",
  file_bytes as "fileBytes", case when expires_at > now() then state when state in ('DONE', 'REFUSED', 'FAILED') then state else 'LEFT' end
  as state, run_key as "runKey", file_key as "fileKey", choices, mends, header, layout, counts, outcome, done, total,
  problem_code as "problemCode", problem, started_at as "startedAt", finished_at as "finishedAt", created_at as "createdAt",
  expires_at as "expiresAt", erased_at as "erasedAt", version`;

/** A run that hasn't expired; undefined reads "not there". */
export async function loadRun(
  db: Database,
  id: string,
  importer?: { accountId: string; grantId: string | null },
): Promise<StoredRun | undefined> {
  const own = importer
    ? sql`account_id = ${importer.accountId} and grant_id = ${importer.grantId}`
    : sql`true`;
  const query = sql<StoredRun>`select ${runColumns} from import_run where id = ${id} and ${own}`;
  return db.row(systemScope, statement(query));
}

const nobody = { accountId: null, grantId: null };

type Settable = Partial<
  Pick<
    StoredRun,
    | 'state'
    | 'choices'
    | 'mends'
    | 'header'
    | 'layout'
    | 'counts'
    | 'outcome'
    | 'done'
    | 'total'
    | 'problemCode'
    | 'problem'
    | 'startedAt'
    | 'finishedAt'
  >
>;

const COLUMNS: Record<keyof Settable, string> = {
  state: 'state',
  choices: 'choices',
  mends: 'mends',
  header: 'header',
  layout: 'layout',
  counts: 'counts',
  outcome: 'outcome',
  done: 'done',
  total: 'total',
  problemCode: 'problem_code',
  problem: 'problem',
  startedAt: 'started_at',
  finishedAt: 'finished_at',
};
const JSON_COLUMNS = new Set(['choices', 'mends', 'header', 'layout', 'counts', 'outcome']);

/**
 * Changes a run, if it still is in one of the given states.
 * @returns whether it was
 */
export async function setRun(
  db: Database,
  id: string,
  from: readonly RunState[],
  values: Settable,
): Promise<boolean> {
  const sets = (Object.keys(values) as (keyof Settable)[]).map((key) => {
    const value = JSON_COLUMNS.has(key)
      ? sql`${JSON.stringify(values[key])}::jsonb`
      : sql`${values[key] ?? null}`;
    return sql`${sql.ref(COLUMNS[key])} = ${value}`;
  });
  return db.write(nobody, systemScope, async (unit) => {
    const { rows } = await sql<{ id: string }>`
      update import_run set ${sql.join(sets)}, version = version + 1
      where id = ${id} and state = any(${[...from]}::text[]) and expires_at > now() returning id`.execute(
      unit.sql,
    );
    return rows.length > 0;
  });
}
