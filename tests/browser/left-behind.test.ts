import { beforeAll, describe, expect, it } from 'vitest';
import type { OpenPage } from '../support/browser.ts';
import { withConsole } from '../support/console.ts';
import type { Place } from '../support/world.ts';

/** The open year lies ahead, so that its deadline has not passed whenever this runs. */
const YEAR = new Date().getFullYear() + 1;

describe('who has moved on or stopped, with friends', () => {
  const test = withConsole();
  let desk: OpenPage;
  let bureau: Place;
  const ids = { 李向前: '', 何守业: '', 孟晓春: '' };

  beforeAll(async () => {
    const { world } = test;
    await world.insert('programme_year', { year: YEAR, confirm_by: `${YEAR}-03-31` });
    bureau = await world.unit('610926', { name: '平利县农业农村局' });
    await world.unit('610926', { name: '平利县水利局' });
    const [village] = await world.villages('610926107', 1);
    for (const name of ['李向前', '何守业', '孟晓春'] as const) {
      ids[name] = await world.cadre(bureau, { name });
      const post = { cadre_id: ids[name], unit_id: bureau.id, kind: 'POST' };
      await world.insert('posting', { ...post, from_date: '2020-01-01' });
      if (name === '孟晓春') continue;
      await world.pairing(await world.household(village!), village!, ids[name], bureau, {
        from_date: '2025-01-10',
      });
    }
    await test.account('county', '陈晓雯', 'COUNTY_OPERATOR', '6109/610926/', '县操作员 · 平利县');
    desk = await test.signIn('county');
  });

  const asks = (name: string) =>
    desk.page.getByRole('status').filter({ hasText: `${name}手上还有 1 户，交给谁？` });
  const open = async (name: keyof typeof ids) => {
    await desk.page.goto(`/cadres/${ids[name]}/show`);
    await desk.page.getByRole('heading', { level: 1, name }).waitFor();
    await desk.page.waitForLoadState('networkidle');
  };
  const transfer = async () => {
    const { page } = desk;
    await page.getByRole('button', { name: '调动' }).click();
    const form = page.getByRole('dialog');
    await form.getByRole('combobox', { name: /^新单位/ }).fill('水利');
    await page.getByRole('option', { name: /平利县水利局/ }).click();
    await form.getByRole('button', { name: '调过去' }).click();
    await page.getByText('已在平利县水利局').waitFor();
  };
  const retire = async () => {
    const { page } = desk;
    await page.getByRole('button', { name: '改状态' }).click();
    const form = page.getByRole('dialog');
    await form.getByRole('combobox', { name: /^状态/ }).click();
    await page.getByRole('option', { name: '退休' }).click();
    await form.getByText('名下 1 户的结对先留着，等交接给别人').waitFor();
    await form.getByRole('button', { name: '记下状态' }).click();
  };

  it('asks after a transfer who takes over, and leads there', async () => {
    await open('李向前');
    expect(await asks('李向前').count()).toBe(0);
    await transfer();
    await asks('李向前').getByRole('link', { name: '交接 1 户' }).click();
    await desk.page.getByRole('heading', { level: 1, name: '交接李向前的朋友' }).waitFor();
  });

  it('says before a retirement what becomes of the friends, and asks after it', async () => {
    await open('何守业');
    expect(await asks('何守业').count()).toBe(0);
    await retire();
    await asks('何守业').waitFor();
    await desk.screenshot('left-behind-retired');
    expect(await desk.page.getByRole('button', { name: '调动' }).count()).toBe(0);
  });

  it('asks nothing of who has no friends', async () => {
    await open('孟晓春');
    await transfer();
    await desk.page.getByRole('link', { name: '平利县水利局' }).first().waitFor(); // the page has followed
    expect(await desk.page.getByText('手上还有').count()).toBe(0);
    expect(desk.trouble).toEqual([]);
    await desk.close();
  });
});
