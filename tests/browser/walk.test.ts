import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { systemScope } from '../../server/src/platform/auth/scope.ts';
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

  const unitCalled = (name: string) =>
    test.app.db.write({ accountId: null, grantId: null }, systemScope, ({ sql }) =>
      sql
        .selectFrom('unit')
        .select(['id', 'path', 'name'])
        .where('name', '=', name)
        .executeTakeFirstOrThrow(),
    );

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

  it('gives the officials of a unit their friends, all suggestions at once', async () => {
    const { page } = county;
    const { path } = await unitCalled('平利县审计局');
    await page.goto(`/board?by=UNIT&within=${encodeURIComponent(path)}&kind=OFFICIAL`);
    await page.getByRole('button', { name: '照办', exact: true }).first().waitFor();
    await county.screenshot('walk-officials');
    await page.getByRole('checkbox').first().click();
    await page.getByRole('button', { name: /^照建议办/ }).click();
    await page.getByText('在岗干部都有朋友，或已说明原因').waitFor();
  });

  it('lets the liaison confirm the unit and the county countersign it', async () => {
    const { id, path, name } = await unitCalled('平利县审计局');
    await test.account('liaison', '汪秀兰', 'UNIT_LIAISON', path, `单位联络员 · ${name}`);
    const liaison = await test.signIn('liaison');
    await liaison.page.goto('/confirmation');
    await liaison.page.getByRole('button', { name: /^确认\s\d+\s对结对/ }).click();
    await liaison.page.getByText(`等平利县会签`, { exact: false }).first().waitFor();
    await liaison.screenshot('walk-unit-confirmed');
    expect(liaison.trouble).toEqual([]);
    await liaison.close();

    const { page } = county;
    await page.goto(`/confirmation/unit/${id}`);
    await page.getByRole('button', { name: /^会签\s\d+\s对结对/ }).click();
    await page.getByRole('heading', { name: '已签完' }).waitFor();
    await page.goto('/confirmation');
    await page.getByText('还不能确认').waitFor();
    await county.screenshot('walk-county-confirmation');
  });

  it('tells the story of a household, with its numbers masked until somebody says why', async () => {
    const { page } = county;
    await page.goto('/households');
    await page.getByRole('row').nth(1).click();
    await page.getByText('谁陪过这一户').waitFor();
    await county.screenshot('walk-household');
    expect(await page.locator('main').innerText()).not.toMatch(/\b610999\d{11}[\dX]\b/);
  });

  it('downloads the ledger of the county', async () => {
    const { page } = county;
    await page.goto('/ledger');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '下载台账' }).click();
    expect((await download).suggestedFilename()).toMatch(/平利县.*台账.*\.xlsx$/);
    await county.screenshot('walk-ledger');
  });

  it('asks nothing of any other machine and raises no error', () => {
    expect(county.foreign).toEqual([]);
    expect(county.trouble).toEqual([]);
  });
});
