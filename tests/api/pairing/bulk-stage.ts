import { setTimeout as sleep } from 'node:timers/promises';
import { BoardRunDocument, type BoardRunRowFragment, type BoardRunState } from '@qinyou/schema';
import pg from 'pg';
import { afterAll, beforeAll } from 'vitest';
import type { Client } from '../../support/client.ts';
import { withStage, type Stage } from './setting.ts';

export interface BulkStage extends Stage {
  owner: pg.Client;
  /** The owner, too, is under row-level security; this sees what jobs see. */
  system: pg.Client;
  /** Empties the county and fills it anew: households without a friend, and staff of the bureau with 2 places each. */
  fill(households: number, cadres: number): Promise<void>;
  /** What is stored, counted past every scope. */
  count(text: string, values?: unknown[]): Promise<number>;
}

/** A county with as many gaps and idle officials as a test wants. */
export function withBulkStage(): BulkStage {
  const stage = withStage() as BulkStage;
  beforeAll(async () => {
    stage.owner = new pg.Client(stage.test.urls.ownerUrl);
    await stage.owner.connect();
    stage.system = new pg.Client({
      connectionString: stage.test.urls.appUrl,
      options: '-c role=r_system',
    });
    await stage.system.connect();
    stage.count = async (text, values = []) =>
      (await stage.system.query<{ n: number }>(`select count(*)::int as n from ${text}`, values)).rows[0]!.n;
    stage.fill = async (households, cadres) => {
      const { owner, villages, bureau } = stage;
      for (const table of ['pairing_act', 'pairing_claim', 'pairing', 'waiver', 'household', 'cadre'])
        await owner.query(`delete from ${table}`);
      await owner.query(
        `insert into household (region_id, path, poverty_status, eligible, head_name, size, need)
         select v.id, v.path, 'NOT_LIFTED', true, '户' || n, 3, n % 100
         from generate_series(1, $1::int) n join unnest($2::uuid[], $3::text[]) with ordinality v(id, path, i)
           on v.i = 1 + n % $4::int`,
        [households, villages.map(({ id }) => id), villages.map(({ path }) => path), villages.length],
      );
      await owner.query(
        `insert into cadre (name, unit_id, path, rank, rank_title)
         select '干部' || n, $2::uuid, $3, 'STAFF', '一级科员' from generate_series(1, $1::int) n`,
        [cadres, bureau.id, bureau.path],
      );
      await owner.query('analyze household, cadre, pairing');
    };
  });
  afterAll(() => Promise.all([stage.owner.end(), stage.system.end()]));
  return stage;
}

/** The run as soon as it has come to one of these states. */
export async function until(
  client: Client,
  id: string,
  ...states: BoardRunState[]
): Promise<BoardRunRowFragment> {
  for (;;) {
    const { boardRun } = await client.get(BoardRunDocument, { id });
    if (states.includes(boardRun.state)) return boardRun;
    await sleep(50);
  }
}
