import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { systemScope } from '../../server/src/platform/auth/scope.ts';
import type { OpenPage } from '../support/browser.ts';
import { DESK, PATIENT, withConsole } from '../support/console.ts';
import { signOff, unsignedUnits } from '../support/sign-off.ts';

/** For what goes over the whole county. */
const LONG = { timeout: 60_000 };
const CITY = '6109/';
const COUNTY = '6109/610926/';
const YEAR = 2026;
const roster = (name: string) => join(import.meta.dirname, '../fixtures/rosters', name);

/** Steps 3 to 8 of the main job with the given workbooks: two rosters become a confirmed year. */
describe('from two rosters to a confirmed year', () => {
  const test = withConsole();
  let county: OpenPage;
  let liaison: OpenPage;

  beforeAll(async () => {
    await test.world.insert('programme_year', { year: YEAR, confirm_by: `${YEAR}-03-31` });
    await test.account('chenxw', '陈晓雯', 'COUNTY_OPERATOR', COUNTY, '县操作员 · 平利县');
    await test.account('liujg', '刘建国', 'CITY_OPERATOR', CITY, '市操作员 · 安康市');
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

  /** Writes the sentence that a dialog asks for; without one its button must not work. */
  async function say({ page }: OpenPage, label: RegExp, button: string | RegExp, text: string) {
    const dialog = page.getByRole('dialog');
    const doIt = dialog.getByRole('button', { name: button });
    expect(await doIt.isDisabled(), 'nothing without a reason').toBe(true);
    await dialog.getByLabel(label).fill(text);
    await doIt.click();
    await dialog.waitFor({ state: 'detached' });
  }

  async function importRoster(label: string, file: string, button: string | RegExp) {
    const { page } = county;
    await page.goto('/import');
    await page.getByLabel(`选${label}`, { exact: true }).setInputFiles(roster(file));
    const write = page.getByRole('button', { name: button });
    await write.waitFor({ timeout: 60_000 });
    await county.screenshot(`walk-import-${file}`);
    const refused = page.waitForEvent('download');
    await page.getByRole('link', { name: '下载退回表' }).click();
    expect((await refused).suggestedFilename()).toBe(file.replace('.xlsx', '（退回的行）.xlsx'));
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
    for (let left = 5; left >= 0; left--) {
      await advice.first().click();
      await expect.poll(() => advice.count(), PATIENT).toBe(left);
    }
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

  it('carries out everything that is suggested for the county at once', async () => {
    const { page } = county;
    await page.goto(`/board?within=${encodeURIComponent(COUNTY)}`);
    await page.getByRole('button', { name: '都选上' }).click();
    await page.getByRole('button', { name: /^全部.*一起办$/ }).click();
    const all = page.getByRole('region', { name: '整批办理' });
    await all.getByRole('button', { name: /^照建议结成/ }).click(LONG);
    await all.getByText(/^办完了：/).waitFor(LONG);
    await county.screenshot('walk-all-carried-out');
  });

  it('lets the liaison confirm the unit and the county countersign it', async () => {
    const { id, path, name } = await unitCalled('平利县审计局');
    await test.account('liaison', '汪秀兰', 'UNIT_LIAISON', path, `单位联络员 · ${name}`);
    liaison = await test.signIn('liaison', DESK, '/confirmation');
    await liaison.page.getByRole('button', { name: /^确认\s\d+\s对结对/ }).click();
    await liaison.page.getByText(`等平利县会签`, { exact: false }).first().waitFor();
    await liaison.screenshot('walk-unit-confirmed');

    const { page } = county;
    await page.goto(`/confirmation/unit/${id}`);
    await page.getByRole('button', { name: /^会签\s\d+\s对结对/ }).click();
    await page.getByRole('heading', { name: '已签完' }).waitFor();
    await page.goto('/confirmation');
    await page.getByText('还不能确认').waitFor();
    await county.screenshot('walk-county-confirmation');
  });

  it('lets the county confirm once every unit has signed and the waiting are explained', async () => {
    const office = await test.world.signedIn('COUNTY_OPERATOR', COUNTY);
    await signOff(test.world, office, await unsignedUnits(office, COUNTY, YEAR));
    const { page } = county;
    await page.goto('/confirmation');
    await page.getByRole('button', { name: '写原因' }).click();
    await say(county, /^原因/, /^说明/, '名额用完了，等市里派干部');
    await page.getByRole('checkbox', { name: /结对名单已和各单位核对一致/ }).click();
    await county.screenshot('walk-county-ready');
    await page.getByRole('button', { name: `确认平利县 ${YEAR} 年度` }).click();
    await page.getByRole('heading', { name: '市里关账' }).waitFor();
    await county.screenshot('walk-county-confirmed');
  });

  it('lets the city close the county', async () => {
    const city = await test.signIn('liujg');
    const { page } = city;
    await page.getByText('1 个县已确认，等你关账').waitFor();
    await page.getByRole('link', { name: /^去关账/ }).click();
    await page.getByRole('link', { name: '去关账', exact: true }).click();
    await city.screenshot('walk-city-before-close');
    await page.getByRole('button', { name: `关账：平利县 ${YEAR} 年度` }).click();
    await page.getByRole('dialog').getByRole('button', { name: /^关账/ }).click();
    await page.getByRole('heading', { name: '已关账' }).waitFor();
    await city.screenshot('walk-city-closed');
    expect(city.trouble).toEqual([]);
    await city.close();
  });

  it('ends a pairing after the close with a reason only, and says that it was changed since', async () => {
    await liaison.page.goto('/confirmation');
    const rows = liaison.page.getByRole('region', { name: '结对名单' }).getByRole('row');
    await rows.getByRole('button', { name: '结束' }).first().click();
    await say(liaison, /^原因/, /^结束/, '全家迁到汉滨区');
    await liaison.page.getByText('确认以后又改了。').waitFor();
  });

  it('tells the story of a household, with its numbers masked until somebody says why', async () => {
    const { page } = county;
    await page.goto('/households');
    await page.getByRole('row').nth(1).click();
    await page.getByText('谁陪过这一户').waitFor();
    await county.screenshot('walk-household');
    expect(await page.locator('main').innerText()).not.toMatch(/\b610999\d{11}[\dX]\b/);

    await page.getByRole('button', { name: '修改资料' }).click();
    await page.getByRole('dialog').getByLabel('组', { exact: true }).fill('9 组');
    await county.screenshot('walk-household-edit');
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByText(/户的资料存好了/).waitFor();
    await page.getByText('9 组').first().waitFor();
    await county.screenshot('walk-household-edited');
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
    for (const { foreign, trouble } of [county, liaison]) {
      expect(foreign).toEqual([]);
      expect(trouble).toEqual([]);
    }
  });
});
