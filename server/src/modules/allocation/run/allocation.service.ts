import { sql } from 'kysely';
import type { Actor } from '../../../platform/auth/actor.ts';
import { covers, pathRange, type Scope } from '../../../platform/auth/scope.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Database, UnitOfWork } from '../../../platform/db/database.ts';
import { statement } from '../../../platform/db/query-builder.ts';
import { conflict, invalidInput, notFound } from '../../../platform/errors.ts';
import { audit } from '../../audit/index.ts';
import { demandPresentYear } from '../../pairing/index.ts';
import type {
  OpenAllocationInput,
  PublishAllocationInput,
  RunAllocationInput,
} from '../allocation.inputs.ts';
import type { AllocationState } from '../enums.type.ts';
import { yearOf } from '../year.ts';
import { forgetChanges } from './lines.ts';
import { settingsOf } from './run-settings.ts';
import { RunJob, type RunJobParts } from './run-job.ts';
import { lockRun, runInScope, runInTheWay, setRun, type ShownRun, type StoredRun } from './runs.ts';

const AGAIN: readonly AllocationState[] = ['PROPOSED', 'STOPPED', 'FAILED'];
const DISCARDABLE: readonly AllocationState[] = ['WORKING', ...AGAIN];

/** What people do with runs of an allocation (R9): open them, have them worked out again, stop, publish or discard them. */
export class AllocationService {
  readonly #db: Database;
  readonly #clock: Clock;
  readonly #job: RunJob;

  constructor(parts: RunJobParts) {
    this.#db = parts.db;
    this.#clock = parts.clock;
    this.#job = new RunJob(parts);
  }

  /** After a start: takes up what a killed process left on its way. */
  resume(): Promise<void> {
    return this.#job.resume();
  }

  /**
   * Opens a run over the caller's area, or over a county of it, and has it worked out.
   * @throws CONFLICT where another run has the say over some of it, INVALID_INPUT for a place that is no county
   */
  async open(actor: Actor, scope: Scope, input: OpenAllocationInput): Promise<ShownRun> {
    const db = this.#db;
    const path = input.path ?? scope.lo;
    await demandArea(db, scope, path);
    const { year } = await yearOf(db, input.year);
    const settings = await settingsOf(db, year, path, input.settings);
    const id = await this.#alone(scope, path, () =>
      db.write(actor, scope, async (unit) => {
        await demandPresentYear(unit, this.#clock.today(), year);
        const { rows } = await sql<{
          id: string;
        }>`insert into allocation_run (path, year, account_id, grant_id, asked_by, asked_under, settings)
          values (${path}, ${year}, ${actor.accountId}, ${actor.grantId}, ${actor.accountId}, ${actor.grantId}, ${JSON.stringify(settings)}::jsonb) returning id`.execute(
          unit.sql,
        );
        const opened = rows[0]!.id;
        record(unit, 'allocation.open', { id: opened, path }, { year, ...settings });
        return opened;
      }),
    );
    return this.#send(scope, id);
  }

