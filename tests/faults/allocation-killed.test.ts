import { OpenAllocationDocument, PublishAllocationDocument } from '@qinyou/schema';
import pg from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { settled, withAllocationStage } from '../api/allocation/stage.ts';
import { masterKey } from '../support/master-key.ts';
import { withOutlastingService } from '../support/outlasting-service.ts';

const CADRES = 20;
/** Two for each cadre, and some who wait. */
const HOMES = 50;
const NEW = 2 * CADRES;

describe('an allocation, the service killed while it is worked out and while it is published', () => {
  const { QINYOU_MASTER_KEY, keys } = masterKey();
  const stage = withAllocationStage({ keys });
  const there = withOutlastingService(stage.test, QINYOU_MASTER_KEY);
  const asked = () => there.askedThere(stage.county);
  let id: string;

  const number = async (from: string) =>
    Number((await there.system.query<{ n: string }>(`select count(*) as n from ${from}`)).rows[0]!.n);
  /** All that a run writes, and what it says of itself. */
  const written = async () => ({
    state: (
      await there.system.query<{ state: string }>('select state from allocation_run where id = $1', [id])
    ).rows[0]!.state,
    lines: await number('allocation_line'),
    standing: await number('pairing where withdrawn_at is null and to_date is null'),
    records: await number(`audit_entry where action = 'pairing.create'`),
    published: await number(`audit_entry where action = 'allocation.published'`),
  });

  /** Kills the service inside its transaction: storing begins with that table, publishing looks at it when all pairs are written. */
  async function killedWaiting(begin: () => Promise<unknown>): Promise<void> {
    const holder = new pg.Client(stage.test.urls.ownerUrl);
    await holder.connect();
    try {
      await holder.query('begin; lock table allocation_waiting in access exclusive mode');
      await begin();
      const waiting = `pg_locks where not granted and relation = 'allocation_waiting'::regclass`;
      await expect.poll(() => number(waiting), { timeout: 60_000 }).toBe(1);
      await there.kill();
    } finally {
      await holder.end();
    }
  }

  beforeAll(async () => {
    await stage.cadres(CADRES);
    await stage.households(HOMES);
    await there.takeOver();
  });

  it('is worked out by the next start, each household once', async () => {
    await killedWaiting(async () => {
      ({ id } = (await asked().get(OpenAllocationDocument, { input: {} })).openAllocation);
    });
    expect(await written()).toEqual({ state: 'WORKING', lines: 0, standing: 0, records: 0, published: 0 });
    await there.start();
    expect((await settled(asked(), id)).counts).toMatchObject({ new: NEW, waiting: HOMES - NEW });
    expect(await written()).toMatchObject({ state: 'PROPOSED', lines: NEW, standing: 0 });
  });

  it('is published by the next start: before it nothing is there, after it all of it once', async () => {
    const { version } = await settled(asked(), id);
    await killedWaiting(() => asked().get(PublishAllocationDocument, { input: { id, version } }));
    expect(await written()).toEqual({
      state: 'PUBLISHING',
      lines: NEW,
      standing: 0,
      records: 0,
      published: 0,
    });
    await there.start();
    expect((await settled(asked(), id)).problem).toBeNull();
    const each = await number('(select household_id from pairing group by 1 having count(*) = 1) once');
    expect(await written()).toMatchObject({ state: 'PUBLISHED', standing: NEW, records: NEW, published: 1 });
    expect(each).toBe(NEW);
  });
});
