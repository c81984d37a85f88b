import type { Logger } from 'pino';
import { scopeOf } from '../../../platform/auth/scope.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Database } from '../../../platform/db/database.ts';
import { DomainError } from '../../../platform/errors.ts';
import type { Jobs } from '../../../platform/jobs.ts';
import { whyNotInForce } from '../../access/index.ts';
import { publishRun } from '../publish/publish-run.ts';
import { leaveRun, loadRun, unfinishedRuns, type StoredRun } from './runs.ts';
import { workOut } from './work-out.ts';

const JOB = 'allocation.run';

export interface RunJobParts {
  db: Database;
  clock: Clock;
  jobs: Jobs;
  log: Logger;
}

/** The job that works a run out or writes it, whichever its state asks for, and says on the run what came of it. */
export class RunJob {
  readonly #parts: RunJobParts;
  /** What is being worked out in this process, to stop it at once. */
  readonly #underWay = new Map<string, AbortController>();

  constructor({ db, clock, jobs, log }: RunJobParts) {
    this.#parts = { db, clock, jobs, log };
    jobs.handle(JOB, (data) => this.#work((data as { id: string }).id));
  }

  async send(id: string): Promise<void> {
    await this.#parts.jobs.send(JOB, { id });
  }

  /** After a start: takes up what a killed process left on its way. */
  async resume(): Promise<void> {
    for (const { id } of await unfinishedRuns(this.#parts.db)) await this.send(id);
  }

  /** Breaks off what is being worked out; the run has been told already. */
  stop(id: string, why: string): void {
    this.#underWay.get(id)?.abort(new Error(why));
  }

  /** A publication that found the world changed leaves the run to be worked out anew. */
  async #work(id: string): Promise<void> {
    let next: 'DONE' | 'AGAIN';
    do next = await this.#step(id);
    while (next === 'AGAIN');
  }

  /** What the run's state asks for just now; what goes wrong is said on the run. */
  async #step(id: string): Promise<'DONE' | 'AGAIN'> {
    const { db, clock } = this.#parts;
    const run = await loadRun(db, id);
    try {
      if (run?.state === 'WORKING') await this.#workOut(run);
      if (run?.state === 'PUBLISHING') return await this.#publish(run);
    } catch (error) {
      if (run) await leaveRun(db, run, this.#problemOf(error, run, clock.now()));
    }
    return 'DONE';
  }

  async #workOut(run: StoredRun): Promise<void> {
    const { db, clock } = this.#parts;
    await this.#demandInForce(run);
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
    await this.#demandInForce(run);
    return publishRun(db, clock, run, scopeOf('territory', run.path));
  }

  /** Whoever asked may have lost the right to, since (R31); a colleague who has it may ask again. */
  async #demandInForce(run: StoredRun): Promise<void> {
    const { db, clock } = this.#parts;
    const why = await whyNotInForce(db, run, clock.today());
    if (why === null) return;
    throw new DomainError(
      'FORBIDDEN',
      run.state === 'PUBLISHING'
        ? `发布时的身份${why}，没有发布`
        : `发起计算的身份${why}，没有算；请现在管这里的人重新算一遍`,
    );
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
