import { beforeAll, describe, expect, it } from 'vitest';
import type { OpenPage } from '../support/browser.ts';
import { DESK, PASSWORD, PATIENT, PHONE, withConsole } from '../support/console.ts';

const PAGES = [
  '/',
  '/board',
  '/confirmation',
  '/ledger',
  '/import',
  '/households',
  '/cadres',
  '/units',
  '/search?q=平利',
];

describe('the console’s shell', () => {
  const test = withConsole();
  let desk: OpenPage;

  beforeAll(async () => {
    await test.world.insert('programme_year', { year: 2026, confirm_by: '2026-03-31' });
    const { path } = await test.world.region('610926');
    await test.account('chenxw', '陈晓雯', 'COUNTY_OPERATOR', path, '县操作员 · 平利县');
    desk = await test.signIn('chenxw');
    await desk.page.getByRole('heading', { level: 1 }).waitFor();
  });

  it('greets with what is to be done, and says who is here as what', async () => {
    const { page } = desk;
    await page.getByRole('heading', { level: 1, name: /今天/ }).waitFor();
    expect(await page.getByText('县操作员 · 平利县').isVisible()).toBe(true);
    expect(
      await page
        .getByRole('navigation', { name: '主菜单' })
        .getByRole('link', { name: /首页/ })
        .getAttribute('aria-current'),
    ).toBe('page');
    await desk.screenshot('shell-home');
  });

  it('is reached by keyboard: skip link first, search on /, help on ?, home on G H', async () => {
    const { page } = desk;
    await page.goto('/board');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('跳到正文');
    await page.locator('body').click({ position: { x: 700, y: 890 } });
    await page.keyboard.press('/');
    const search = page.getByRole('searchbox', { name: '搜人、户、村' });
    expect(await search.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.type('?gh');
    expect(await search.inputValue(), 'letters belong to who is typing').toBe('?gh');
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    const help = page.getByRole('dialog', { name: '快捷键' });
    await help.waitFor();
    await page.keyboard.press('Escape');
    await help.waitFor({ state: 'detached' });
    await page.keyboard.press('g');
    await page.keyboard.press('h');
    await page.waitForURL((url) => url.pathname === '/');
  });

  it('keeps the page when the session ends: signs in over it and goes on', async () => {
    const { page } = desk;
    await page.goto('/search');
    const box = page.getByRole('main').getByRole('searchbox');
    await box.waitFor();
    await page.context().clearCookies();
    await box.fill('平利');
    const again = page.getByRole('dialog', { name: /登录已结束/ });
    await again.waitFor();
    await desk.screenshot('shell-sign-in-again');
    await again.getByLabel('登录名').fill('chenxw');
    await again.getByLabel('密码').fill('不是这个');
    await again.getByRole('button', { name: '登录', exact: true }).click();
    await again.getByText(/登录名或密码不对/).waitFor();
    await again.getByLabel('密码').fill(PASSWORD);
    await again.getByRole('button', { name: '登录', exact: true }).click();
    await again.waitFor({ state: 'detached' });
    expect(await box.inputValue()).toBe('平利');
    expect(new URL(page.url()).pathname).toBe('/search');
    // The refused request and the wrong password are answers, not faults of the page.
    expect(desk.trouble).toEqual([]);
  });

  it('goes dark and large, and stays so', async () => {
    const { page } = desk;
    await page.goto('/');
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    await expect.poll(ground, PATIENT).toBe('rgb(246, 245, 241)');
    await page.getByRole('button', { name: '换成深色或浅色' }).click();
    await expect.poll(ground).toBe('rgb(20, 24, 27)');
    await page.getByRole('button', { name: /打开我的菜单/ }).click();
    await page.getByRole('menuitem', { name: '大字' }).click();
    await page.keyboard.press('Escape');
    await page.reload();
    await page.getByRole('heading', { level: 1, name: /今天/ }).waitFor();
    await expect.poll(ground).toBe('rgb(20, 24, 27)');
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe('20px');
    await desk.screenshot('shell-home-dark-large');
  });

  it('is narrowed and widened again, and takes every press in between', async () => {
    const turned = await test.signIn('chenxw', DESK);
    const { page } = turned;
    const menu = page.getByRole('navigation', { name: '主菜单' });
    const heading = (name: string) => page.getByRole('heading', { level: 1, name });
    await menu.getByRole('link', { name: '农户' }).click();
    await heading('农户').waitFor();
    await page.setViewportSize(PHONE);
    await page.getByRole('button', { name: '打开菜单' }).click();
    await menu.getByRole('link', { name: '干部' }).click();
    await heading('干部').waitFor();
    await page.setViewportSize(DESK);
    await menu.getByRole('link', { name: '农户' }).click();
    await heading('农户').waitFor();
    await turned.close();
  });

  it('fits a phone of 360 px: no page scrolls sideways, the menu is a drawer', async () => {
    const phone = await test.signIn('chenxw', PHONE);
    const { page } = phone;
    for (const path of PAGES) {
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).or(page.getByRole('alert')).first().waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(
        PHONE.width,
      );
    }
    await page.goto('/');
    await page.getByRole('button', { name: '打开菜单' }).click();
    await page
      .getByRole('navigation', { name: '主菜单' })
      .getByRole('link', { name: /空白和重复/ })
      .click();
    await page.waitForURL((url) => url.pathname === '/board');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await phone.screenshot('shell-phone');
    expect(phone.foreign).toEqual([]);
    expect(phone.trouble).toEqual([]);
    await phone.close();
  });

  it('says that a page is not there, or not theirs, in the same words, and leads home', async () => {
    const { page } = desk;
    for (const nowhere of ['/nothing/here', '/dictionaries/nothing/here']) {
      await page.goto(nowhere);
      await page.getByText('没有这一项，或不归你看').waitFor();
    }
    expect(await page.title()).toBe('没有这一页 · 亲友');
    await page.getByRole('link', { name: '回首页' }).click();
    await page.getByRole('heading', { level: 1, name: /今天/ }).waitFor();
  });

  it('says that the net is gone, keeps what was typed, and goes on when it is back', async () => {
    const opened = await test.signIn('chenxw', DESK, '/search');
    const { page } = opened;
    const box = page.getByRole('main').getByRole('searchbox');
    await box.waitFor();
    await page.context().setOffline(true);
    await box.fill('平利');
    await page.getByText('没连上服务，网断了', { exact: false }).first().waitFor();
    expect(await box.inputValue()).toBe('平利');
    // A page whose code was never fetched: the menu stays, and trying again does not throw the window away.
    await page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: /台账/ }).click();
    await page.getByText('没取到这个页面，网断了', { exact: false }).waitFor();
    await page.getByRole('button', { name: '再试一次' }).click();
    await page.getByText('还是没连上服务', { exact: false }).waitFor();
    await opened.screenshot('shell-offline');
    await page.context().setOffline(false);
    await page.getByRole('button', { name: '再试一次' }).click();
    await page.getByRole('heading', { level: 1, name: '结对交友台账' }).waitFor();
    expect(opened.foreign).toEqual([]);
    await opened.close();
  });

  it('locks a login after five wrong passwords, and says for how long', async () => {
    const { path } = await test.world.region('610926');
    await test.account('forgetful', '邹文斌', 'COUNTY_OPERATOR', path, '县操作员 · 平利县');
    const opened = await test.signIn('chenxw');
    const { page } = opened;
    await page.context().clearCookies();
    await page.goto('/');
    await page.getByLabel('登录名').fill('forgetful');
    for (let i = 0; i < 6; i += 1) {
      await page.getByLabel('密码').fill(`不是这个 ${String(i)}`);
      await page.getByRole('button', { name: '登录', exact: true }).click();
      await page.getByRole('alert').waitFor();
      await page.getByRole('button', { name: '登录', exact: true }).isEnabled();
    }
    await page
      .getByRole('alert')
      .filter({ hasText: /15\s?分钟/ })
      .waitFor();
    expect(await page.getByLabel('登录名').inputValue(), 'the name stays').toBe('forgetful');
    await opened.screenshot('shell-locked');
    await opened.close();
  });

  it('switches between identities, and signs out everywhere at once', async () => {
    const { path, name } = await test.world.unit('610926', { name: '平利县水利局' });
    const id = await test.account(
      'several',
      '邹文斌',
      'COUNTY_OPERATOR',
      '6109/610926/',
      '县操作员 · 平利县',
    );
    await test.world.insert('role_grant', {
      account_id: id,
      role: 'UNIT_LIAISON',
      path,
      title: `单位联络员 · ${name}`,
    });
    const here = await test.signIn('several');
    const there = await test.signIn('several');
    const { page } = here;
    await page.getByRole('button', { name: /打开我的菜单/ }).click();
    await page.getByRole('menuitem', { name: `单位联络员 · ${name}` }).click();
    await page.getByText(`现在的身份：单位联络员 · ${name}`).waitFor();
    await page.getByText('本单位今年的结对还没确认').waitFor();
    await page.getByRole('button', { name: /打开我的菜单/ }).click();
    await page.getByRole('menuitem', { name: '各处退出' }).click();
    await page.getByLabel('登录名').waitFor();
    await there.page.reload();
    await there.page.getByLabel('登录名').waitFor();
    await here.close();
    await there.close();
  });

  it('leads somebody who is not signed in to where they were going', async () => {
    const { page } = desk;
    await page.context().clearCookies();
    await page.goto('/ledger');
    await page.getByLabel('登录名').fill('chenxw');
    await page.getByLabel('密码').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.pathname === '/ledger');
  });

  it('asks nothing of any other machine and raises no error', () => {
    expect(desk.foreign).toEqual([]);
    expect(desk.trouble).toEqual([]);
  });
});
