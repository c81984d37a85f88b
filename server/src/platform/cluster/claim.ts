import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** Held for as long as one of our processes works on the data; the connection ends with the process, however that ends. */
const OWNER_LOCK = 20261122;

const RETRY_MS = 100;

/** The lock that tells other starts that this folder is in use; taken again whenever PostgreSQL has begun anew under us. */
export class Claim {
  readonly #url: string;
  #client: pg.Client | null = null;
  #released = false;

  private constructor(url: string) {
    this.#url = url;
  }

  static async on(url: string): Promise<Claim> {
    const claim = new Claim(url);
    await claim.#take();
    return claim;
  }

  async release(): Promise<void> {
    this.#released = true;
    await this.#client?.end().catch(() => undefined); // it may be gone already, and the lock with it
  }

  async #take(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#url,
      application_name: `qinyou-${process.pid}`,
      keepAlive: true,
    });
    client.on('error', () => undefined); // PostgreSQL's own exit is reported by whoever watches the process
    client.once('end', () => void this.#again(client));
    await client.connect();
    await client.query('select pg_advisory_lock($1)', [OWNER_LOCK]);
    this.#client = client;
  }

  /** Until PostgreSQL takes connections again, or we end with it. */
  async #again(lost: pg.Client): Promise<void> {
    if (this.#client !== lost) return;
    this.#client = null;
    while (!this.#released && !this.#client) {
      await sleep(RETRY_MS, undefined, { ref: false });
      await this.#take().catch(() => undefined);
    }
  }
}

/** Whether another start works on the data. A killed process's connections close with it, but the server needs a moment to notice. */
export async function isClaimed(client: pg.Client): Promise<boolean> {
  for (let attempt = 0; attempt < 15; attempt++) {
    const { rows } = await client.query<{ free: boolean }>('select pg_try_advisory_lock($1) as free', [
      OWNER_LOCK,
    ]);
    if (rows[0]?.free) return false;
    await sleep(100);
  }
  return true;
}
