import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { systemScope } from '../../server/src/platform/auth/scope.ts';
import type { OpenPage } from '../support/browser.ts';
import { PATIENT, PHONE, withConsole } from '../support/console.ts';
import { tooSmall } from './too-small.ts';

const COUNTY = '6109/610926/';
/** The open year lies ahead, so that its deadline has not passed whenever this runs. */
const YEAR = new Date().getFullYear() + 1;

/** A finger needs 48 px (UX.md): every page of the three who use a phone. */
describe('a phone of 360 px', () => {
  const test = withConsole();
  const ids = { household: '', cadre: '', unit: '' };

  beforeAll(async () => {
    const { world } = test;
    await world.insert('programme_year', { year: YEAR, confirm_by: `${YEAR}-03-31` });
    const villages = await world.villages('610926107', 3);
    const bureau = await world.unit('610926', { name: '平利县农业农村局' });
    ids.unit = bureau.id;
    ids.cadre = await world.cadre(bureau, { name: '周文涛', rank: 'STAFF' });
    await world.cadre(bureau, { name: '龚启明', rank: 'STAFF' });
    for (const [i, head_name] of ['储德明', '何秀兰', '柯昌富'].entries()) {
      const village = villages[i]!;
      ids.household = await world.household(village, { head_name, size: 3, need: 40, village_group: '2 组' });
      await world.pairing(ids.household, village, ids.cadre, bureau, {
        from_date: `${YEAR - 2}-01-10`,
        source: 'ASSIGNED',
      });
    }
    for (let n = 1; n <= 30; n += 1)
      await world.household(villages[n % 3]!, { head_name: `没人管${String(n)}`, size: 2, need: 50 });
    await test.account('county', '陈晓雯', 'COUNTY_OPERATOR', COUNTY, '县操作员 · 平利县');
    await test.account('liaison', '汪秀兰', 'UNIT_LIAISON', bureau.path, '单位联络员 · 平利县农业农村局');
    const own = await test.account('cadre', '周文涛', 'SUPERVISOR', COUNTY, '督查');
    await test.app.db.write({ accountId: null, grantId: null }, systemScope, ({ sql }) =>
      sql
        .updateTable('role_grant')
        .set({ role: 'CADRE', path: bureau.path, cadre_id: ids.cadre, title: '干部' })
        .where('account_id', '=', own)
        .execute(),
    );
  });

  const settled = async (page: Page) => {
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await page.waitForLoadState('networkidle');
    await expect.poll(() => page.locator('.MuiSkeleton-root').count(), PATIENT).toBe(0);
  };
  /** What is wrong with each page, by its name; all of them are looked at before the first is complained about. */
  const looks = async ({ page, screenshot }: OpenPage, what: string, faults: Record<string, string[]>) => {
    await screenshot(`touch-${what.replaceAll(/[/?=:]+/g, '-')}`);
    const found = await tooSmall(page);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    if (width > PHONE.width) found.push(`scrolls sideways: ${String(width)}`);
    if (found.length > 0) faults[what] = found;
  };
  const walk = async (who: string, pages: readonly string[]) => {
    const opened = await test.signIn(who, PHONE, pages[0]);
    const faults: Record<string, string[]> = {};
    for (const path of pages) {
      await opened.page.goto(path);
      await settled(opened.page);
      await looks(opened, `${who}:${path}`, faults);
    }
    return { opened, faults };
  };

  it('has room for the finger of a county office, also in what opens', async () => {
    const { opened, faults } = await walk('county', [
      '/board',
      '/confirmation',
      '/ledger',
      '/import',
      '/import/records',
      '/households',
      '/cadres',
      '/units',
      '/accounts',
      '/erasures',
      '/search?q=平利',
      `/cadres/${ids.cadre}/show`,
      `/units/${ids.unit}/show`,
      `/households/${ids.household}/show`,
    ]);
    const { page, close, trouble } = opened;
    await page.getByRole('button', { name: '修改资料' }).click();
    await page.getByRole('dialog').getByRole('textbox').first().waitFor();
    await looks(opened, 'county:edit', faults);
    await page.goto('/');
    await settled(page);
    await looks(opened, 'county:/', faults);
    await page.getByRole('button', { name: '打开菜单' }).click();
    await page.getByRole('navigation', { name: '主菜单' }).waitFor();
    await looks(opened, 'county:menu', faults);
    await page.getByRole('button', { name: '换地方' }).click();
    await page.getByRole('menuitem').first().waitFor();
    await looks(opened, 'county:places', faults);
    expect(faults).toEqual({});
    expect(trouble).toEqual([]);
    await close();
  });

  it('has room for the finger of a liaison, also where the unit is signed for', async () => {
    const { opened, faults } = await walk('liaison', [
      '/',
      '/confirmation',
      '/cadres',
      '/households',
      '/account',
    ]);
    const { page, close, trouble } = opened;
    await page.goto('/confirmation');
    await page.getByRole('button', { name: '结束', exact: true }).first().click();
    await page.getByRole('dialog').waitFor();
    await looks(opened, 'liaison:end', faults);
    expect(faults).toEqual({});
    expect(trouble).toEqual([]);
    await close();
  });

  it('has room for the finger of a cadre', async () => {
    const { opened, faults } = await walk('cadre', [
      '/',
      '/households',
      `/households/${ids.household}/show`,
      '/account',
    ]);
    const { page, close, trouble } = opened;
    await page.getByRole('button', { name: /打开我的菜单/ }).click();
    await page.getByRole('menuitem', { name: '各处退出' }).waitFor();
    await looks(opened, 'cadre:me', faults);
    expect(faults).toEqual({});
    expect(trouble).toEqual([]);
    await close();
  });
});
