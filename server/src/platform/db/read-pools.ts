import pg from 'pg';
import type { Axis, Scope } from '../auth/scope.ts';
import { inOneWrite } from './one-write.ts';
import { prepareScope, runScoped } from './scoped-query.ts';

pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text); // a date is a date, not an instant in some zone
pg.types.setTypeParser(pg.types.builtins.INT8, Number); // counts; ours stay far below 2^53

/** After these a connection can't be trusted: shutdown, connection loss, authorization state, feature/plan invalidation. */
const BREAKS_CONNECTION = /^(57P|08|26|0A)/;

/** Whether a connection that answered so can't be trusted any more. */
export const breaks = (error: unknown): boolean =>
  !(error instanceof pg.DatabaseError) || BREAKS_CONNECTION.test(error.code ?? '');

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

interface Waiting {
  run: (client: pg.PoolClient) => Promise<void>;
  reject: (error: unknown) => void;
}

/** One pool per axis: the axis role is the connection's, the scope is each statement's. */
export class ReadPools {
  #pools = new Map<Axis, pg.Pool>();
  #options: ReadOptions;
  /** What was asked for in this turn and is not sent yet. */
  readonly #waiting = new Map<Axis, Waiting[]>();

  constructor(options: ReadOptions) {
    this.#options = options;
  }

  /** @param take is given each row as it comes; none is kept then */
  async query<T>(scope: Scope, config: pg.QueryConfig, take?: (row: T) => void): Promise<T[]> {
    const client = await this.#pool(scope.axis).connect();
    try {
      const rows = await this.#run<T>(client, scope, config, take);
      client.release();
      return rows;
    } catch (error) {
      client.release(breaks(error)); // else the next in the queue inherits a dead connection
      throw error;
    }
  }

  /**
   * As `query`, over one connection for all that are asked for in the same turn under the same axis, in one write: each with a scope
   * and a transaction of its own, so that none fails by another. For reads that are soon answered, for they wait for each other.
   */
  queryTogether<T>(scope: Scope, config: pg.QueryConfig): Promise<T[]> {
    return new Promise<T[]>((resolve, reject) => {
      const waiting = this.#waiting.get(scope.axis) ?? [];
      if (waiting.length === 0) {
        this.#waiting.set(scope.axis, waiting);
        process.nextTick(() => void this.#answer(scope.axis));
      }
      const run = (client: pg.PoolClient) => this.#run<T>(client, scope, config).then(resolve);
      waiting.push({ run, reject });
    });
  }

  /** Never rejects: each is told its own error. */
  async #answer(axis: Axis): Promise<void> {
    const waiting = this.#waiting.get(axis)?.splice(0) ?? [];
    try {
      const client = await this.#pool(axis).connect();
      inOneWrite(client);
      const broken = await Promise.all(
        waiting.map(({ run, reject }) =>
          run(client).then(
            () => false,
            (error: unknown) => {
              reject(error);
              return breaks(error);
            },
          ),
        ),
      );
      client.release(broken.includes(true));
    } catch (error) {
      for (const { reject } of waiting) reject(error);
    }
  }

  async #run<T>(
    client: pg.PoolClient,
    scope: Scope,
    config: pg.QueryConfig,
    take?: (row: T) => void,
  ): Promise<T[]> {
    this.#options.onQuery?.(config.text);
    return (await runScoped(client, scope, config, take as ((row: unknown) => void) | undefined)).rows as T[];
  }

  async end(): Promise<void> {
    await Promise.all([...this.#pools.values()].map((pool) => pool.end()));
    this.#pools.clear();
  }

  #pool(axis: Axis): pg.Pool {
    let pool = this.#pools.get(axis);
    if (!pool) {
      const options: pg.PoolConfig & { pipeline: boolean } = {
        connectionString: this.#options.connectionString,
        max: this.#options.size ?? 8,
        idleTimeoutMillis: IDLE_MS,
        // Generic plans doubled a joined page; reads get them, writes must not.
        options: `-c role=r_${axis} -c plan_cache_mode=force_generic_plan`,
        // oxlint-disable-next-line typescript/no-misused-promises -- pg awaits it, only its types don't say so
        onConnect: async (client) => {
          await prepareScope(client);
        },
        pipeline: true,
      };
      pool = new pg.Pool(options);
      pool.on('connect', (client) => client.on('error', () => undefined)); // reported by its query; must not end the process
      pool.on('error', () => undefined);
      this.#pools.set(axis, pool);
    }
    return pool;
  }
}
