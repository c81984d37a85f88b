import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenPage } from '../support/browser.ts';
import { DESK, PATIENT, withConsole } from '../support/console.ts';
import { keyboardOf, stepsOf, unseen, type Keyboard } from './by-keyboard.ts';

const COUNTY = '6109/610926/';

/** The board without a mouse: Tab order, a focus that is seen, Enter and Escape. */
describe('空白和重复 by keyboard alone', () => {
  const test = withConsole();
  let system: pg.Client;
  let desk: OpenPage;
  let keys: Keyboard;

  beforeAll(async () => {
    const { world } = test;
    system = new pg.Client({ connectionString: test.urls.appUrl, options: '-c role=r_system' });
    await system.connect();
    await world.insert('programme_year', { year: 2027, confirm_by: '2027-03-31' });
    const bureau = await world.unit('610926', { name: '平利县农业农村局' });
    const [village] = await world.villages('610926107', 1);
    for (const name of ['谢玉芳', '邹道全', '武艳平']) {
      await world.household(village!, { head_name: name });
      await world.cadre(bureau, { name: `帮${name}` });
    }
    await test.account('chenxw', '陈晓雯', 'COUNTY_OPERATOR', COUNTY, '县操作员 · 平利县');
    desk = await test.signIn('chenxw', DESK);
    keys = keyboardOf(desk.page);
  });
  afterAll(() => system.end());

  const standing = async () =>
    (
      await system.query<{ n: number }>(
        'select count(*)::int as n from pairing where withdrawn_at is null and to_date is null',
      )
    ).rows[0]!.n;

  it('reaches every control in the order it is read, with a focus that is seen, and carries one out with Enter', async () => {
    const { page } = desk;
    await page.goto('/board?kind=GAP');
    await page.getByRole('button', { name: '照办' }).first().waitFor();
    const passed = await keys.tabTo(/^照办/);
    expect(unseen(passed)).toEqual([]);
    const read = stepsOf(passed, /^导出清单/, /^平利县\d/, /^交友空白/, /全选/, /^选上谢玉芳户/, /^照办/);
    expect(read).not.toContain(-1);
    expect(read).toEqual(read.toSorted((a, b) => a - b));
    await keys.press('Enter');
    await expect.poll(standing, PATIENT).toBe(1);
  });

  it('after the close the dialog takes the focus, Escape gives it back and nothing is written, Enter on its button writes', async () => {
    const { page } = desk;
    const before = await standing();
    await system.query(`update confirmation set state = 'CLOSED' where path = $1`, [COUNTY]);
    await page.goto('/board?kind=GAP');
    await page.getByRole('button', { name: '照办' }).first().waitFor();
    await keys.tabTo(/^照办/);
    await keys.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('为什么').waitFor();
    expect(await dialog.getByLabel('为什么').evaluate((field) => field === document.activeElement)).toBe(
      true,
    );
    await keys.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(async () => (await keys.focused()).name).toMatch(/^照办/);
    expect(await standing()).toBe(before);
    await keys.press('Enter');
    await dialog.getByLabel('为什么').waitFor();
    await keys.type('补上 4 月新来的');
    await keys.tabTo(/^写好了，照办/);
    await keys.press('Enter');
    await expect.poll(standing, PATIENT).toBe(before + 1);
    expect(desk.trouble).toEqual([]);
  });
});
