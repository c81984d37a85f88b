import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { OpenPage } from '../support/browser.ts';
import { withConsole } from '../support/console.ts';

/** For what the page fetches again after a click. */
const PATIENT = { timeout: 10_000 };
const roster = (name: string) => join(import.meta.dirname, '../fixtures/rosters', name);

/** Steps 3 to 8 of the main job with the given workbooks: two rosters become a confirmed year. */
describe('from two rosters to a confirmed year', () => {
  const test = withConsole();
  let county: OpenPage;

  beforeAll(async () => {
    await test.world.insert('programme_year', { year: 2026, confirm_by: '2026-03-31' });
    const { path } = await test.world.region('610926');
    await test.account('chenxw', '陈晓雯', 'COUNTY_OPERATOR', path, '县操作员 · 平利县');
    county = await test.signIn('chenxw');
  });

  async function importRoster(label: string, file: string, button: string | RegExp) {
    const { page } = county;
    await page.goto('/import');
    await page.getByLabel(`选${label}`, { exact: true }).setInputFiles(roster(file));
    const write = page.getByRole('button', { name: button });
    await write.waitFor({ timeout: 60_000 });
    await county.screenshot(`walk-import-${file}`);
    await write.click();
    await page.getByText(/^写好了：/).waitFor({ timeout: 60_000 });
    await county.screenshot(`walk-imported-${file}`);
  }

  it('takes the households, and sends back the rows that are wrong', async () => {
    await importRoster('农户花名册', 'households.xlsx', '写入 2,302 行');
    await county.page.getByText('写好了：新增 2,302 户').waitFor();
  });

  it('takes the cadres, and pairs what nobody disputes', async () => {
    await importRoster('干部花名册', 'cadres.xlsx', /^写入/);
    await county.page.getByText(/^写好了：新增\s587\s人.*结成\s582\s对/).waitFor();
  });

  it('shows who has no cadre and who has two, and settles one with a click that can be taken back', async () => {
    const { page } = county;
    await page.goto('/board');
    const twice = page.getByRole('button', { name: /^有两名干部/ });
    await twice.click();
    const advice = page.getByRole('button', { name: '照办', exact: true });
    await expect.poll(() => advice.count(), PATIENT).toBe(6);
    await county.screenshot('walk-board');
    await advice.first().click();
    await expect.poll(() => advice.count(), PATIENT).toBe(5);
    await page.keyboard.press('z');
    await expect.poll(() => advice.count(), PATIENT).toBe(6);
    await advice.first().click();
    await expect.poll(() => advice.count(), PATIENT).toBe(5);
  });

  it('asks nothing of any other machine and raises no error', () => {
    expect(county.foreign).toEqual([]);
    expect(county.trouble).toEqual([]);
  });
});
