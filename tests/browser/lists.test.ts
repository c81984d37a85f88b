import pg from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { DESK, PHONE, withConsole } from '../support/console.ts';

const COUNTY = '6109/610926/';

describe('long lists, and the home of a cadre', () => {
  const test = withConsole();

  beforeAll(async () => {
    const { world } = test;
    await world.insert('programme_year', { year: 2027, confirm_by: '2027-03-31' });
    const [village] = await world.villages('610926107', 1);
    const owner = new pg.Client(test.urls.ownerUrl);
    await owner.connect();
    await owner.query(
      `insert into household (region_id, path, poverty_status, eligible, head_name, size, need)
       select $1, $2, 'LIFTED', true, '户主' || n, 2 + n % 5, n % 90 from generate_series(1, 1000) n`,
      [village!.id, village!.path],
    );
    await owner.end();
    await world.household(village!, { head_name: '人最多', size: 12, need: 1 });
    const bureau = await world.unit('610926', { name: '平利县农业农村局' });
    const cadreId = await world.cadre(bureau, { name: '甘部' });
    const friend = async (head: string, from: string, kind: 'RESPONSIBLE' | 'RETAINED') =>
      world.pairing(await world.household(village!, { head_name: head }), village!, cadreId, bureau, {
        kind,
        slot: kind === 'RESPONSIBLE' ? 1 : null,
        from_date: from,
        source: 'CHOSEN',
      });
    const lately = new Date(Date.now() - 5 * 86_400_000).toISOString().slice(0, 10);
    await friend('新朋友', lately, 'RESPONSIBLE');
    await friend('老朋友', '2026-01-05', 'RESPONSIBLE');
    await friend('旧交情', '2025-01-05', 'RETAINED');
    await test.account('xian', '县燕', 'COUNTY_OPERATOR', COUNTY, '县操作员 · 平利县');
    const accountId = await test.account('gan', '甘部', 'SUPERVISOR', COUNTY, '督查');
    const system = new pg.Client({ connectionString: test.urls.appUrl, options: '-c role=r_system' });
    await system.connect();
    await system.query(
      `update role_grant set role = 'CADRE', path = $2, cadre_id = $3, title = '干部' where account_id = $1`,
      [accountId, bureau.path, cadreId],
    );
    await system.end();
  });

  it('the heading of a hundred rows stays in sight', async () => {
    const { page, close } = await test.signIn('xian', DESK, '/households?perPage=100');
    await page.locator('tbody tr').nth(99).waitFor();
    await page.locator('tbody tr').nth(60).scrollIntoViewIfNeeded();
    const top = await page.locator('thead th').first().boundingBox();
    expect(Math.round(top!.y)).toBe(56);
    await close();
  });

  it('a phone orders a list where it has no headings', async () => {
    const { page, close } = await test.signIn('xian', PHONE, '/households');
    await page.locator('tbody tr').first().waitFor();
    expect(await page.getByText('人最多户').count()).toBe(0);
    await page.getByLabel('排序').selectOption({ label: '人口多的在前' });
    await page.locator('tbody tr').first().getByText('人最多户').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
    await close();
  });

  it('a cadre comes home to the own friends: the new ones first, and each a tap away', async () => {
    const { page, screenshot, trouble, close } = await test.signIn('gan', PHONE);
    await page.getByText('新交给你 1 户').waitFor();
    const names = await page.locator('a b').allInnerTexts();
    expect(names).toEqual(['新朋友户', '老朋友户', '旧交情户']);
    await screenshot('home-cadre-phone');
    expect(await page.getByText('仍做朋友').count()).toBe(1);
    await page.getByText('新朋友户').click();
    await page.getByText('证件号码').first().waitFor();
    expect(trouble).toEqual([]);
    await close();
  });
});
