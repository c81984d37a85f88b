import { sql } from 'kysely';
import type { Logger } from 'pino';
import type { Actor } from '../../../platform/auth/actor.ts';
import { covers, pathRange, scopeOf, type Scope } from '../../../platform/auth/scope.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Database, UnitOfWork } from '../../../platform/db/database.ts';
import { conflict, DomainError, invalidInput, notFound } from '../../../platform/errors.ts';
import type { Jobs } from '../../../platform/jobs.ts';
import { audit } from '../../audit/index.ts';
import type {
  OpenAllocationInput,
  PublishAllocationInput,
  RunAllocationInput,
} from '../allocation.inputs.ts';
import type { AllocationState } from '../enums.type.ts';
import { publishRun } from '../publish/publish-run.ts';
import { yearOf } from '../year.ts';
import { forgetChanges } from './lines.ts';
import { settingsOf } from './run-settings.ts';
import {
  leaveRun,
  loadRun,
  lockRun,
  mayGoOn,
  runInScope,
  runInTheWay,
  setRun,
  unfinishedRuns,
  type ShownRun,
  type StoredRun,
} from './runs.ts';
import { workOut } from './work-out.ts';
import { statement } from '../../../platform/db/query-builder.ts';

const JOB = 'allocation.run';
const AGAIN: readonly AllocationState[] = ['PROPOSED', 'STOPPED', 'FAILED'];
const DISCARDABLE: readonly AllocationState[] = ['WORKING', ...AGAIN];

interface Parts {
  db: Database;
  clock: Clock;
  jobs: Jobs;
  log: Logger;
}

/** Runs of an allocation (R9): opened, worked out as a job, run again, published or discarded. */
export class AllocationService {
  readonly #parts: Parts;
  /** What is being worked out in this process, to stop it at once. */
  readonly #underWay = new Map<string, AbortController>();

