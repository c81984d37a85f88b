import { beforeAll, describe, expect, it } from 'vitest';
import { PersonVault, initials, personColumns } from '../../server/src/modules/people/index.ts';
import type { OpenPage } from '../support/browser.ts';
import { PHONE, withConsole } from '../support/console.ts';

const MEMBER = { identity: '610926196503121415', phone: '15298766033' };

describe('the page of a household', () => {
  const test = withConsole();
  let desk: OpenPage;
  let household: string;
  let cadre: string;

  beforeAll(async () => {
    const { world, app } = test;
    await world.insert('programme_year', { year: 2026, confirm_by: '2026-03-31' });
    const village = (await world.villages('610926107', 1))[0]!;
    const bureau = await world.unit('610926', { name: '平利县农业农村局' });
    const insert = { size: 2, cause: 'ILLNESS', poverty_status: 'LIFTED', village_group: '2 组', need: 55 };
    household = await world.household(village, {
      head_name: '柯昌富',
      head_initials: initials('柯昌富'),
      ...insert,
    });
    const head = await world.insert('household_member', {
      household_id: household,
      path: village.path,
      name: '柯昌富',
      sex: 'M',
      birth_date: '1965-03-12',
      ...personColumns(new PersonVault(app.vault).person(MEMBER)),
    });
    await world.insert('household_member', {
      household_id: household,
      path: village.path,
      name: '陈桂兰',
      relation: 'SPOUSE',
      sex: 'F',
    });
    await app.db.write({ accountId: null, grantId: null }, { axis: 'system', lo: '', hi: '' }, (unit) =>
      unit.sql.updateTable('household').set({ head_id: head }).where('id', '=', household).execute(),
    );
    for (const [name, kind, from, to] of [
      ['周文涛', 'RESPONSIBLE', '2018-04-01', '2021-09-01'],
      ['周文涛', 'RETAINED', '2021-09-01', null],
      ['余春梅', 'RESPONSIBLE', '2021-09-01', '2024-04-01'],
      ['李建国', 'RESPONSIBLE', '2024-04-01', null],
    ] as const) {
      if (kind === 'RESPONSIBLE') cadre = await world.cadre(bureau, { name });
      await world.insert('pairing', {
        household_id: household,
        path: village.path,
        cadre_id: cadre,
        cadre_path: bureau.path,
        kind,
        slot: kind === 'RESPONSIBLE' ? 1 : null,
        from_date: from,
        to_date: to,
        source: 'ASSIGNED',
      });
    }
    const { path } = await world.region('610926');
    await test.account('chenxw', '陈晓雯', 'COUNTY_OPERATOR', path, '县操作员 · 平利县');
    desk = await test.signIn('chenxw');
    await desk.page.getByRole('heading', { level: 1 }).waitFor();
  });

  it('tells who was its friend, and shows a number for a reason only', async () => {
    const { page } = desk;
    await page.goto('/households');
    await page.getByText('柯昌富户').waitFor();
    await desk.screenshot('people-households');
    await page.getByText('柯昌富户').click();
    await page.getByRole('heading', { level: 1, name: '柯昌富户' }).waitFor();
    await page.getByText('谁陪过这一户').waitFor();
    expect(await page.locator('body').innerText()).not.toContain(MEMBER.phone);
    await page.getByRole('button', { name: '看柯昌富的电话全号' }).click();
    await desk.screenshot('people-household-reveal');
    await page.getByRole('button', { name: '看 60 秒' }).click();
    await page.getByText(MEMBER.phone).waitFor();
  });

  it('keeps what was typed when somebody else was faster, and saves what was picked', async () => {
    const { page } = desk;
    await page.getByRole('button', { name: '修改资料' }).click();
    await page.getByLabel('备注').fill('我写的备注');
    const other = await test.world.signedIn('COUNTY_OPERATOR', '6109/610926/');
    await other.get(`mutation ($input: EditHouseholdInput!) { editHousehold(input: $input) { id } }`, {
      input: { id: household, version: 1, remark: '别人写的备注' },
    });
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByRole('button', { name: '看差别' }).click();
    await page.getByText('别人写的备注').waitFor();
    await desk.screenshot('people-household-conflict');
    await page.getByRole('button', { name: '按选的保存' }).click();
    await page.getByText('我写的备注').waitFor();
  });

  it('saves a list under the filter that it shows as a workbook', async () => {
    const { page } = desk;
    await page.goto('/households');
    await page.getByText('柯昌富户').waitFor();
    const download = page.waitForEvent('download');
    const asked = page.waitForRequest(/\/download\/list\/households/);
    await page.getByRole('button', { name: '导出', exact: true }).click();
    expect((await download).suggestedFilename()).toMatch(/^平利县农户名单（\d{4}-\d\d-\d\d）\.xlsx$/);
    expect(new URL((await asked).url()).searchParams.get('sort')).toBe('{"field":"need","order":"DESC"}');
  });

  it('gets another head: what is missing stands under its field, and the page follows', async () => {
    const { page } = desk;
    await page.goto(`/households/${household}/show`);
    await page.getByRole('button', { name: '换户主' }).click();
    const form = page.getByRole('dialog');
    await form.getByRole('button', { name: '换户主' }).click();
    await form.getByText('选新户主').waitFor();
    await form.getByText('选柯昌富是新户主的什么人').waitFor();
    const pick = async (field: RegExp, option: RegExp) => {
      await form.getByRole('combobox', { name: field }).click();
      await page.getByRole('option', { name: option }).click();
    };
    await pick(/^新户主/, /陈桂兰/);
    await pick(/^柯昌富是新户主的什么人/, /^配偶$/);
    await desk.screenshot('people-household-head');
    await form.getByRole('button', { name: '换户主' }).click();
    await page.getByRole('heading', { level: 1, name: '陈桂兰户' }).waitFor();
    await page.getByRole('tab', { name: /^改动记录/ }).click();
    await page.getByText('户主：柯*富 改成 陈*兰').waitFor();
  });

  it('shows cadres and accounts, on a phone without sideways scroll', async () => {
    const { page } = desk;
    await page.goto(`/cadres/${cadre}/show`);
    await page.getByText('陪过哪几户').waitFor();
    await desk.screenshot('people-cadre');
    await page.goto('/accounts');
    await page.getByRole('button', { name: '发登录码' }).first().click();
    await page.getByRole('dialog').getByText('只显示这一次').waitFor();
    await desk.screenshot('people-code');
    await page.setViewportSize(PHONE);
    for (const path of [`/households/${household}/show`, `/cadres/${cadre}/show`]) {
      await page.goto(path);
      await page.getByText('改动记录').first().waitFor();
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width, path).toBeLessThanOrEqual(PHONE.width);
    }
    await desk.screenshot('people-cadre-phone');
    expect(desk.trouble).toEqual([]);
    expect(desk.foreign).toEqual([]);
  });
});
