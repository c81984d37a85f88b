import { sql } from 'kysely';
import { systemScope, type Scope } from '../../../platform/auth/scope.ts';
import type { Database, UnitOfWork } from '../../../platform/db/database.ts';
import { notFound } from '../../../platform/errors.ts';
import type { Stage } from '../engine/problem.ts';
import type { AllocationState, AllocationStep } from '../enums.type.ts';
import type { RunSettings } from '../settings.ts';
import type { RunBinding } from './binding.ts';
import type { Counts } from './outcome.ts';
import { statement } from '../../../platform/db/query-builder.ts';

export interface StageValue {
  stage: Stage;
  value: string;
  bound: string;
}

/** A run as it is stored. */
export interface StoredRun {
  id: string;
  path: string;
  year: number;
  /** Who asked last for it to be worked out or published, and under which grant: in that name the job works (R31). */
  accountId: string;
  grantId: string;
  settings: RunSettings;
  state: AllocationState;
  step: AllocationStep | null;
  progress: number;
  round: number;
  stale: boolean;
  lost: number;
  problem: string | null;
  needsReason: boolean;
  reason: string | null;
  workedOn: string | null;
  workedAt: Date | null;
  inputDigest: string | null;
  resultDigest: string | null;
  stages: StageValue[] | null;
  scarce: string[] | null;
  /** Null for runs of before it was told. */
  binding: RunBinding | null;
  counts: Counts | null;
  /** Digest of what the proposal's wishes went by. */
  basis: string | null;
  publishedBy: string | null;
  publishedAt: Date | null;
  openedAt: Date;
  version: number;
}

const columns = sql`r.id, r.path, r.year, r.asked_by as "accountId", r.asked_under as "grantId", r.settings, r.state, r.step, r.progress,
  r.round, r.stale, r.lost, r.problem, r.needs_reason as "needsReason", r.reason, r.worked_on as "workedOn",
  r.worked_at as "workedAt", r.input_digest as "inputDigest", r.result_digest as "resultDigest", r.stages, r.scarce, r.binding, r.counts, r.basis,
  r.published_by as "publishedBy", r.published_at as "publishedAt",
  r.opened_at as "openedAt", r.version`;

/** As whoever may see it reads it: with the names of the area and of those who acted, which are the system's to read. */
export type ShownRun = StoredRun & { area: string; openedByName: string; publishedByName: string | null };
const shown = sql`select ${columns}, g.name as area, a.display_name as "openedByName", b.display_name as "publishedByName"
  from allocation_run r join region g on g.path = r.path join account a on a.id = r.account_id
  left join account b on b.id = r.published_by`;

/** A run of the caller's area or of one within it. @throws NOT_FOUND */
export async function runInScope(db: Database, { lo, hi }: Scope, id: string): Promise<ShownRun> {
  const run = await db.row(
    systemScope,
    statement(sql<ShownRun>`${shown} where r.id = ${id} and r.path >= ${lo} and r.path < ${hi}`),
  );
  if (!run) throw notFound('次统筹分配');
  return run;
}

/** Runs of the caller's area and of those within it, the newest first. */
export function runsInScope(
  db: Database,
  { lo, hi }: Scope,
  page: { size: number; offset: number },
): Promise<ShownRun[]> {
  return db.rows(
    systemScope,
    statement(
      sql<ShownRun>`${shown} where r.path >= ${lo} and r.path < ${hi} order by r.id desc limit ${page.size} offset ${page.offset}`,
    ),
  );
}

export async function countRuns(db: Database, { lo, hi }: Scope): Promise<number> {
  const query = sql<{
    n: number;
  }>`select count(*)::int as n from allocation_run where path >= ${lo} and path < ${hi}`;
  return (await db.row(systemScope, statement(query)))?.n ?? 0;
}

/** The run that has the say over some of this area just now. */
export const runInTheWay = (
  db: Database,
  { lo, hi }: { lo: string; hi: string },
): Promise<ShownRun | undefined> =>
  db.row(
    systemScope,
    statement(sql<ShownRun>`${shown} where r.state in ('WORKING', 'PROPOSED', 'PUBLISHING')
      and path_range(r.path, left(r.path, -1) || '0') && path_range(${lo}, ${hi}) limit 1`),
  );

/** A run, whoever made it; undefined where there is none. */
export const loadRun = (db: Database, id: string): Promise<StoredRun | undefined> =>
  db.row(systemScope, statement(sql<StoredRun>`select ${columns} from allocation_run r where r.id = ${id}`));

/** Runs that a killed process left on their way. */
export const unfinishedRuns = (db: Database): Promise<{ id: string }[]> =>
  db.rows(
    systemScope,
    statement(
      sql<{ id: string }>`select id from allocation_run where state in ('WORKING', 'PUBLISHING') order by id`,
    ),
  );

/** The run behind a lock, so that whoever decides about it and whoever works on it take turns. @throws NOT_FOUND */
export async function lockRun({ sql: db }: UnitOfWork, id: string): Promise<StoredRun> {
  const { rows } =
    await sql<StoredRun>`select ${columns} from allocation_run r where r.id = ${id} for update`.execute(db);
  if (!rows[0]) throw notFound('次统筹分配');
  return rows[0];
}

type Settable = Partial<{
  state: AllocationState;
  settings: string;
  step: AllocationStep | null;
  progress: number;
  round: number;
  stale: boolean;
  lost: number;
  problem: string | null;
  needs_reason: boolean;
  reason: string | null;
  worked_on: string;
  worked_at: Date;
  input_digest: string;
  result_digest: string;
  stages: string;
  proofs: Buffer[];
  scarce: string[];
  binding: string;
  counts: string;
  asked_by: string;
  asked_under: string | null;
  basis: string;
  certificate: string;
  published_by: string | null;
  published_under: string | null;
  published_at: Date;
  ended_at: Date | null;
}>;

/** Changes a run whose lock one holds. */
export async function setRun({ sql: db }: UnitOfWork, id: string, values: Settable): Promise<void> {
  const sets = Object.entries(values).map(([column, value]) => sql`${sql.ref(column)} = ${value}`);
  await sql`update allocation_run set ${sql.join(sets)}, version = version + 1 where id = ${id}`.execute(db);
}

const nobody = { accountId: null, grantId: null };

/**
 * Says how far the work on a run is; the version stays, so that whoever looks at it may still act on what they saw.
 * @returns whether the work is still wanted
 */
export function moveOn(
  db: Database,
  run: StoredRun,
  step: AllocationStep,
  progress: number,
): Promise<boolean> {
  return db.write(nobody, systemScope, async (unit) => {
    const { rows } = await sql<{
      id: string;
    }>`update allocation_run set step = ${step}, progress = ${progress}
      where id = ${run.id} and state = ${run.state} and round = ${run.round} returning id`.execute(unit.sql);
    return rows.length > 0;
  });
}

/** Leaves a run that is still on its way in another state. */
export const leaveRun = (db: Database, { id, round }: StoredRun, values: Settable): Promise<void> =>
  db.write(nobody, systemScope, async (unit) => {
    const now = await lockRun(unit, id);
    if ((now.state === 'WORKING' || now.state === 'PUBLISHING') && now.round === round)
      await setRun(unit, id, values);
  });
