import { HandOverCaseloadDocument, PairDocument } from '@qinyou/schema';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Client } from '../support/client.ts';
import { PATIENT, PHONE, withConsole } from '../support/console.ts';

/** The open year lies ahead, so that its deadline has not passed whenever this runs. */
const YEAR = new Date().getFullYear() + 1;

describe('what was done today, on the page of whom it was about', () => {
  const test = withConsole();
  let system: pg.Client;
  let leaving: string;
  let successor: string;
  let waiting: string;

  beforeAll(async () => {
    const { world } = test;
    system = new pg.Client({ connectionString: test.urls.appUrl, options: '-c role=r_system' });
    await system.connect();
    await world.insert('programme_year', { year: YEAR, confirm_by: `${YEAR}-03-31` });
    const bureau = await world.unit('610926', { name: '平利县农业农村局' });
    const [village] = await world.villages('610926107', 1);
    leaving = await world.cadre(bureau, { name: '王德顺' });
    successor = await world.cadre(bureau, { name: '张立新' });
    const household_id = await world.household(village!, { head_name: '李家全' });
    const pairingId = await world.pairing(household_id, village!, leaving, bureau, {
      from_date: '2025-01-10',
    });
    waiting = await world.household(village!, { head_name: '储召云' });
    await test.account('chenxw', '陈晓雯', 'COUNTY_OPERATOR', '6109/610926/', '县操作员 · 平利县');
    const office = new Client(test.app, await world.sessionOf('chenxw'));
    const lines = [{ pairingId, version: 1, successorId: successor }];
    await office.get(HandOverCaseloadDocument, { input: { cadreId: leaving, lines, reason: '调走' } });
    const friend = await world.cadre(await world.unit('610926'), { name: '何秀兰' });
    await office.get(PairDocument, { input: { householdId: waiting, cadreId: friend } });
  });
  afterAll(() => system.end());

  it('a handover is taken back within the day; where somebody changed it since, it says why it can’t be', async () => {
    const { page, screenshot, close } = await test.signIn('chenxw', undefined, `/cadres/${leaving}/show`);
    const bar = page.getByRole('status').filter({ hasText: '你交接了 1 户' });
    const change = (by: number) =>
      system.query('update pairing set version = version + $2 where cadre_id = $1', [successor, by]);
    await change(1);
    await page.reload();
    await bar.getByText('这一步之后又有人改过，不能再撤销').waitFor();
    await screenshot('latest-handover-late');
    expect(await bar.getByRole('button').count()).toBe(0);
    await change(-1);
    await page.reload();
    await bar.getByRole('button', { name: '撤销交接' }).click();
    await page.getByText('负责 1 户').waitFor();
    await expect.poll(() => bar.count()).toBe(0);
    await close();
  });

  it('a household’s new friend is taken away again, on a phone, too', async () => {
    const { page, screenshot, close } = await test.signIn('chenxw', PHONE, `/households/${waiting}/show`);
    const bar = page.getByRole('status').filter({ hasText: '你给这一户结了对：何秀兰' });
    await bar.waitFor();
    await screenshot('latest-act-phone');
    await bar.getByRole('button', { name: '撤销', exact: true }).click();
    await expect.poll(() => bar.count(), PATIENT).toBe(0);
    await page.getByText('何秀兰').first().waitFor({ state: 'detached' });
    await close();
  });
});
