import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { expect, it } from 'vitest';
import { families } from '../people/families.ts';
import { ASK, DECIDE, withErasures, type Asked } from './stage.ts';

const stage = withErasures();

/** Until one of this database's connections waits for a lock of another one. */
async function untilSomebodyWaits(client: pg.Client): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const { rowCount } = await client.query(`select from pg_locks where not granted
      and pid in (select pid from pg_stat_activity where datname = current_database())`);
    if (rowCount) return;
    await sleep(25);
  }
  throw new Error('nobody waits');
}

it('an erasure and whoever locks the same households do not wait for each other in a circle', async () => {
  const { county, test } = stage.people;
  const [{ version } = { version: 0 }] = await stage.query<{ version: number }>(
    `select version from household where id = '${stage.home.id}'`,
  );
  const { merge } = families(stage.people);
  expect((await merge(county, stage.neighbour, stage.home, { otherVersion: version })).errors).toEqual([]);
  const { askErasure } = await county.get<Asked, unknown>(ASK, {
    input: {
      subject: 'MEMBER',
      id: stage.home.headId,
      ground: 'CONSENT_WITHDRAWN',
      reason: '本人书面撤回同意',
    },
  });
  // Where they lived before comes first in the order in which a merge and its undoing lock the two.
  expect(stage.home.id < stage.neighbour.id).toBe(true);

  const other = new pg.Client({ connectionString: test.urls.appUrl, options: '-c role=r_system' });
  await other.connect();
  try {
    const lock = (id: string) => other.query('select from household where id = $1 for no key update', [id]);
    await other.query('begin');
    expect((await lock(stage.home.id)).rowCount).toBe(1);
    const deciding = stage.city.ask(DECIDE, {
      input: { id: askErasure.id, version: askErasure.version, approve: true },
    });
    await untilSomebodyWaits(other);
    await lock(stage.neighbour.id);
    await other.query('commit');
    expect((await deciding).errors).toEqual([]);
  } finally {
    await other.end();
  }
});
