import { PgBoss } from 'pg-boss';
import type { Logger } from 'pino';

type Handler = (data: unknown) => Promise<void>;

const SCHEMA = 'jobs';

/** Makes or upgrades the queue's own tables, as their owner; the application login only uses them. */
export async function migrateJobs(ownerUrl: string, applicationRole: string): Promise<void> {
  const boss = new PgBoss({ connectionString: ownerUrl, schema: SCHEMA, supervise: false, schedule: false });
  boss.on('error', () => undefined); // surfaces through start()
  await boss.start();
  await boss.getDb().executeSql(`grant usage on schema ${SCHEMA} to ${applicationRole}`);
  await boss.getDb().executeSql(`grant all on all tables in schema ${SCHEMA} to ${applicationRole}`);
  await boss.getDb().executeSql(`grant execute on all functions in schema ${SCHEMA} to ${applicationRole}`);
  await boss.stop({ graceful: false });
}

/** Long work off the request path: a queue in PostgreSQL. A job that dies with its process is run again, so handlers are idempotent. */
export class Jobs {
  readonly #boss: PgBoss;
  readonly #handlers = new Map<string, Handler>();
  readonly #workers = new Map<string, string>();

  constructor(connectionString: string, log: Logger) {
    this.#boss = new PgBoss({ connectionString, schema: SCHEMA, migrate: false });
    this.#boss.on('error', (error) => log.error({ err: error }, 'job queue'));
  }

  /** Names what to run for a kind of job; before {@link start}. */
  handle(name: string, handler: Handler): void {
    this.#handlers.set(name, handler);
  }

  async start(): Promise<void> {
    await this.#boss.start();
    for (const [name, handler] of this.#handlers) {
      await this.#boss.createQueue(name, { retryLimit: 5, retryDelay: 1, expireInSeconds: 900 });
      const worker = await this.#boss.work(name, { pollingIntervalSeconds: 0.5 }, async (jobs) => {
        for (const job of jobs) await handler(job.data);
        this.#lookNow(name);
      });
      this.#workers.set(name, worker);
    }
  }

  /**
   * Queues one job; `key` makes a second one with the same key, still waiting, the same job. This process takes it up at once, so
   * what the job looks at must be committed before; its polling is for what others queued.
   */
  async send(name: string, data: object, key?: string): Promise<void> {
    await this.#boss.send(name, data, key === undefined ? {} : { singletonKey: key });
    this.#lookNow(name);
  }

  /** Spares whoever waits the pause between two looks. */
  #lookNow(name: string): void {
    const worker = this.#workers.get(name);
    if (worker) this.#boss.notifyWorker(worker);
  }

  async stop(): Promise<void> {
    await this.#boss.stop({ graceful: true, timeout: 5000 });
  }
}
