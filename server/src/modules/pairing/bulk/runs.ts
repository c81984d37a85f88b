import { sql } from 'kysely';
import { systemScope, type Scope } from '../../../platform/auth/scope.ts';
import { NOBODY, type Database, type UnitOfWork } from '../../../platform/db/database.ts';
import { notFound } from '../../../platform/errors.ts';
import type { BoardKind } from '../board.rules.ts';
import type { WaiverReason } from '../waive.ts';
import { statement } from '../../../platform/db/query-builder.ts';

/** How far it is. NEEDS_REASON: a county was closed, and a change there wants to know why (R5). */
export type RunState = 'PLANNING' | 'READY' | 'RUNNING' | 'NEEDS_REASON' | 'STOPPED' | 'DONE' | 'FAILED';

export interface RunFilter {
  within: string | null;
  unitId: string | null;
  kind: BoardKind | null;
}

/** A run as it is stored. */
export interface StoredRun {
  id: string;
  kind: 'ASSIGN' | 'WAIVE';
  accountId: string;
  grantId: string;
  path: string;
  year: number;
  filter: RunFilter;
  waiverReason: WaiverReason | null;
  reason: string | null;
  state: RunState;
  found: number;
  total: number;
  done: number;
  refused: number;
  before: number;
  problem: string | null;
  startedAt: Date | string | null;
  finishedAt: Date | string | null;
}

const columns = sql`id, kind, account_id as "accountId", grant_id as "grantId", path, year, filter, waiver_reason as "waiverReason",
  reason, state, found, total, done, refused, before, problem, started_at as "startedAt", finished_at as "finishedAt"`;

/** A run, whoever made it; undefined where there is none. */
export const loadRun = (db: Database, id: string): Promise<StoredRun | undefined> =>
  db.row(systemScope, statement(sql<StoredRun>`select ${columns} from board_run where id = ${id}`));

/**
 * A run of this account under the area that it works in now.
 * @throws NOT_FOUND
 */
export async function ownRun(db: Database, scope: Scope, accountId: string, id: string): Promise<StoredRun> {
  const run = await db.row(
    scope,
    statement(sql<StoredRun>`select ${columns} from board_run
      where id = ${id} and account_id = ${accountId} and path = ${scope.lo}`),
  );
  if (!run) throw notFound('次办理');
  return run;
}

/** The account's runs under this area, the newest first. */
export const listRuns = (
  db: Database,
  scope: Scope,
  accountId: string,
  { size, offset }: { size: number; offset: number },
): Promise<StoredRun[]> =>
  db.rows(
    scope,
    statement(sql<StoredRun>`select ${columns} from board_run where account_id = ${accountId} and path = ${scope.lo}
      order by id desc limit ${size} offset ${offset}`),
  );

/** Runs that a killed process left on their way. */
export const unfinishedRuns = (db: Database): Promise<{ id: string }[]> =>
  db.rows(
    systemScope,
    statement(
      sql<{ id: string }>`select id from board_run where state in ('PLANNING', 'RUNNING') order by id`,
    ),
  );

/** The run behind a lock, so that two workers, or a worker and somebody who stops it, take turns. */
export async function lockRun({ sql: db }: UnitOfWork, id: string): Promise<StoredRun> {
  const { rows } = await sql<StoredRun>`select ${columns} from board_run where id = ${id} for update`.execute(
    db,
  );
  if (!rows[0]) throw notFound('次办理');
  return rows[0];
}

type Settable = Partial<{
  state: RunState;
  reason: string | null;
  found: number;
  total: number;
  done: number;
  refused: number;
  before: number;
  problem: string | null;
  started_at: Date;
  finished_at: Date | null;
}>;

/** Changes a run whose lock one holds. */
export async function setRun({ sql: db }: UnitOfWork, id: string, values: Settable): Promise<void> {
  const sets = Object.entries(values).map(([column, value]) => sql`${sql.ref(column)} = ${value}`);
  await sql`update board_run set ${sql.join(sets)}, version = version + 1 where id = ${id}`.execute(db);
}

/** Leaves a run that is still on its way in another state, as the system. */
export const leaveRun = (db: Database, id: string, values: Settable): Promise<void> =>
  db.write(NOBODY, systemScope, async (unit) => {
    const { state } = await lockRun(unit, id);
    if (state === 'PLANNING' || state === 'RUNNING') await setRun(unit, id, values);
  });
