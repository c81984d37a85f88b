import pg from 'pg';
import { expect } from 'vitest';

/**
 * Does `change` in a transaction of its own, asks while it is still open, and commits it only once the question waits for it:
 * what two people do at one moment, in an order that is sure.
 * @returns the answer
 */
export async function meanwhile<T>(
  ownerUrl: string,
  change: (other: pg.Client) => Promise<unknown>,
  ask: () => Promise<T>,
): Promise<T> {
  const [other, watcher] = [
    new pg.Client({ connectionString: ownerUrl }),
    new pg.Client({ connectionString: ownerUrl }),
  ];
  await Promise.all([other.connect(), watcher.connect()]);
  try {
    await other.query('begin; set local role r_system');
    await change(other);
    const { rows } = await other.query<{ pid: number }>('select pg_backend_pid() as pid');
    const asked = ask();
    const waiting = `select count(*)::int as n from pg_stat_activity where $1 = any(pg_blocking_pids(pid))`;
    await expect
      .poll(async () => (await watcher.query<{ n: number }>(waiting, [rows[0]!.pid])).rows[0]!.n, {
        timeout: 10_000,
      })
      .toBeGreaterThan(0);
    await other.query('commit');
    return await asked;
  } finally {
    await Promise.all([other.end(), watcher.end()]);
  }
}
