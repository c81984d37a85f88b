import { beforeAll, describe, expect, it } from 'vitest';
import { systemScope } from '../../server/src/platform/auth/scope.ts';
import type { OpenPage } from '../support/browser.ts';
import { DESK, PATIENT, PHONE, withConsole } from '../support/console.ts';
import type { Place } from '../support/world.ts';
import { cutOff } from './cut-off.ts';

const CITY = '6109/';
const COUNTY = '6109/610926/';
/** The open year lies ahead, so that its deadline has not passed whenever this runs. */
const YEAR = new Date().getFullYear() + 1;

/** A whole year by the pages (R5): a liaison, a county and the city, each with eyes of their own. */
describe('a year from the draft to the close and back', () => {
  const test = withConsole();
  let bureau: Place;
  let cadre: string;
  let liaison: OpenPage;
  let county: OpenPage;
  let city: OpenPage;

  beforeAll(async () => {
    const { world } = test;
    for (const year of [YEAR - 1, YEAR])
      await world.insert('programme_year', { year, confirm_by: `${year}-03-31` });
    bureau = await world.unit('610926', { name: '平利县水利局' });
    const villages = await world.villages('610926107', 3);
    cadre = await world.cadre(bureau, { name: '邹成林', rank: 'STAFF' });
    await world.cadre(bureau, { name: '龚启明', rank: 'STAFF' });
    for (const [i, head] of ['储德明', '何秀兰', '柯昌富'].entries()) {
      const village = villages[i]!;
      await world.pairing(await world.household(village, { head_name: head }), village, cadre, bureau, {
        from_date: `${YEAR - 2}-01-10`,
        to_date: null,
        source: 'ASSIGNED',
      });
    }
    await test.account('liaison', '汪秀兰', 'UNIT_LIAISON', bureau.path, '单位联络员 · 平利县水利局');
    await test.account('county', '陈晓雯', 'COUNTY_OPERATOR', COUNTY, '县操作员 · 平利县');
    await test.account('city', '刘建国', 'CITY_OPERATOR', CITY, '市操作员 · 安康市');
    await test.account('leader', '程志刚', 'LEADER', COUNTY, '领导（只看）· 平利县');
    await test.account('supervisor', '谢正义', 'SUPERVISOR', CITY, '监督 · 安康市');
    await test.account('admin', '系统管理员', 'SYSTEM_ADMIN', '', '系统管理');
    liaison = await test.signIn('liaison');
    county = await test.signIn('county');
    city = await test.signIn('city');
  });

  const reason = async ({ page }: OpenPage, button: string | RegExp, text: string) => {
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(/^原因/).fill(text);
    await dialog.getByRole('button', { name: button }).click();
    await dialog.waitFor({ state: 'detached' });
  };
  const unitPage = `/confirmation/unit/`;
  const record = ({ page }: OpenPage) => page.getByRole('region', { name: '签名记录' }).getByRole('listitem');

  it('finds the liaison with a draft to check, and lets them end what is over', async () => {
    const { page } = liaison;
    await page.getByText('本单位今年的结对还没确认').waitFor();
    await page.getByRole('link', { name: /^去核对/ }).click();
    await page.getByRole('heading', { level: 1, name: `平利县水利局 ${YEAR} 年度确认` }).waitFor();
    const rows = page.getByRole('region', { name: '结对名单' }).getByRole('row');
    await expect.poll(() => rows.count(), PATIENT).toBe(4);
    await rows.filter({ hasText: '柯昌富' }).getByRole('button', { name: '结束' }).click();
    await reason(liaison, /^结束/, '户主随儿子搬到西安');
    await page.getByRole('button', { name: /^结束\s1$/ }).waitFor();
    await page.getByRole('button', { name: /^和去年不同\s1$/ }).click();
    await page.getByText('不再负责，仍做朋友').waitFor();
    await liaison.screenshot('confirmation-liaison-draft');
  });

  it('does not let the liaison confirm before everybody without a friend is reported: one click leads there', async () => {
    const { page } = liaison;
    const confirm = page.getByRole('button', { name: /^确认\s2\s对结对/ });
    expect(await confirm.isDisabled()).toBe(true);
    await page.getByText('1 名干部没有朋友，还没上报').first().waitFor();
    await page.getByRole('link', { name: '去上报' }).click();
    await expect.poll(() => page.evaluate(() => document.activeElement?.id), PATIENT).toBe('officials');
    await page.getByRole('button', { name: /^上报\s1\s人/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('怎么办').click();
    await page.getByRole('option', { name: /长期病假/ }).click();
    await dialog.getByLabel('补充一句').fill('住院到六月');
    await dialog.getByRole('button', { name: /^上报/ }).click();
    await page.getByText(/长期病假：住院到六月/).waitFor();
    await expect.poll(() => confirm.isEnabled(), PATIENT).toBe(true);
  });

  it('signs nothing that was not seen: what changed meanwhile is shown, and asked again (R5)', async () => {
    const { page } = liaison;
    const village = (await test.world.villages('610926107', 1))[0]!;
    const late = await test.world.pairing(
      await test.world.household(village, { head_name: '翁守信' }),
      village,
      cadre,
      bureau,
      { from_date: `${YEAR - 2}-01-10`, to_date: null, source: 'ASSIGNED' },
    );
    await page.getByRole('button', { name: /^确认\s2\s对结对/ }).click();
    await page.getByRole('alert').getByText('你看过以后名单变了：多了 1 对', { exact: false }).waitFor();
    await page.getByRole('button', { name: /^确认\s3\s对结对/ }).waitFor();
    expect(await record(liaison).count(), 'nothing is signed yet').toBe(0);
    await liaison.screenshot('confirmation-overtaken');
    await test.app.db.write({ accountId: null, grantId: null }, systemScope, (work) =>
      work.sql.updateTable('pairing').set({ withdrawn_at: new Date() }).where('id', '=', late).execute(),
    );
    await page.getByRole('button', { name: /^确认\s3\s对结对/ }).click();
    await page.getByRole('alert').getByText('你看过以后名单变了：少了 1 对', { exact: false }).waitFor();
    await page.getByRole('button', { name: /^确认\s2\s对结对/ }).waitFor();
  });

  it('takes a signature once, however fast it is clicked', async () => {
    const { page } = liaison;
    await page.getByRole('button', { name: /^确认\s2\s对结对/ }).dblclick();
    await page
      .getByText(/平利县水利局已确认，等平利县会签/)
      .first()
      .waitFor();
    await page.getByRole('heading', { name: '平利县会签' }).waitFor();
    await expect.poll(() => record(liaison).count(), PATIENT).toBe(1);
    await liaison.screenshot('confirmation-liaison-signed');
  });

  it('shows the office what blocks its countersign, and lets it hand back with a reason', async () => {
    const { page } = county;
    await page.goto('/confirmation');
    await page.getByRole('button', { name: /^等会签\s1$/ }).click();
    await page.getByRole('link', { name: '去会签' }).click();
    await page.getByText('1 名干部没有朋友，没说明原因').first().waitFor();
    expect(await page.getByRole('button', { name: /^会签\s2\s对结对/ }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: '退回重核' }).click();
    await reason(county, '退回重核', '少了一名新调来的同志');
    await page.getByText('退回：少了一名新调来的同志', { exact: false }).waitFor();

    await liaison.page.reload();
    await liaison.page.getByText('退回：少了一名新调来的同志', { exact: false }).waitFor();
    await liaison.page.getByRole('button', { name: /^确认\s2\s对结对/ }).click();
    await liaison.page.getByRole('heading', { name: '平利县会签' }).waitFor();
  });

  it('leads the office to the board, where an official is excused, and back to the countersign', async () => {
    const { page } = county;
    await page.reload();
    await page.getByRole('link', { name: '去安排', exact: true }).click();
    await page.waitForURL((url) => url.pathname === '/board');
    await page.getByRole('checkbox', { name: /龚启明/ }).click();
    await page
      .getByRole('button', { name: /说明原因/ })
      .first()
      .click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^说明\s1\s人/ })
      .click();
    await page.getByText('在岗干部都有朋友，或已说明原因').waitFor();
    await page.goto(unitPage + bureau.id);
    await page.getByRole('button', { name: /^会签\s2\s对结对/ }).click();
    await page.getByRole('heading', { name: '已签完' }).waitFor();
    await county.screenshot('confirmation-unit-countersigned');
  });

  it('does not let the city countersign for a county, and says so', async () => {
    const { page } = city;
    await page.goto(unitPage + bureau.id);
    await page.getByRole('button', { name: '退回重核' }).waitFor();
    expect(await page.getByRole('button', { name: /^会签/ }).count()).toBe(0);
  });

  it('opens the lists behind the county’s figures', async () => {
    const { page } = county;
    await page.goto('/confirmation');
    await page.getByRole('link', { name: /^终止.*看名单/ }).click();
    await page.getByRole('heading', { level: 1, name: `平利县 ${YEAR} 年度和去年的差别` }).waitFor();
    const row = page.getByRole('region', { name: '结对名单' }).getByRole('row').filter({ hasText: '柯昌富' });
    await row.getByText('平利县水利局').waitFor();
    expect(await row.getByText('邹成林').count()).toBe(1);
    await county.screenshot('confirmation-county-differences');
    await page.getByRole('link', { name: '年度确认', exact: true }).first().click();
  });

  it('has the county explain once who waits, and two who sign at the same time hear of each other', async () => {
    const { page } = county;
    await page.goto('/confirmation');
    const other = await test.signIn('county', DESK, '/confirmation');
    await other.page.getByRole('button', { name: '写原因' }).click();
    const typed = other.page.getByRole('dialog').getByLabel(/^原因/);
    await typed.fill('等市里派干部');

    await page.getByRole('button', { name: '写原因' }).click();
    await reason(county, /^说明/, '名额用完了，等市里派干部');
    await page.getByText(/待安排，已说明：名额用完了/).waitFor();

    await other.page.getByRole('dialog').getByRole('button', { name: /^说明/ }).click();
    await other.page.getByText('没签上：平利县的确认刚被别人办过', { exact: false }).waitFor();
    expect(await typed.inputValue(), 'what was typed stays').toBe('等市里派干部');
    await other.screenshot('confirmation-conflict');
    await other.close();

    const tick = page.getByRole('checkbox', { name: /结对名单已和各单位核对一致/ });
    await tick.click();
    await page.getByRole('button', { name: `确认平利县 ${YEAR} 年度` }).dblclick();
    await page.getByRole('heading', { name: '市里关账' }).waitFor();
    await expect.poll(() => record(county).count(), PATIENT).toBe(1);
  });

  it('brings the city to the county that waits, and closes it', async () => {
    const { page } = city;
    await page.goto('/');
    await page.getByText('1 个县已确认，等你关账').waitFor();
    await page.getByRole('link', { name: /^去关账/ }).click();
    await city.screenshot('confirmation-city');
    await page.getByRole('link', { name: '去关账', exact: true }).click();
    await page.getByRole('button', { name: `关账：平利县 ${YEAR} 年度` }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^关账\s2\s对/ })
      .click();
    await page.getByRole('heading', { name: '已关账' }).waitFor();
    await city.screenshot('confirmation-city-closed');
  });

  it('stays with the county at hand when the city filters its units', async () => {
    const { page } = city;
    await page.getByRole('button', { name: /^已会签\s1$/ }).click();
    await page.waitForURL((url) => url.searchParams.get('chip') === 'GREEN');
    expect(new URL(page.url()).searchParams.get('county')).toBe(COUNTY);
    await page.getByRole('heading', { level: 1, name: `平利县 ${YEAR} 年度确认` }).waitFor();
  });

  it('wants a reason for what is changed after the close, and keeps what was signed readable', async () => {
    const { page } = liaison;
    await page.goto('/confirmation');
    await page.getByRole('button', { name: /^一样\s2$/ }).click();
    const rows = page.getByRole('region', { name: '结对名单' }).getByRole('row');
    await rows.filter({ hasText: '何秀兰' }).getByRole('button', { name: '结束' }).click();
    const doIt = page.getByRole('dialog').getByRole('button', { name: /^结束/ });
    expect(await doIt.isDisabled(), 'no end without a reason').toBe(true);
    await reason(liaison, /^结束/, '全家迁到汉滨区');
    await page.getByText('确认以后又改了。').waitFor();

    await city.page.reload();
    await city.page.getByText('关账以后改过。').waitFor();
    await city.page
      .getByRole('link', { name: /^看当时的\s\d+\s对/ })
      .first()
      .click();
    await city.page.getByRole('cell', { name: '何秀兰' }).waitFor();
    await city.screenshot('confirmation-signed-list');
  });

  it('is opened again by those above only, each with a reason', async () => {
    const { page } = county;
    await page.goto(unitPage + bureau.id);
    await page.getByRole('button', { name: '退回重核' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(/^原因/).fill('何秀兰户已迁走');
    await dialog.getByRole('button', { name: '退回重核' }).click();
    await page.getByText('平利县已关账。请市办先重开，再退回单位').waitFor();
    expect(await dialog.getByLabel(/^原因/).inputValue()).toBe('何秀兰户已迁走');

    await city.page.goBack();
    await city.page.getByRole('button', { name: '重开平利县' }).click();
    await reason(city, '重开平利县', '有一户迁走');
    await city.page.getByText('重开：有一户迁走', { exact: false }).waitFor();

    await dialog.getByRole('button', { name: '退回重核' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('退回：何秀兰户已迁走', { exact: false }).waitFor();
  });

  it('helps to remind: the units that are behind, to be copied, saved or printed', async () => {
    const { page } = county;
    await page.goto('/confirmation');
    await page.getByRole('link', { name: /^催办没确认的\s1\s个/ }).click();
    const text = page.getByRole('textbox', { name: '催办的话' });
    await expect
      .poll(() => text.inputValue(), PATIENT)
      .toContain('1. 平利县水利局（联络员汪秀兰）：还没确认');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '存成表格' }).click();
    expect((await download).suggestedFilename()).toBe(`没确认的单位（${YEAR} 年度）.csv`);
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('navigation', { name: '主菜单' }).isVisible()).toBe(false);
    expect(await page.getByText('平利县水利局').first().isVisible()).toBe(true);
    await county.screenshot('confirmation-reminder-print');
    await page.emulateMedia({ media: 'screen' });
  });

  it('lets leaders and supervisors read and nothing more, and administrators not at all', async () => {
    for (const who of ['leader', 'supervisor']) {
      const reader = await test.signIn(who, DESK, unitPage + bureau.id);
      await reader.page.getByRole('heading', { level: 1, name: /平利县水利局/ }).waitFor();
      await reader.page.getByText('退回：何秀兰户已迁走', { exact: false }).waitFor();
      expect(
        await reader.page.getByRole('button', { name: /^(确认\s\d|会签\s\d|退回重核|结束$|上报)/ }).count(),
        who,
      ).toBe(0);
      await reader.page.goto('/confirmation/remind');
      await reader.page.getByText('没有这一项，或不归你看').waitFor();
      expect(reader.trouble).toEqual([]);
      await reader.close();
    }
    const admin = await test.signIn('admin', DESK, '/confirmation');
    await admin.page.getByText('没有这一项，或不归你看').waitFor();
    expect(await admin.page.getByText('水利局').count()).toBe(0);
    await admin.close();
  });

  it('fits a phone: nothing is cut off, every unit has its button', async () => {
    const phone = await test.signIn('county', PHONE);
    for (const path of ['/', '/confirmation', unitPage + bureau.id, '/confirmation/remind']) {
      await phone.page.goto(path);
      await phone.page.getByRole('heading', { level: 1 }).waitFor();
      await phone.page.getByText('平利县水利局').or(phone.page.getByText('待办')).first().waitFor();
      expect(await cutOff(phone.page), path).toEqual([]);
    }
    await phone.page.goto('/confirmation');
    await phone.page
      .getByRole('link', { name: /^(看一眼|看问题|去会签)$/ })
      .first()
      .waitFor();
    await phone.screenshot('confirmation-phone');
    expect(phone.trouble).toEqual([]);
    await phone.close();
  });

  it('asks nothing of any other machine and raises no error', () => {
    for (const { foreign, trouble } of [liaison, county, city]) {
      expect(foreign).toEqual([]);
      expect(trouble).toEqual([]);
    }
  });
});
