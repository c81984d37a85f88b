import ExcelJS from 'exceljs';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { personColumns, PersonVault } from '../../server/src/modules/people/index.ts';
import type { OpenPage } from '../support/browser.ts';
import { DESK, PHONE, withConsole } from '../support/console.ts';
import { cutOff } from './cut-off.ts';

const NUMBERS: Record<string, { identity?: string; phone: string }> = {
  柯昌富: { identity: '610926196503121415', phone: '15298766033' },
  邹道全: { phone: '15298766044' },
  储德明: { phone: '15298766055' },
};

/** The button of a list; the menu has an entry of the same name. */
const inFull = (page: Page) => page.locator('a[href^="/disclosures?"]');

describe('导出完整信息', () => {
  const test = withConsole();
  let county: OpenPage;
  let number = '';

  beforeAll(async () => {
    const { world, app } = test;
    await world.insert('programme_year', { year: 2026, confirm_by: '2026-03-31' });
    await app.db.write({ accountId: null, grantId: null }, { axis: 'territory', lo: '', hi: '' }, (unit) =>
      unit.sql.updateTable('figures').set({ rows_alone: 2 }).execute(),
    );
    const vault = new PersonVault(app.vault);
    const [village] = await world.villages('610926107', 1);
    for (const [name, numbers] of Object.entries(NUMBERS)) {
      const id = await world.household(village!, { head_name: name, size: 1, poverty_status: 'NOT_LIFTED' });
      const sealed = personColumns(vault.person(numbers));
      const row = { household_id: id, path: village!.path, name, ...sealed };
      const headId = await world.insert('household_member', row);
      await app.db.write({ accountId: null, grantId: null }, { axis: 'system', lo: '', hi: '' }, (unit) =>
        unit.sql.updateTable('household').set({ head_id: headId }).where('id', '=', id).execute(),
      );
    }
    const { path } = await world.region('610926');
    await test.account('chenxw', '陈晓雯', 'COUNTY_OPERATOR', path, '县操作员 · 平利县');
    await test.account('city', '罗世兰', 'CITY_OPERATOR', '6109/', '市操作员 · 安康市');
    county = await test.signIn('chenxw', DESK, '/households');
  });

  it('is asked for from the list that it is of; how many it is and who else has to agree is said first', async () => {
    const { page } = county;
    await inFull(page).waitFor();
    await county.screenshot('disclosure-list');
    await inFull(page).click();
    const form = page.getByRole('dialog');
    await form.getByText('打印的每一页都写着谁、什么时候导出').waitFor();
    const pick = async (field: RegExp, option: string) => {
      await form.getByRole('combobox', { name: field }).click();
      await page.getByRole('option', { name: option, exact: true }).click();
    };
    await form.getByRole('combobox', { name: /^谁的/ }).click();
    expect(await page.getByRole('option').allInnerTexts()).toEqual(['户主', '全家人']);
    await page.getByRole('option', { name: '户主' }).click();
    await form.getByText(/^平利县：3\s人$/).waitFor();
    await form.getByText(/上级办公室的另一人同意/).waitFor();
    await pick(/^要哪些/, '身份证号和电话');
    await form.getByLabel(/^拿去做什么/).fill('给 15298766033 打款');
    await form.getByRole('button', { name: '申请导出' }).click();
    await form.getByText('不写电话和证件号码').waitFor();
    await form.getByLabel(/^拿去做什么/).fill('农行代发产业补助');
    await county.screenshot('disclosure-ask');
    await form.getByRole('button', { name: '申请导出' }).click();
    await form.waitFor({ state: 'detached' });
    const row = page.getByRole('row', { name: /农行代发产业补助/ });
    await row.getByText('等另一人同意').waitFor();
    number = /QY\d{4}-\d{5}/.exec(await row.innerText())![0];
    expect(await page.getByRole('button', { name: '同意导出' }).count()).toBe(0);
  });

  it('waits on the home of the office above, which sees everything that is asked for and agrees', async () => {
    const city = await test.signIn('city');
    const { page } = city;
    await page.getByText('有人申请导出 3 人的完整信息，等你同意').waitFor();
    await city.screenshot('disclosure-todo');
    await page.getByRole('link', { name: /去决定：有人申请导出/ }).click();
    await page.getByRole('button', { name: '不同意' }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByRole('button', { name: '不同意' }).isDisabled()).toBe(true);
    await dialog.getByRole('button', { name: '先不决定' }).click();
    await page.getByRole('button', { name: '同意导出' }).click();
    await dialog.getByText('陈晓雯（县操作员 · 平利县）申请').waitFor();
    await dialog.getByText(/户主\s3\s人的身份证号、电话/).waitFor();
    await dialog.getByText('拿去做什么：农行代发产业补助').waitFor();
    await city.screenshot('disclosure-decide');
    await dialog.getByRole('button', { name: /^同意导出\s3\s人$/ }).click();
    await page
      .getByRole('row', { name: /农行代发产业补助/ })
      .getByText('做好了')
      .waitFor();
    expect(await page.getByRole('button', { name: '下载' }).count()).toBe(0);
    expect(city.trouble).toEqual([]);
    expect(city.foreign).toEqual([]);
  });

  it('is fetched by who asked, tells in every row whose copy it is, and on each person’s page that it left', async () => {
    const { page } = county;
    await page.goto('/');
    await page.getByRole('link', { name: /去下载：1\s份完整信息做好了/ }).click();
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: '下载' }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toBe(`平利县户主名单（完整信息，${number}）.xlsx`);
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(await download.path());
    const [sheet] = book.worksheets;
    expect(sheet!.getCell('A3').text).toContain(`导出编号 ${number}　县操作员 · 平利县　陈晓雯`);
    const rows = sheet!.getRows(5, 3)!.map((row) => (row.values as unknown[]).slice(7));
    expect(rows.toSorted()).toEqual(
      Object.entries(NUMBERS)
        .map(([name, { identity, phone }]) => [name, '户主', identity, phone, number])
        .toSorted(),
    );
    await page.getByText(/下载过\s1\s次/).waitFor();
    await county.screenshot('disclosure-ready');

    await page.getByLabel('导出编号').fill('99999');
    await page.getByText('没有这个编号').waitFor();
    await page.getByLabel('导出编号').fill(number.toLowerCase());
    await page.getByRole('row', { name: /农行代发产业补助/ }).waitFor();

    await page.goto('/households');
    await page.getByText('柯昌富户').click();
    await page.getByRole('tab', { name: /^改动记录/ }).click();
    await page.getByText('导出了全号').first().waitFor();
    await page.getByText(`导出编号：${number}`).waitFor();
  });

  it('can be destroyed at once, and stands on a phone without a sideways scroll', async () => {
    const { page } = county;
    await page.setViewportSize(PHONE);
    await page.goto('/disclosures');
    await page.getByRole('button', { name: '销毁' }).waitFor();
    await county.screenshot('disclosure-phone');
    const sideways = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(await sideways()).toBeLessThanOrEqual(0);
    expect(await cutOff(page)).toEqual([]);
    await page.getByRole('button', { name: '申请导出' }).click();
    await county.screenshot('disclosure-phone-ask');
    await page.getByRole('button', { name: '关上' }).click();
    await page.getByRole('button', { name: '销毁' }).click();
    await page.getByText('文件销毁了').waitFor();
    await page.getByRole('button', { name: '下载' }).waitFor({ state: 'detached' });
    await page.goto('/households');
    await inFull(page).waitFor();
    await county.screenshot('disclosure-phone-list');
    expect(await sideways()).toBeLessThanOrEqual(0);
    expect(county.trouble).toEqual([]);
    expect(county.foreign).toEqual([]);
  });
});
