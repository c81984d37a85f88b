import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { TestDatabase } from '../support/database.ts';

const LONGEST_MS = 60_000;

/**
 * Waits until the service has sealed every audit row and folded every touched sum, the peers' as well: they write them, and only
 * ours would pay for them.
 */
export function settled({ appUrl }: TestDatabase): () => Promise<void> {
  return async () => {
    const client = new pg.Client({ connectionString: appUrl, options: '-c role=r_system' });
    await client.connect();
    try {
      for (let waited = 0; waited < LONGEST_MS; waited += 100) {
        const { rows } = await client.query<{ left: number }>(
          `select (select count(*)::int from board_touched)
             + (select count(*)::int from audit_entry) - (select count(*)::int from audit_seal) as left`,
        );
        if (rows[0]?.left === 0) return;
        await sleep(100);
      }
      throw new Error('the service has not caught up');
    } finally {
      await client.end();
    }
  };
}
