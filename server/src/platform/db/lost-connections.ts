import type pg from 'pg';

/** As long as whoever holds a connection may take to hear that it is gone, and to give it back. */
const GRACE_MS = 500;

/**
 * Takes back connections that ended while they were lent out. Kysely's transactions don't give one back whose `commit` or
 * `rollback` failed, as it does on a dead connection: each such loss would leave the pool a place smaller, until nothing is written
 * any more, and keep it from ever closing.
 */
export function takeBackLost(pool: pg.Pool): void {
  const lent = new Set<pg.PoolClient>();
  pool.on('acquire', (client) => lent.add(client));
  pool.on('release', (_error, client) => lent.delete(client));
  pool.on('connect', (client) =>
    client.once('end', () => {
      setTimeout(() => {
        if (lent.has(client)) client.release(true);
      }, GRACE_MS);
    }),
  );
}
