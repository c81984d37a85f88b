import { sql } from 'kysely';
import type { Logger } from 'pino';
import type { Actor } from '../../../platform/auth/actor.ts';
import { scopeOf, type Scope } from '../../../platform/auth/scope.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Database } from '../../../platform/db/database.ts';
import { tryAgain } from '../../../platform/db/try-again.ts';
import { conflict, DomainError, invalidInput } from '../../../platform/errors.ts';
import type { Jobs } from '../../../platform/jobs.ts';
import { whyNotInForce } from '../../access/index.ts';
import { audit } from '../../audit/index.ts';
import { loadSetting } from '../setting.ts';
import { demandPresentYear, type WaiverReason } from '../waive.ts';
import { carryOutBatch } from './carry-out.ts';
import { nextItems } from './items.ts';
import { planRun } from './plan.ts';
import {
  leaveRun,
  loadRun,
  lockRun,
  ownRun,
  setRun,
  unfinishedRuns,
  type RunFilter,
  type RunState,
  type StoredRun,
} from './runs.ts';

const JOB = 'board.run';
/** A household has just moved: look again. */
const WORTH_ANOTHER_TRY = ['NOT_FOUND'];
const STARTABLE: readonly RunState[] = ['READY', 'NEEDS_REASON', 'STOPPED', 'FAILED'];
const STOPPABLE: readonly RunState[] = ['PLANNING', 'READY', 'RUNNING', 'NEEDS_REASON', 'FAILED'];

export interface RunOrder {
  kind: 'ASSIGN' | 'WAIVE';
  filter: RunFilter;
  year: number | null;
  waiverReason: WaiverReason | null;
  note: string | null;
}

/**
 * 照办 or 说明原因 for all that a filter of the board shows: worked out first, carried out when somebody says so, as a job that
 * may be stopped, killed and run again.
 */
export class BoardRunService {
  readonly #db: Database;
  readonly #clock: Clock;
  readonly #jobs: Jobs;
  readonly #log: Logger;

