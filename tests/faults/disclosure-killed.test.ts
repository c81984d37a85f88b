import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import exceljs from 'exceljs';
import pg from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { DisclosureStage, rowsOf, type Office } from '../api/disclosure/stage.ts';
import { masterKey } from '../support/master-key.ts';
import { withOutlastingService } from '../support/outlasting-service.ts';

const HEADS = 1200;
const COUNTY = '6109/610926/';

describe('a workbook of full data, the service killed while it is written', () => {
  const { QINYOU_MASTER_KEY, keys } = masterKey();
  const stage = new DisclosureStage({ keys });
  const files = () => {
    const folder = join(stage.test.dataDir, 'files/disclosures');
    return existsSync(folder) ? readdirSync(folder) : [];
  };
  const there = withOutlastingService(stage.test, QINYOU_MASTER_KEY);
  let within: string;
  let asker: Office;
  let second: Office;

  async function start(): Promise<void> {
    await there.start();
    comeAlong();
  }
  /** Their sessions go on, at the service's new address. */
  function comeAlong(): void {
    asker = { ...asker, client: there.askedThere(asker.client) };
    second = { ...second, client: there.askedThere(second.client) };
  }

  const one = async <T extends object>(text: string, values: unknown[] = []) =>
    (await there.system.query<T>(text, values)).rows[0]!;
  const figures = (id: string) =>
    one<{ state: string; done: number; total: number }>(
      'select state, done, total from disclosure where id = $1',
      [id],
    );
  const actsOf = async (id: string) =>
    (
      await there.system.query<{ action: string }>(
        'select action from audit_entry where subject_id = $1 order by id',
        [id],
      )
    ).rows.map(({ action }) => action);
  /** Of how many people it is written that they went out. */
  const wentOut = async () =>
    (await one<{ n: number }>(`select count(*)::int as n from audit_entry where action = 'person.disclose'`))
      .n;

  /** Asked for and approved, then killed between two batches: somebody holds one of the rows. */
  async function killedMidway(): Promise<string> {
    const holder = new pg.Client({ connectionString: stage.test.urls.appUrl, options: '-c role=r_system' });
    await holder.connect();
    await holder.query(`begin; select 1 from household_member where name = '柯第800' for update`);
    const { id } = await stage.asked(asker, { within, fields: ['PHONE'] });
    expect((await stage.decide(second, id, true)).errors).toEqual([]);
    await expect.poll(async () => (await figures(id)).done, { timeout: 60_000 }).toBeGreaterThan(0);
    await there.kill();
    const { state, done } = await figures(id);
    expect(state).toBe('MAKING');
    expect(done).toBeLessThan(HEADS);
    await holder.end();
    return id;
  }

  beforeAll(async () => {
    const [village] = await stage.test.world.villages('610926107', 1);
    within = village!.path;
    const like = await stage.home(village!, '邹道全', { phone: '15298766044' });
    await stage.homes(village!, HEADS - 1, like.headId);
    asker = await stage.office('COUNTY_OPERATOR', COUNTY, '陈晓雯');
    second = await stage.office('CITY_OPERATOR', '6109/', '周明远');
    await there.takeOver();
    comeAlong();
  });

  it('is made anew after the start, each person once, and nobody is recorded before it is fetched', async () => {
    const id = await killedMidway();
    const before = ['disclosure.ask', 'disclosure.approve'];
    expect(await actsOf(id)).toEqual(before);
    await start();
    await expect.poll(async () => (await figures(id)).state, { timeout: 60_000 }).toBe('READY');
    expect(files()).toEqual([id]);
    expect(await wentOut()).toBe(0);
    const response = await fetch(there.address(`/download/disclosure/${id}`), {
      headers: { cookie: `qinyou_session=${asker.token}` },
    });
    const book = new exceljs.Workbook();
    await book.xlsx.load(await response.arrayBuffer());
    const names = rowsOf(book).map((row) => row['姓名']);
    expect([names.length, new Set(names).size]).toEqual([HEADS, HEADS]);
    expect(await actsOf(id)).toEqual([...before, 'disclosure.made', 'disclosure.download']);
    expect(await wentOut()).toBe(HEADS);
  });

  it('ends where the asker’s identity is withdrawn before the start: recorded, and no file is left', async () => {
    const before = await wentOut();
    const id = await killedMidway();
    await there.system.query('update role_grant set withdrawn_at = now() where id = $1', [asker.grantId]);
    await start();
    await expect.poll(async () => (await figures(id)).state, { timeout: 60_000 }).not.toBe('MAKING');
    await expect.poll(files).not.toContain(id);
    // The job and the sweep of the start both look; whichever comes first ends it.
    const ends: Record<string, string> = { FAILED: 'disclosure.fail', OVER: 'disclosure.destroy' };
    const { state } = await figures(id);
    expect(await actsOf(id)).toEqual(['disclosure.ask', 'disclosure.approve', ends[state]]);
    expect(await wentOut()).toBe(before);
  });
});
