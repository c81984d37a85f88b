import { beforeAll, describe, expect, it } from 'vitest';
import type { OpenPage } from '../support/browser.ts';
import { PHONE, withConsole } from '../support/console.ts';
import { cutOff } from './cut-off.ts';

/** The open year lies ahead, so that its deadline has not passed whenever this runs. */
const YEAR = new Date().getFullYear() + 1;

describe('whom the city has sent, in a county’s allocation (R6)', () => {
  const test = withConsole();
  let desk: OpenPage;

  beforeAll(async () => {
    const { world } = test;
    await world.insert('programme_year', { year: YEAR, confirm_by: `${YEAR}-03-31` });
    const county = await world.region('610926');
    const bureau = await world.unit('610926', { name: '平利县农业农村局' });
    const municipal = await world.unit('6109', { name: '市交通局' });
    await world.cadre(bureau, { name: '汪大川' });
    const sent = await world.cadre(municipal, { name: '罗小山' });
    await world.insert('municipal_place', { year: YEAR, county_id: county.id, places: 3 });
    const account_id = await test.account('city', '罗世兰', 'CITY_OPERATOR', '6109/', '市操作员 · 安康市');
    await world.insert('sent_cadre', {
      year: YEAR,
      cadre_id: sent,
      cadre_path: municipal.path,
      county_id: county.id,
      path: county.path,
      account_id,
    });
    const [village] = await world.villages('610926107', 1);
    for (let n = 0; n < 4; n++) await world.household(village!, { head_name: `等待${String(n)}`, need: 50 });
    await test.account('county', '陈晓雯', 'COUNTY_OPERATOR', county.path, '县操作员 · 平利县');
    desk = await test.signIn('county', undefined, '/allocation');
  });

  it('stand on a card of their own and among the units, marked', async () => {
    const { page } = desk;
    const card = page.getByRole('list', { name: '市派干部' }).getByRole('listitem');
    await card.first().waitFor();
    expect(await card.allInnerTexts()).toEqual([
      expect.stringMatching(/^罗小山\s+市交通局 · 科员；已结对 0\s户，还能接 2\s户\s+市派$/),
    ]);
    const unit = (name: string) => page.getByRole('rowheader', { name }).getByText('市派');
    await unit('市交通局').waitFor();
    expect(await unit('平利县农业农村局').count()).toBe(0);
    await desk.screenshot('sent-cadres-start');
  });

  it('are marked in the proposal, line by line', async () => {
    const { page } = desk;
    await page.getByRole('button', { name: /^算\s\d+\s年的提案$/ }).click();
    const rows = page.getByRole('region', { name: '逐户' }).locator('tbody tr');
    await rows.first().waitFor({ timeout: 90_000 });
    const told = (await rows.all()).map(async (row) => [
      (await row.innerText()).includes('罗小山'),
      (await row.getByText('市派', { exact: true }).count()) === 1,
    ]);
    const marks = await Promise.all(told);
    expect(marks.filter(([his]) => his)).toHaveLength(2);
    expect(marks.filter(([his, marked]) => his !== marked)).toEqual([]);
    await page.setViewportSize(PHONE);
    expect(await cutOff(page)).toEqual([]);
    await desk.screenshot('sent-cadres-phone');
    expect(desk.trouble).toEqual([]);
    await desk.close();
  });
});