  /**
   * Has a run worked out again, with other settings where some are given; pins and bans hold.
   * @throws CONFLICT for a version that is not the present one, or where another run has the say by now
   */
  async again(actor: Actor, scope: Scope, { id, version, settings }: RunAllocationInput): Promise<ShownRun> {
    const db = this.#db;
    const seen = await runInScope(db, scope, id);
    const chosen = settings ? await settingsOf(db, seen.year, seen.path, settings) : seen.settings;
    await this.#alone(scope, seen.path, () =>
      this.#change(actor, scope, { id, version }, AGAIN, async (unit, run) => {
        await demandPresentYear(unit, this.#clock.today(), run.year);
        await setRun(unit, id, {
          ...beginning(run),
          ...askedBy(actor),
          settings: JSON.stringify(chosen),
          lost: 0,
        });
        record(unit, 'allocation.again', run, { ...chosen });
      }),
    );
    return this.#send(scope, id);
  }

  /** Stops what is being worked out; a proposal of before stands as it was. A publication is not stopped: it is over in seconds. */
  async stop(actor: Actor, scope: Scope, id: string): Promise<ShownRun> {
    const db = this.#db;
    await runInScope(db, scope, id);
    await db.write(actor, scope, async (unit) => {
      const run = await lockRun(unit, id);
      if (run.state !== 'WORKING') return;
      const before = run.counts !== null;
      await setRun(unit, id, {
        state: before ? 'PROPOSED' : 'STOPPED',
        stale: before,
        step: null,
        round: run.round + 1,
        ended_at: before ? null : this.#clock.now(),
      });
      record(unit, 'allocation.stop', run);
    });
    this.#job.stop(id, 'stopped');
    return runInScope(db, scope, id);
  }

  /** Nothing comes of a run; its lines go, the record of it stays. @throws CONFLICT */
  async discard(actor: Actor, scope: Scope, seen: { id: string; version: number }): Promise<ShownRun> {
    await this.#change(actor, scope, seen, DISCARDABLE, async (unit, run) => {
      await forgetChanges(unit, run.id);
      await setRun(unit, run.id, {
        state: 'DISCARDED',
        step: null,
        round: run.round + 1,
        ended_at: this.#clock.now(),
      });
      record(unit, 'allocation.discard', run);
    });
    this.#job.stop(seen.id, 'discarded');
    return runInScope(this.#db, scope, seen.id);
  }

  /**
   * Has a proposal written, all of it or nothing. Clicked twice it is published once.
   * @throws CONFLICT for a version that is not the present one, and where pins were changed since the proposal
   */
  async publish(
    actor: Actor,
    scope: Scope,
    { id, version, reason }: PublishAllocationInput,
  ): Promise<ShownRun> {
    const db = this.#db;
    const { state } = await runInScope(db, scope, id);
    if (state === 'PUBLISHING' || state === 'PUBLISHED') return runInScope(db, scope, id);
    await this.#change(actor, scope, { id, version }, ['PROPOSED'], async (unit, run) => {
      if (run.stale) throw conflict({ id, stale: true }, '提案算好以后又改过，先重新算一遍再发布');
      await demandPresentYear(unit, this.#clock.today(), run.year);
      await setRun(unit, id, {
        state: 'PUBLISHING',
        step: 'WRITING',
        progress: 0,
        problem: null,
        needs_reason: false,
        reason: reason?.trim() || null,
        published_by: actor.accountId,
        published_under: actor.grantId,
        ...askedBy(actor),
      });
      record(unit, 'allocation.publish', run, { ...run.counts }, reason);
    });
    return this.#send(scope, id);
  }

  async #send(scope: Scope, id: string): Promise<ShownRun> {
    await this.#job.send(id);
    return runInScope(this.#db, scope, id);
  }

  /** Changes a run as it was seen, behind its lock. */
  async #change(
    actor: Actor,
    scope: Scope,
    { id, version }: { id: string; version: number },
    states: readonly AllocationState[],
    work: (unit: UnitOfWork, run: StoredRun) => Promise<void>,
  ): Promise<void> {
    const db = this.#db;
    await runInScope(db, scope, id);
    await db.write(actor, scope, async (unit) => {
      const run = await lockRun(unit, id);
      if (!states.includes(run.state)) throw conflict({ id, state: run.state }, NOT_NOW[run.state]);
      if (run.version !== version) throw conflict({ id, version: run.version, state: run.state });
      await work(unit, run);
    });
  }

  /** Two runs over one area exclude each other: the database refuses, here it is said which one is in the way. */
  async #alone<T>(scope: Scope, path: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if ((error as { constraint?: unknown }).constraint !== 'one_at_a_time') throw error;
      const other = await runInTheWay(this.#db, pathRange(path));
      if (other && !covers(scope, other.path))
        throw conflict(
          {},
          `${other.area}正在做统筹分配（${other.openedByName}开的），等那边发布或放弃，这里才能开`,
        );
      throw conflict(
        other ? { id: other.id, path: other.path, state: other.state } : {},
        `${other?.area ?? '这里'}已有一次统筹分配${other ? `（${other.openedByName}开的）` : ''}，先发布或放弃，再开新的`,
      );
    }
  }
}

const NOT_NOW: Readonly<Record<AllocationState, string>> = {
  WORKING: '正在算，算好再办',
  PROPOSED: '提案已经算好，先看过再办',
  PUBLISHING: '正在发布，等它办完',
  PUBLISHED: '这次分配已经发布，不能再改',
  STOPPED: '这次分配停下了，先重新算一遍',
  DISCARDED: '这次分配已经放弃，请开新的',
  FAILED: '这次没有算成，先重新算一遍',
};

const askedBy = ({ accountId, grantId }: Actor) => ({ asked_by: accountId, asked_under: grantId });

const beginning = ({ round }: StoredRun) =>
  ({
    state: 'WORKING',
    step: null,
    progress: 0,
    round: round + 1,
    problem: null,
    needs_reason: false,
    ended_at: null,
  }) as const;

function record(
  unit: UnitOfWork,
  action: string,
  { id, path }: { id: string; path: string },
  after?: object,
  reason?: string | null,
) {
  audit(unit, {
    action,
    subjectType: 'allocation_run',
    subjectId: id,
    path,
    after: after ?? null,
    reason: reason?.trim() || null,
  });
}

/** A run is of the city or of one county, within the caller's area. */
async function demandArea(db: Database, scope: Scope, path: string): Promise<void> {
  if (!covers(scope, path)) throw notFound('个县');
  const found = await db.row(
    scope,
    statement(sql<{ level: string }>`select level from region where path = ${path}`),
  );
  if (found?.level !== 'CITY' && found?.level !== 'COUNTY')
    throw invalidInput({ path: '统筹分配按市或按县来做' });
}
