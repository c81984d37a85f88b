import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Logger } from 'pino';

/** Who wants to hear of changes on a channel. */
export interface Listener {
  heard(payload: string): void;
  /** The line was cut: whatever is believed may have changed meanwhile. */
  lost(): void;
}

const RETRY_MS = 1000;

/** What the database tells the process (NOTIFY), over one connection that comes back by itself. */
export class Notices {
  readonly #connectionString: string;
  readonly #log: Logger;
  readonly #listeners = new Map<string, Listener>();
  #client: pg.Client | null = null;
  #closed = false;

  constructor(connectionString: string, log: Logger) {
    this.#connectionString = connectionString;
    this.#log = log;
  }

  /** To be called before {@link open}. */
  on(channel: string, listener: Listener): void {
    this.#listeners.set(channel, listener);
  }

  async open(): Promise<void> {
    const client = new pg.Client({ connectionString: this.#connectionString });
    client.on('error', (error) => this.#lost(client, error));
    await client.connect();
    client.on('notification', ({ channel, payload }) => this.#listeners.get(channel)?.heard(payload ?? ''));
    for (const channel of this.#listeners.keys())
      await client.query(`listen ${client.escapeIdentifier(channel)}`);
    this.#client = client;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#client?.end();
  }

  #lost(client: pg.Client, error: Error): void {
    if (this.#closed || this.#client !== client) return;
    this.#client = null;
    this.#log.warn({ err: error }, 'notifications lost; listening again');
    for (const listener of this.#listeners.values()) listener.lost();
    void this.#again();
  }

  async #again(): Promise<void> {
    while (!this.#closed) {
      await sleep(RETRY_MS, undefined, { ref: false });
      try {
        await this.open();
        for (const listener of this.#listeners.values()) listener.lost(); // what happened while nobody listened
        return;
      } catch (error) {
        this.#log.warn({ err: error }, 'the database can not be listened to');
      }
    }
  }
}
