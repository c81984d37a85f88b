import pg from 'pg';
import { IDLE_MS } from './read-pools.ts';

/** Entities and units of work take a day and an instant as PostgreSQL writes it, and a long number as text: nothing is rounded. */
const types = new pg.TypeOverrides();
const asWritten = (text: string): string => text;
const { DATE, TIMESTAMP, TIMESTAMPTZ, INTERVAL, INT8 } = pg.types.builtins;
for (const oid of [DATE, TIMESTAMP, TIMESTAMPTZ, INTERVAL, INT8]) types.setTypeParser(oid, asWritten);
const TEXT_ARRAY: number = 1009;
/** Arrays of the first four. */
for (const oid of [1182, 1115, 1185, 1187])
  types.setTypeParser(oid, pg.types.getTypeParser(TEXT_ARRAY, 'text'));

/**
 * The connections of units of work. They are pipelined: a statement is sent while those before it are still being answered
 * (see `Transaction`). Plans are PostgreSQL's choice here: generic ones made a write slower.
 */
export function openWritePool(connectionString: string): pg.Pool {
  const options: pg.PoolConfig & { pipeline: boolean } = {
    connectionString,
    max: 8,
    idleTimeoutMillis: IDLE_MS,
    pipeline: true,
    types,
  };
  const pool = new pg.Pool(options);
  pool.on('connect', (client) => client.on('error', () => undefined)); // reported by its statement; must not end the process
  pool.on('error', () => undefined);
  return pool;
}
