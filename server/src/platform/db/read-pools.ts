import pg from 'pg';
import type { Axis, Scope } from '../auth/scope.ts';
import { prepareScope, runScoped } from './scoped-query.ts';

pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text); // a date is a date, not an instant in some zone
pg.types.setTypeParser(pg.types.builtins.INT8, Number); // counts; ours stay far below 2^53

/** After these a connection can't be trusted: shutdown, connection loss, authorization state, feature/plan invalidation. */
export const BREAKS_CONNECTION = /^(57P|08|26|0A)/;

/**
 * A connection that nobody used for so long is given up, in milliseconds. People click every minute or so, and a new connection
 * plans every statement anew.
 */
export const IDLE_MS = 300_000;

export interface ReadOptions {
  connectionString: string;
  /** Connections per axis. */
  size?: number;
  onQuery?: (text: string) => void;
}

/** One pool per axis: the axis role is the connection's, the scope is each statement's. */
export class ReadPools {
  #pools = new Map<Axis, pg.Pool>();
  #options: ReadOptions;

  constructor(options: ReadOptions) {
    this.#options = options;
  }

  async query<T>(scope: Scope, config: pg.QueryConfig): Promise<T[]> {
    this.#options.onQuery?.(config.text);
    const client = await this.#pool(scope.axis).connect();
    try {
      const result = await runScoped(client, scope, config);
      client.release();
      return result.rows as T[];
    } catch (error) {
      const broken = !(error instanceof pg.DatabaseError) || BREAKS_CONNECTION.test(error.code ?? '');
      client.release(broken); // else the next in the queue inherits a dead connection
      throw error;
    }
  }

  async end(): Promise<void> {
    await Promise.all([...this.#pools.values()].map((pool) => pool.end()));
    this.#pools.clear();
  }

  #pool(axis: Axis): pg.Pool {
    let pool = this.#pools.get(axis);
    if (!pool) {
      pool = new pg.Pool({
        connectionString: this.#options.connectionString,
        max: this.#options.size ?? 8,
        idleTimeoutMillis: IDLE_MS,
        // Generic plans doubled a joined page; reads get them, writes must not.
        options: `-c role=r_${axis} -c plan_cache_mode=force_generic_plan`,
        // oxlint-disable-next-line typescript/no-misused-promises -- pg awaits it, only its types don't say so
        onConnect: async (client) => {
          await prepareScope(client);
        },
      });
      pool.on('connect', (client) => client.on('error', () => undefined)); // reported by its query; must not end the process
      pool.on('error', () => undefined);
      this.#pools.set(axis, pool);
    }
    return pool;
  }
}
