import { beforeAll, describe, expect, it } from 'vitest';
import type { OpenPage } from '../support/browser.ts';
import { DESK, PHONE, withConsole } from '../support/console.ts';
import { cutOff } from './cut-off.ts';

describe('依法删除', () => {
  const test = withConsole();
  let county: OpenPage;

  beforeAll(async () => {
    const { world } = test;
    await world.insert('programme_year', { year: 2026, confirm_by: '2026-03-31' });
    const [village] = await world.villages('610926107', 1);
    const household = await world.household(village!, { head_name: '柯昌富', size: 2 });
    for (const name of ['柯昌富', '陈桂兰'])
      await world.insert('household_member', { household_id: household, path: village!.path, name });
    const { path } = await world.region('610926');
    await test.account('chenxw', '陈晓雯', 'COUNTY_OPERATOR', path, '县操作员 · 平利县');
    await test.account('city', '罗世兰', 'CITY_OPERATOR', '6109/', '市操作员 · 安康市');
    county = await test.signIn('chenxw', DESK, '/erasures');
  });

  it('is asked for one member of a household, with what goes and what stays said first', async () => {
    const { page } = county;
    await page.getByText('还没有人提出过').waitFor();
    await page.getByRole('button', { name: '提出依法删除' }).click();
    const form = page.getByRole('dialog');
    await form.getByText('密钥一并销毁').waitFor();
    const pick = async (field: RegExp, option: RegExp, typed?: string) => {
      await form.getByRole('combobox', { name: field }).click();
      if (typed) await form.getByRole('combobox', { name: field }).fill(typed);
      await page.getByRole('option', { name: option }).click();
    };
    await pick(/^删谁的/, /家里一个人/);
    await pick(/^农户/, /柯昌富/, '柯昌富');
    await pick(/^哪一位/, /陈桂兰/);
    await pick(/^法律依据/, /本人撤回同意/);
    await form.getByLabel(/^依据和经过/).fill('陈桂兰要求删除');
    await form.getByRole('button', { name: '提出来' }).click();
    await form.getByText('别写姓名、号码或户编号').waitFor();
    await county.screenshot('erasure-ask');
    await form.getByLabel(/^依据和经过/).fill('本人来办公室书面提出');
    await form.getByRole('button', { name: '提出来' }).click();
    await form.waitFor({ state: 'detached' });
    await page
      .getByRole('row', { name: /陈桂兰/ })
      .getByText('等市里决定')
      .waitFor();
    expect(await page.getByRole('button', { name: '同意删除' }).count()).toBe(0);
  });

  it('is decided by the city, thinking twice; the name is gone from the list', async () => {
    const city = await test.signIn('city', DESK, '/erasures');
    const { page } = city;
    await page.getByRole('button', { name: '同意删除' }).click();
    await city.screenshot('erasure-decide');
    await page.getByRole('button', { name: '删除，不能恢复' }).click();
    await page
      .getByRole('row', { name: /已依法删除/ })
      .getByText('已删除')
      .waitFor();
    expect(await page.locator('main').innerText()).not.toContain('陈桂兰');
    await page.setViewportSize(PHONE);
    await city.screenshot('erasure-phone');
    expect(await cutOff(page)).toEqual([]);
    expect(city.trouble).toEqual([]);
    expect(city.foreign).toEqual([]);
  });
});
