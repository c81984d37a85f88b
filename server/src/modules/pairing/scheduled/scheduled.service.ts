import type { Logger } from 'pino';
import type { Actor } from '../../../platform/auth/actor.ts';
import { systemScope, type Scope } from '../../../platform/auth/scope.ts';
import type { Clock } from '../../../platform/clock.ts';
import { NOBODY, type Database } from '../../../platform/db/database.ts';
import { tryAgain } from '../../../platform/db/try-again.ts';
import { conflict, DomainError } from '../../../platform/errors.ts';
import type { Jobs } from '../../../platform/jobs.ts';
import { inForce } from '../../access/index.ts';
import { carryOut, problemOf } from './carry-out.ts';
import { schedule, type ScheduleOrder } from './schedule.ts';
import { areaOf, dueHandovers, leaveToPeople, linesOf, loadHandover, type StoredHandover } from './stored.ts';
import { withdrawOrder, type Withdrawal } from './withdraw.ts';

const JOB = 'handover.scheduled';
/** A household has just moved: look again. */
const WORTH_ANOTHER_TRY = ['NOT_FOUND'];

/** Handovers whose day is to come (R7): ordered, withdrawn, and carried out on their day by a job. */
export class ScheduledHandoverService {
  readonly #db: Database;
  readonly #clock: Clock;
  readonly #jobs: Jobs;
  readonly #log: Logger;

  constructor({ db, clock, jobs, log }: { db: Database; clock: Clock; jobs: Jobs; log: Logger }) {
    [this.#db, this.#clock, this.#jobs, this.#log] = [db, clock, jobs, log];
    jobs.handle(JOB, (data) => this.#work((data as { id: string }).id));
  }

  /** Errors as {@link schedule}. @returns its id */
  async schedule(actor: Actor, scope: Scope, order: ScheduleOrder): Promise<string> {
    const [now, today] = [this.#clock.now(), this.#clock.today()];
    return this.#db.write(actor, scope, (unit) => schedule(unit, now, today, order)).catch(sayOrdered);
  }

  /** Errors as {@link withdrawOrder}. */
  async withdraw(actor: Actor, scope: Scope, withdrawal: Withdrawal): Promise<void> {
    await this.#db.write(actor, scope, (unit) => withdrawOrder(unit, this.#clock.now(), withdrawal));
  }

  /** Sends to work what is due: on its day, or at the next start where nobody was up on that day. */
  async sweep(): Promise<void> {
    for (const id of await dueHandovers(this.#db, this.#clock.today()))
      await this.#jobs.send(JOB, { id }, id);
  }

  /** The job: all of an order, or the reason why not, for people. Any other failure leaves it due. */
  async #work(id: string): Promise<void> {
    const order = await loadHandover(this.#db, id);
    if (order?.state !== 'SCHEDULED' || order.day > this.#clock.today()) return;
    try {
      await this.#carryOut(order);
    } catch (error) {
      if (!(error instanceof DomainError)) {
        this.#log.error({ err: error, id }, 'a scheduled handover failed');
        throw error;
      }
      const lines = await this.#db.write(NOBODY, systemScope, (unit) => linesOf(unit, id));
      await leaveToPeople(this.#db, order, problemOf(error, lines, areaOf(order)), this.#clock.now());
    }
  }

  async #carryOut(order: StoredHandover): Promise<void> {
    if (!(await inForce(this.#db, order, this.#clock.today())))
      throw new DomainError('FORBIDDEN', '安排的人当时的身份已经停用');
    const work = () => this.#db.write(order, areaOf(order), (unit) => carryOut(unit, this.#clock, order.id));
    await tryAgain(work, WORTH_ANOTHER_TRY);
  }
}

/** Two ordered the same at one moment, past each other's locks: the database let one through. */
function sayOrdered(error: unknown): never {
  const taken = error instanceof Error && 'constraint' in error && error.constraint === 'scheduled_once';
  throw taken ? conflict({}, '有一户刚被别人预定了交接。看过现在的，再预定') : error;
}
