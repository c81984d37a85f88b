import { beforeAll, describe, expect, it } from 'vitest';
import { PersonVault, initials, personColumns } from '../../server/src/modules/people/index.ts';
import { systemScope } from '../../server/src/platform/auth/scope.ts';
import type { OpenPage } from '../support/browser.ts';
import { DESK, PHONE, withConsole } from '../support/console.ts';
import type { Place } from '../support/world.ts';
import { tooSmall } from './too-small.ts';

const MEMBER = { identity: '610926196503121415', phone: '15298766033' };

describe('the page of a household', () => {
  const test = withConsole();
  let desk: OpenPage;
  let household: string;
  let cadre: string;
  /** Who parts and joins: 邹道全户, 储召云户. */
  const homes: string[] = [];

  /** Somebody of a household; whoever has no relation is its head. */
  const lives = async (home: string, { path }: Place, person: object) => {
    const id = await test.world.insert('household_member', { household_id: home, path, ...person });
    if ('relation' in person) return;
    await test.app.db.write({ accountId: null, grantId: null }, systemScope, (unit) =>
      unit.sql.updateTable('household').set({ head_id: id }).where('id', '=', home).execute(),
    );
  };
  const befriended = (home: string, { path }: Place, unit: Place, pairing: object) =>
    test.world.insert('pairing', {
      household_id: home,
      path,
      cadre_path: unit.path,
      kind: 'RESPONSIBLE',
      slot: 'kind' in pairing && pairing.kind === 'RETAINED' ? null : 1,
      source: 'ASSIGNED',
      ...pairing,
    });

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
    await lives(household, village, {
      name: '柯昌富',
      sex: 'M',
      birth_date: '1965-03-12',
      ...personColumns(new PersonVault(app.vault).person(MEMBER)),
    });
    await lives(household, village, { name: '陈桂兰', relation: 'SPOUSE', sex: 'F' });
    for (const [name, kind, from, to] of [
      ['周文涛', 'RESPONSIBLE', '2018-04-01', '2021-09-01'],
      ['周文涛', 'RETAINED', '2021-09-01', null],
      ['余春梅', 'RESPONSIBLE', '2021-09-01', '2024-04-01'],
      ['李建国', 'RESPONSIBLE', '2024-04-01', null],
    ] as const) {
      if (kind === 'RESPONSIBLE') cadre = await world.cadre(bureau, { name });
      await befriended(household, village, bureau, { cadre_id: cadre, kind, from_date: from, to_date: to });
    }
    for (const [head, members, friend] of [
      ['邹道全', { 王秀英: 'SPOUSE', 邹小军: 'SON' }, cadre],
      ['储召云', {}, await world.cadre(bureau, { name: '张立新' })],
    ] as const) {
      const size = 1 + Object.keys(members).length;
      const id = await world.household(village, { head_name: head, village_group: '3 组', size });
      await lives(id, village, { name: head });
      for (const [name, relation] of Object.entries(members)) await lives(id, village, { name, relation });
      await befriended(id, village, bureau, { cadre_id: friend, from_date: '2024-04-01' });
      homes.push(id);
    }
    const { path } = await world.region('610926');
    await test.account('chenxw', '陈晓雯', 'COUNTY_OPERATOR', path, '县操作员 · 平利县');
    desk = await test.signIn('chenxw', DESK, '/households');
  });

  it('tells who was its friend, and shows a number for a reason only', async () => {
    const { page } = desk;
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

  const show = (home: string) => `/households/${home}/show`;
  const heading = (name: string) => desk.page.getByRole('heading', { level: 1, name: `${name}户` }).waitFor();
  const card = (title: string) => desk.page.getByRole('region', { name: title });
  /** Neither the page nor the dialog over it. */
  const noSidewaysScroll = async (what: string) => {
    const wider = await desk.page.evaluate(() =>
      [document.documentElement, ...document.querySelectorAll('[role=dialog] *')]
        .filter((one, at) => at === 0 || /auto|scroll/.test(getComputedStyle(one).overflowX))
        .filter((one) => one.scrollWidth > one.clientWidth)
        .map((one) => one.className),
    );
    expect(wider, what).toEqual([]);
  };

  it('splits: what stays and what begins is said before, and it is taken back from the new household', async () => {
    const { page } = desk;
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto(show(homes[0]!));
    await page.getByRole('button', { name: '分户' }).click();
    const form = page.getByRole('dialog');
    expect(await form.getByRole('checkbox').count(), 'the head stays').toBe(2);
    await form.getByRole('checkbox', { name: '邹小军（儿子）' }).check();
    await form.getByText('邹道全户还有 2 人，户编号、结对、备注都不动。').waitFor();
    await form.getByText('邹小军户 1 人，还在原来的村，还没有干部，从待安排开始。').waitFor();
    await form.getByRole('textbox', { name: '新户的户编号' }).fill('分 1');
    await form.getByRole('button', { name: '分出 1 人' }).click();
    await form.getByText('请填为什么分').waitFor();
    await form.getByRole('textbox', { name: '为什么分' }).fill('儿子成家');
    await form.getByRole('button', { name: '分出 1 人' }).click();
    await form.getByText('户编号只有字母和数字，最多 30 位').waitFor();
    await noSidewaysScroll('分户');
    await desk.screenshot('people-split');
    await form.getByRole('textbox', { name: '新户的户编号' }).fill('FH-1');
    await form.getByRole('button', { name: '分出 1 人' }).click();
    await form.waitFor({ state: 'detached' });
    await page.getByRole('tab', { name: '家里人 2' }).waitFor();
    await card('现在的朋友').getByText('李建国').waitFor();
    await desk.screenshot('people-split-done');
    await card('分户、并户').getByRole('link', { name: '邹小军户' }).click();
    await heading('邹小军');
    await page.getByText('FH-1').waitFor();
    await card('现在的朋友').getByText('还没有干部').waitFor();
    await card('分户、并户').getByText('从邹道全户分出').waitFor();
    await card('分户、并户').getByRole('button', { name: '撤销分户' }).click();
    await page.getByText('起已不在。分户撤销了。').waitFor();
    await page.goto(show(homes[0]!));
    await page.getByRole('tab', { name: '家里人 3' }).waitFor();
    expect(await card('分户、并户').count()).toBe(0);
  });

  it('merges: either number may stay; its friend remains, the other one stays a friend; undone from the toast', async () => {
    const { page } = desk;
    const merge = async () => {
      await page.getByRole('button', { name: '并户' }).click();
      const form = page.getByRole('dialog');
      await form.getByRole('combobox', { name: '和哪一户并' }).fill('储');
      await page.getByRole('option', { name: /储召云户.*3 组，1.人，户编号/ }).click();
      await form.getByRole('radio', { name: /储召云户.*干部张立新/ }).waitFor();
      return form;
    };
    const relation = async (field: string, option: string) => {
      await page.getByRole('combobox', { name: field }).click();
      await page.getByRole('option', { name: option, exact: true }).click();
    };
    const form = await merge();
    await form.getByRole('button', { name: '并到邹道全户' }).click();
    await form.getByText('选储召云是邹道全的什么人').waitFor();
    await relation('储召云是邹道全的什么人', '父亲');
    await form.getByRole('textbox', { name: '为什么并' }).fill('父亲随儿子住');
    await form.getByText('李建国接着负责。').waitFor();
    await form.getByText('张立新不再负责，仍做朋友。').waitFor();
    await noSidewaysScroll('并户');
    await desk.screenshot('people-merge');
    await form.getByRole('button', { name: '并到邹道全户' }).click();
    await page.getByRole('tab', { name: '家里人 4' }).waitFor();
    await card('现在的朋友')
      .getByText(/仍做朋友/)
      .waitFor();
    await page.getByRole('button', { name: '撤销', exact: true }).click();
    await page.getByRole('tab', { name: '家里人 3' }).waitFor();

    const again = await merge();
    await again.getByRole('radio', { name: /储召云户/ }).check();
    await relation('邹道全是储召云的什么人', '儿子');
    await again.getByRole('textbox', { name: '为什么并' }).fill('父亲当家');
    await again.getByRole('button', { name: '并到储召云户' }).click();
    const ended = page.getByText('起已不在。并到了储召云户。结对到那天为止，记录都还在。');
    await ended.waitFor();
    await card('分户、并户').getByRole('button', { name: '撤销并户' }).waitFor();
    await desk.screenshot('people-merged-into');
    await ended.getByRole('link', { name: '储召云户' }).click();
    await heading('储召云');
    await page.getByRole('tab', { name: '家里人 4' }).waitFor();
    const friends = (await card('现在的朋友').innerText()).replaceAll('\u00a0', ' ');
    expect(friends).toMatch(/张立新\s+平利县农业农村局，负责/);
    expect(friends).toMatch(/李建国\s+平利县农业农村局，仍做朋友/);
  });

  it('parts and joins on a phone, under a finger and without sideways scroll', async () => {
    const { page } = desk;
    await page.setViewportSize(PHONE);
    await page.goto(show(homes[1]!));
    for (const what of ['分户', '并户']) {
      await page.getByRole('button', { name: what, exact: true }).click();
      await page.getByRole('dialog').getByRole('button', { name: /^先选/ }).waitFor();
      if (what === '分户') await page.getByRole('checkbox', { name: /^邹小军/ }).check();
      else {
        await page.getByRole('combobox', { name: '和哪一户并' }).fill('陈');
        await page.getByRole('option', { name: /^陈桂兰户/ }).click();
        await page.getByText('周文涛和以前一样，仍做朋友。').waitFor();
      }
      await noSidewaysScroll(what);
      expect(await tooSmall(page), what).toEqual([]);
      await desk.screenshot(`people-${what === '分户' ? 'split' : 'merge'}-phone`);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
    await test.app.db.write({ accountId: null, grantId: null }, systemScope, (unit) =>
      unit.sql.updateTable('confirmation').set({ state: 'CLOSED' }).execute(),
    );
    await card('分户、并户').getByRole('button', { name: '撤销并户' }).click();
    const why = page.getByRole('dialog');
    await why.getByText('2026 年度已关账，改动要写一句原因', { exact: false }).waitFor();
    await why.getByRole('textbox', { name: '为什么' }).fill('并错了户');
    await why.getByRole('button', { name: '写好了，照办' }).click();
    await page.getByRole('tab', { name: '家里人 1' }).waitFor();
    await page.setViewportSize(DESK);
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