  constructor({ db, clock, jobs, log }: { db: Database; clock: Clock; jobs: Jobs; log: Logger }) {
    [this.#db, this.#clock, this.#jobs, this.#log] = [db, clock, jobs, log];
    jobs.handle(JOB, (data) => this.#work((data as { id: string }).id));
  }

  /** Has worked out what there is to do; nothing is changed by it. @throws INVALID_INPUT */
  async plan(
    actor: Actor,
    scope: Scope,
    { kind, filter, year, waiverReason, note }: RunOrder,
  ): Promise<StoredRun> {
    const reason = note?.trim() || null;
    if (waiverReason === 'OTHER' && !reason) throw invalidInput({ note: '写一句原因' });
    const id = await this.#db.write(actor, scope, async (unit) => {
      const setting = await (kind === 'WAIVE'
        ? demandPresentYear(unit, this.#clock.today(), year)
        : loadSetting(unit.sql, year));
      const { rows } = await sql<{ id: string }>`
        insert into board_run (kind, account_id, grant_id, path, year, filter, waiver_reason, reason)
        values (${kind}, ${actor.accountId}, ${actor.grantId}, ${scope.lo}, ${setting.year}, ${JSON.stringify(filter)}::jsonb,
          ${waiverReason}, ${reason}) returning id`.execute(unit.sql);
      return rows[0]!.id;
    });
    await this.#jobs.send(JOB, { id });
    return ownRun(this.#db, scope, actor.accountId, id);
  }

  /** Starts a run that was worked out, or goes on with one that was left. Clicked twice it is done once. @throws CONFLICT */
  async start(actor: Actor, scope: Scope, id: string, reason: string | null): Promise<StoredRun> {
    await ownRun(this.#db, scope, actor.accountId, id);
    const started = await this.#db.write(actor, scope, async (unit) => {
      const run = await lockRun(unit, id);
      if (run.state === 'RUNNING' || run.state === 'DONE') return false;
      if (!STARTABLE.includes(run.state)) throw conflict({ state: run.state }, '还没算好，算好再办');
      const planned = run.state === 'READY' || run.total > 0; // else it was stopped, or failed, before there was a plan
      await setRun(unit, id, {
        state: planned ? 'RUNNING' : 'PLANNING',
        started_at: this.#clock.now(),
        finished_at: null,
        before: run.done + run.refused,
        problem: null,
        ...(reason?.trim() ? { reason: reason.trim() } : {}),
      });
      audit(unit, {
        action: 'boardRun.start',
        subjectType: 'boardRun',
        subjectId: id,
        path: run.path,
        after: { run: run.kind, year: run.year, total: run.total, done: run.done, ...run.filter },
        reason: reason?.trim() || run.reason,
      });
      return true;
    });
    if (started) await this.#jobs.send(JOB, { id });
    return ownRun(this.#db, scope, actor.accountId, id);
  }

  /** Stops after the batch that is under way; what is done stays done. */
  async stop(actor: Actor, scope: Scope, id: string): Promise<StoredRun> {
    await ownRun(this.#db, scope, actor.accountId, id);
    await this.#db.write(actor, scope, async (unit) => {
      const { state, path, done } = await lockRun(unit, id);
      if (!STOPPABLE.includes(state)) return;
      await setRun(unit, id, { state: 'STOPPED', finished_at: this.#clock.now() });
      audit(unit, {
        action: 'boardRun.stop',
        subjectType: 'boardRun',
        subjectId: id,
        path,
        after: { done },
      });
    });
    return ownRun(this.#db, scope, actor.accountId, id);
  }

  /** After a start: takes up what a killed process left on its way. */
  async resume(): Promise<void> {
    for (const { id } of await unfinishedRuns(this.#db)) await this.#jobs.send(JOB, { id });
  }

  /** The job: whatever the run's state asks for, again and again until nothing is left. */
  async #work(id: string): Promise<void> {
    const run = await loadRun(this.#db, id);
    if (run?.state !== 'PLANNING' && run?.state !== 'RUNNING') return;
    try {
      if (run.state === 'PLANNING') await planRun(this.#db, this.#clock.today(), run);
      else await this.#carryOut(run);
    } catch (error) {
      const { state, problem } = this.#problemOf(error, id);
      await leaveRun(this.#db, id, { state, problem, finished_at: this.#clock.now() });
    }
  }

  async #carryOut(run: StoredRun): Promise<void> {
    const scope = scopeOf('territory', run.path);
    const batch = () =>
      this.#db.write(run, scope, (unit) => carryOutBatch(unit, this.#clock.today(), run.id));
    do {
      const why = await whyNotInForce(this.#db, run, this.#clock.today());
      if (why !== null) throw new DomainError('FORBIDDEN', `开始办理的身份${why}，剩下的没有办`);
    } while (await tryAgain(batch, WORTH_ANOTHER_TRY));
    await this.#db.write(run, scope, async (unit) => {
      const { state, done, refused, path } = await lockRun(unit, run.id);
      // Stopped and started again while the last batch was under way: another job has the rest.
      if (state !== 'RUNNING' || (await nextItems(unit, run.id, 1)).length > 0) return;
      await setRun(unit, run.id, { state: 'DONE', finished_at: this.#clock.now() });
      const record = { action: 'boardRun.finish', subjectType: 'boardRun', subjectId: run.id, path };
      audit(unit, { ...record, after: { done, refused } });
    });
  }

  #problemOf(error: unknown, id: string): { state: RunState; problem: string } {
    if (error instanceof DomainError) {
      const asks = error.code === 'RULE_VIOLATED' && error.details.rule === 'R5';
      return { state: asks ? 'NEEDS_REASON' : 'FAILED', problem: error.message };
    }
    const reference = id.slice(-6).toUpperCase();
    this.#log.error({ err: error, reference }, 'board run failed');
    const problem = `没办完，是系统这边的问题，已办的都在。再点一次就接着办；还不行，报编号 ${reference}`;
    return { state: 'FAILED', problem };
  }
}