  constructor({ db, clock, jobs, log }: Parts) {
    this.#parts = { db, clock, jobs, log };
    jobs.handle(JOB, (data) => this.#work((data as { id: string }).id));
  }

  /**
   * Opens a run over the caller's area, or over a county of it, and has it worked out.
   * @throws CONFLICT where another run has the say over some of it, INVALID_INPUT for a place that is no county
   */
  async open(actor: Actor, scope: Scope, input: OpenAllocationInput): Promise<ShownRun> {
    const { db } = this.#parts;
    const path = input.path ?? scope.lo;
    await demandArea(db, scope, path);
    const { year } = await yearOf(db, input.year);
    const settings = await settingsOf(db, year, path, input.settings);
    const id = await this.#alone(path, () =>
      db.write(actor, scope, async (unit) => {
        const { rows } = await sql<{
          id: string;
        }>`insert into allocation_run (path, year, account_id, grant_id, settings)
          values (${path}, ${year}, ${actor.accountId}, ${actor.grantId}, ${JSON.stringify(settings)}::jsonb) returning id`.execute(
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
    const { db } = this.#parts;
    const seen = await runInScope(db, scope, id);
    const chosen = settings ? await settingsOf(db, seen.year, seen.path, settings) : seen.settings;
    await this.#alone(seen.path, () =>
      this.#change(actor, scope, { id, version }, AGAIN, async (unit, run) => {
        await setRun(unit, id, { ...beginning(run), settings: JSON.stringify(chosen), lost: 0 });
        record(unit, 'allocation.again', run, { ...chosen });
      }),
    );
    return this.#send(scope, id);
  }

  /** Stops what is being worked out; a proposal of before stands as it was. A publication is not stopped: it is over in seconds. */
  async stop(actor: Actor, scope: Scope, id: string): Promise<ShownRun> {
    const { db, clock } = this.#parts;
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
        ended_at: before ? null : clock.now(),
      });
      record(unit, 'allocation.stop', run);
    });
    this.#underWay.get(id)?.abort(new Error('stopped'));
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
        ended_at: this.#parts.clock.now(),
      });
      record(unit, 'allocation.discard', run);
    });
    this.#underWay.get(seen.id)?.abort(new Error('discarded'));
    return runInScope(this.#parts.db, scope, seen.id);
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
    const { db } = this.#parts;
    const { state } = await runInScope(db, scope, id);
    if (state === 'PUBLISHING' || state === 'PUBLISHED') return runInScope(db, scope, id);
    await this.#change(actor, scope, { id, version }, ['PROPOSED'], async (unit, run) => {
      if (run.stale) throw conflict({ id, stale: true }, '方案算好以后又改过，先重新算一遍再发布');
      await setRun(unit, id, {
        state: 'PUBLISHING',
        step: 'WRITING',
        progress: 0,
        problem: null,
        needs_reason: false,
        reason: reason?.trim() || null,
        published_by: actor.accountId,
        published_under: actor.grantId,
      });
      record(unit, 'allocation.publish', run, { ...run.counts }, reason);
    });
    return this.#send(scope, id);
  }

  /** After a start: takes up what a killed process left on its way. */
  async resume(): Promise<void> {
    const { db, jobs } = this.#parts;
    for (const { id } of await unfinishedRuns(db)) await jobs.send(JOB, { id });
  }

  async #send(scope: Scope, id: string): Promise<ShownRun> {
    const { db, jobs } = this.#parts;
    await jobs.send(JOB, { id });
    return runInScope(db, scope, id);
  }

  /** Changes a run as it was seen, behind its lock. */
  async #change(
    actor: Actor,
    scope: Scope,
    { id, version }: { id: string; version: number },
    states: readonly AllocationState[],
    work: (unit: UnitOfWork, run: StoredRun) => Promise<void>,
  ): Promise<void> {
    const { db } = this.#parts;
    await runInScope(db, scope, id);
    await db.write(actor, scope, async (unit) => {
      const run = await lockRun(unit, id);
      if (!states.includes(run.state)) throw conflict({ id, state: run.state }, NOT_NOW[run.state]);
      if (run.version !== version) throw conflict({ id, version: run.version, state: run.state });
      await work(unit, run);
    });
  }

  /** Two runs over one area exclude each other: the database refuses, here it is said which one is in the way. */
  async #alone<T>(path: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if ((error as { constraint?: unknown }).constraint !== 'one_at_a_time') throw error;
      const other = await runInTheWay(this.#parts.db, pathRange(path));
      throw conflict(
        other ? { id: other.id, path: other.path, state: other.state } : {},
        `${other?.area ?? '这里'}已有一次统筹分配${other ? `（${other.openedByName}开的）` : ''}，先发布或作废，再开新的`,
      );
    }
  }

  /** The job: whatever the run's state asks for. A publication that found the world changed leaves it to be worked out anew. */
  async #work(id: string): Promise<void> {
    const { db, clock } = this.#parts;
    for (let more = true; more;) {
      const run = await loadRun(db, id);
      more = false;
      try {
        if (run?.state === 'WORKING') await this.#workOut(run);
        if (run?.state === 'PUBLISHING') more = (await this.#publish(run)) === 'AGAIN';
      } catch (error) {
        if (run) await leaveRun(db, run, this.#problemOf(error, run, clock.now()));
      }
    }
  }

  async #workOut(run: StoredRun): Promise<void> {
    const { db, clock } = this.#parts;
    if (!(await mayGoOn(db, run.grantId)))
      throw new DomainError('FORBIDDEN', '开这次分配的身份已经停用，请重新开一次');
    const stop = new AbortController();
    this.#underWay.set(run.id, stop);
    try {
      await workOut(db, clock.today(), run, () => clock.now(), stop);
    } catch (error) {
      if (!stop.signal.aborted) throw error;
    } finally {
      this.#underWay.delete(run.id);
    }
  }

  async #publish(run: StoredRun): Promise<'DONE' | 'AGAIN'> {
    const { db, clock } = this.#parts;
    if (!(await mayGoOn(db, run.publishedUnder)))
      throw new DomainError('FORBIDDEN', '发布时的身份已经停用，没有发布');
    return publishRun(db, clock, run, scopeOf('territory', run.path));
  }

  #problemOf(error: unknown, run: StoredRun, now: Date) {
    const back = { step: null, progress: 0, published_by: null, published_under: null };
    const proposed =
      run.state === 'PUBLISHING'
        ? ({ state: 'PROPOSED' } as const)
        : ({ state: 'FAILED', ended_at: now } as const);
    if (error instanceof DomainError) {
      const asks = error.code === 'RULE_VIOLATED' && error.details.rule === 'R5';
      return { ...back, ...proposed, problem: error.message, needs_reason: asks };
    }
    const reference = run.id.slice(-6).toUpperCase();
    this.#parts.log.error({ err: error, reference }, 'allocation failed');
    const what = run.state === 'PUBLISHING' ? '没有发布，什么都没改' : '没算成，什么都没改';
    return {
      ...back,
      ...proposed,
      problem: `${what}，是系统这边的问题。再点一次；还不行，报编号 ${reference}`,
    };
  }
}

const NOT_NOW: Readonly<Record<AllocationState, string>> = {
  WORKING: '正在算，算好再办',
  PROPOSED: '方案已经算好，先看过再办',
  PUBLISHING: '正在发布，等它办完',
  PUBLISHED: '这次分配已经发布，不能再改',
  STOPPED: '这次分配停下了，先重新算一遍',
  DISCARDED: '这次分配已经作废，请开新的',
  FAILED: '这次没有算成，先重新算一遍',
};

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
