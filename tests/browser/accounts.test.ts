import { beforeAll, describe, expect, it } from 'vitest';
import type { OpenPage } from '../support/browser.ts';
import { PASSWORD, PHONE, withConsole } from '../support/console.ts';

const NEW = '八仙 云雾 六月 凉';
const STATUS = `query ($filter: AccountFilter) { cadreAccounts(filter: $filter) { items { state } } }`;

describe('accounts', () => {
  const test = withConsole();
  let desk: OpenPage;

  beforeAll(async () => {
    const { world } = test;
    await world.insert('programme_year', { year: 2027, confirm_by: '2027-03-31' });
    const bureau = await world.unit('610926', { name: '平利县交通局' });
    for (let n = 0; n < 30; n++) await world.cadre(bureau, { name: `王小${String(n).padStart(2, '0')}` });
    const accountId = await test.account('lijg', '李建国', 'LEADER', '6109/610926/', '分管领导 · 平利县');
    const cadreId = await world.cadre(bureau, { name: '李建国', account_id: accountId, initials: 'ljg' });
    await world.insert('posting', {
      cadre_id: cadreId,
      unit_id: bureau.id,
      rank_title: '一级科员',
      from_date: '2020-05-01',
    });
    await test.account('chenxw', '陈晓雯', 'CITY_OPERATOR', '6109/', '市操作员 · 安康市');
    desk = await test.signIn('chenxw');
    await desk.page.getByRole('heading', { level: 1 }).waitFor();
  });

  it('is closed for a reason, with its effect said, and the session is over', async () => {
    const { page } = desk;
    const their = await test.signIn('lijg');
    await page.goto('/accounts');
    await page.getByLabel('搜姓名或登录名').fill('李建国');
    await page.getByRole('button', { name: '停用李建国的账号' }).click();
    await page.getByRole('button', { name: '停用账号' }).click();
    await page.getByText('写一句为什么停用').waitFor();
    await desk.screenshot('accounts-disable');
    await page.getByLabel('为什么停用').fill('账号被别人借用');
    await page.getByRole('button', { name: '停用账号' }).click();
    await page.getByRole('button', { name: '启用李建国的账号' }).waitFor();
    await desk.screenshot('accounts');
    await their.page.reload();
    await their.page.getByLabel('密码').waitFor();
    await their.close();
    await page.getByRole('button', { name: '启用李建国的账号' }).click();
    await page.getByRole('button', { name: '启用账号' }).click();
    await page.getByRole('button', { name: '停用李建国的账号' }).waitFor();
    const other = await test.world.signedIn('CITY_OPERATOR', '6109/');
    expect(await other.get(STATUS, { filter: { q: '李建国' } })).toEqual({
      cadreAccounts: { items: [{ state: 'ACTIVE' }] },
    });
  });

  it('gives a unit its liaison: person and unit are picked, nothing is typed by heart', async () => {
    const { page } = desk;
    await page.goto('/grants');
    await page.getByRole('button', { name: '授予身份' }).click();
    const form = page.getByRole('dialog');
    await form.getByRole('button', { name: '授予' }).click();
    await form.getByText('选什么身份').waitFor();
    await form.getByLabel('什么身份').click();
    await page.getByRole('option', { name: '单位联络员' }).click();
    await form.getByLabel('哪个单位').fill('交通');
    await page.getByRole('option', { name: /平利县交通局/ }).click();
    await form.getByLabel('谁', { exact: true }).fill('王小01');
    await page.getByRole('option', { name: /王小01/ }).click();
    await desk.screenshot('grants-give');
    await form.getByRole('button', { name: '授予' }).click();
    await page.getByText('只显示这一次').waitFor();
    await desk.screenshot('grants-code');
    await page.getByRole('button', { name: '已告诉本人，关上' }).click();
    await page.getByText('联络员 · 平利县交通局').first().waitFor();
    await desk.screenshot('grants');
    await page.getByRole('button', { name: /^收回王小01的身份/ }).click();
    await desk.screenshot('grants-withdraw');
    await page.getByRole('button', { name: '收回这个身份' }).click();
    await page.getByRole('button', { name: /^收回王小01的身份/ }).waitFor({ state: 'detached' });
  });

  it('offers counties for a county operator, and the people who have an identity', async () => {
    const { page } = desk;
    await page.getByRole('button', { name: '授予身份' }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('什么身份').click();
    await page.getByRole('option', { name: '县操作员' }).click();
    await form.getByLabel('哪个县').click();
    await page.getByRole('option', { name: '紫阳县' }).click();
    await form.getByLabel('给谁').click();
    await page.getByRole('option', { name: '已有身份的人' }).click();
    await form.getByLabel('谁', { exact: true }).click();
    await page.getByRole('option', { name: /李建国/ }).click();
    await form.getByRole('button', { name: '授予' }).click();
    await page.getByText('县操作员 · 紫阳县').first().waitFor();
  });

  it('corrects a posting on the page of the cadre', async () => {
    const { page } = desk;
    await page.goto('/cadres');
    await page.getByLabel(/^搜：/).fill('李建国');
    await page.getByText('李建国').first().click();
    await page.getByRole('button', { name: /^改这段任职/ }).click();
    await page.getByLabel('从哪天起').fill('2099-01-01');
    await page.getByRole('button', { name: '保存任职' }).click();
    await page.getByText('2099-01-01 还没到').waitFor();
    await desk.screenshot('cadre-posting');
    await page.getByLabel('从哪天起').fill('2019-05-01');
    await page.getByLabel('职级').fill('四级主任科员');
    await page.getByRole('button', { name: '保存任职' }).click();
    await page.getByText('2019 年 5 月 1 日起').waitFor();
    await page.getByRole('button', { name: '改状态' }).click();
    await page.getByRole('combobox', { name: '状态' }).click();
    await page.getByRole('option', { name: '已退休' }).click();
    await page.getByText('联络员之类的单位身份马上收回').waitFor();
    await desk.screenshot('cadre-status');
    await page.keyboard.press('Escape');
  });

  it('changes the own password: wrong ones stand under their field, other sessions end', async () => {
    const { page } = desk;
    const other = await test.signIn('chenxw');
    await page.goto('/');
    await page.getByRole('button', { name: /打开我的菜单/ }).click();
    await page.getByRole('menuitem', { name: '密码和登录' }).click();
    await page.getByText('2 处').waitFor();
    await desk.screenshot('account');
    const fill = async (old: string, next: string, again = next) => {
      await page.getByLabel('现在的密码').fill(old);
      await page.getByLabel('新密码', { exact: true }).fill(next);
      await page.getByLabel('再写一遍新密码').fill(again);
      await page.getByRole('button', { name: '换密码' }).click();
    };
    await fill(PASSWORD, NEW, '别的');
    await page.getByText('两遍不一样').waitFor();
    await fill(PASSWORD, 'password123');
    await page.getByText('这个密码很多人在用').waitFor();
    await fill('不是这个密码', NEW);
    await page.getByText('现在的密码不对').waitFor();
    await desk.screenshot('account-wrong');
    await fill(PASSWORD, NEW);
    await page.getByText('密码换好了').waitFor();
    await page.getByText('1 处').waitFor();
    await other.page.reload();
    await other.page.getByLabel('密码').waitFor();
    await other.close();
  });

  it('fits a phone without sideways scroll', async () => {
    const { page } = desk;
    await page.setViewportSize(PHONE);
    for (const path of ['account', 'accounts', 'grants', 'dictionaries', 'units']) {
      await page.goto(`/${path}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForTimeout(400);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width, path).toBeLessThanOrEqual(PHONE.width);
      await desk.screenshot(`${path}-phone`);
    }
    expect(desk.foreign).toEqual([]);
  });
});
