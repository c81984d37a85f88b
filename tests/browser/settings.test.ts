import { AllocationSettingDocument, SaveAllocationSettingDocument } from '@qinyou/schema';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { OpenPage } from '../support/browser.ts';
import { DESK, PATIENT, PHONE, withConsole } from '../support/console.ts';
import { cutOff } from './cut-off.ts';
import { tooSmall } from './too-small.ts';

const SAVE_MAP = `mutation ($input: SaveRankMapInput!) { saveRankMap(input: $input) { version } }`;
const MAP = `{ rankMap { version lines { pattern rank } } }`;
const SAVE_YEAR = `mutation ($input: SaveProgrammeYearInput!) { saveProgrammeYear(input: $input) { version } }`;
const SEND = `mutation ($input: SendPlacesInput!) { sendMunicipalPlaces(input: $input) { places } }`;

interface Map {
  rankMap: { version: string; lines: { pattern: string; rank: string }[] };
}

/** What stands in the bar at the bottom with a message over it. */
const coveredByToasts = (page: Page) =>
  page.evaluate(() => {
    const boxes = [...document.querySelectorAll('[role=status], [role=alert]')]
      .filter((element) => element.querySelector('button[aria-label="撤销"]'))
      .map((element) => element.getBoundingClientRect());
    if (boxes.length === 0) throw new Error('no message');
    return [...document.querySelectorAll('[data-foot-bar] > *')]
      .filter((element) => {
        const { top, bottom, left, right } = element.getBoundingClientRect();
        return boxes.some(
          (box) => box.top < bottom && box.bottom > top && box.left < right && box.right > left,
        );
      })
      .map(({ textContent }) => textContent);
  });

describe('the settings of the city', () => {
  const test = withConsole();
  let desk: OpenPage;

  beforeAll(async () => {
    const { world } = test;
    await world.insert('programme_year', { year: 2027, confirm_by: '2027-03-31' });
    const bureau = await world.unit('6109', { name: '市交通局' });
    const village = (await world.villages('610926107', 1))[0]!;
    for (let n = 0; n < 3; n++) await world.cadre(bureau, { rank_title: '三级科员', rank: 'STAFF' });
    const busy = await world.cadre(bureau, { rank_title: '三级科员', rank: 'STAFF' });
    for (let n = 0; n < 2; n++) {
      await world.pairing(await world.household(village), village, busy, bureau, { source: 'ASSIGNED' });
    }
    await test.account('city', '罗世兰', 'CITY_OPERATOR', '6109/', '市操作员 · 安康市');
    desk = await test.signIn('city', DESK, '/settings/figures');
  });

  it('sign-in and daily limits: bounds stand under their field, what was saved stands in the history', async () => {
    const { page } = desk;
    await page.getByRole('button', { name: '修改', exact: true }).click();
    await page.getByLabel(/^密码连错几次/).fill('2');
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByText('连错次数填 3 到 20').waitFor();
    await desk.screenshot('settings-figures-form');
    await page.getByLabel(/^密码连错几次/).fill('4');
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByText('连错几次锁：5 改成 4').waitFor();
    await page.getByText('4 次', { exact: true }).waitFor();
    await desk.screenshot('settings-figures');
  });

  it('a year: the effect is said before saving, somebody else’s change is not overwritten', async () => {
    const { page } = desk;
    await page.goto('/settings/years');
    await page.getByRole('button', { name: '修改 2027 年度' }).click();
    await page.getByLabel('科员最多几户').fill('1');
    await page.getByText('科员 1 人会超名额').waitFor();
    await desk.screenshot('settings-year-form');
    const other = await test.world.signedIn('CITY_OPERATOR', '6109/');
    const quotas = ['COUNTY_LEADER', 'SECTION_HEAD', 'SECTION_DEPUTY', 'STAFF', 'TECHNICAL'].map(
      (rank, n) => ({
        rank,
        households: 5 - n,
      }),
    );
    await other.get(SAVE_YEAR, {
      input: { year: 2027, version: 1, confirmBy: '2027-04-15', householdCap: 1, quotas },
    });
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByRole('button', { name: '看差别' }).click();
    await desk.screenshot('settings-year-conflict');
    expect(await page.getByLabel('最晚哪天确认完').inputValue()).toBe('2027-04-15');
    await page.getByRole('button', { name: '按选的保存' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByText('2027 年 4 月 15 日').first().waitFor();
    await page.getByText('最多 1 户').first().waitFor();
    await desk.screenshot('settings-years');
  });

  it('a year: is opened after the pattern of the newest; what is wrong stands under its field', async () => {
    const { page } = desk;
    await page.getByRole('button', { name: '开 2028 年度' }).click();
    await page.getByLabel('最晚哪天确认完').fill('2029-03-31');
    await page.getByRole('dialog').getByRole('button', { name: '开 2028 年度' }).click();
    await page.getByText('截止日要在 2028 年里').waitFor();
    await page.getByLabel('最晚哪天确认完').fill('2028-03-31');
    await page.getByRole('dialog').getByRole('button', { name: '开 2028 年度' }).click();
    await page.getByRole('button', { name: '修改 2028 年度' }).waitFor();
  });

  it('the rank map: says whom it changes, refuses a line twice, and does it', async () => {
    const { page } = desk;
    await page.goto('/settings/ranks');
    await page.getByRole('button', { name: '加一行' }).click();
    const count = await page.getByRole('list', { name: '职级对照' }).getByRole('listitem').count();
    const last = page.getByLabel(`第 ${String(count)} 行的职级`);
    await last.fill('*科员');
    await page.getByText(/和第 \d 行一样，留一行/).waitFor();
    await desk.screenshot('settings-ranks-fault');
    await last.fill('三级科员');
    await page.getByText('保存后没有人的类别会变').waitFor();
    for (let at = count; at > 1; at--)
      await page.getByRole('button', { name: `第 ${String(at)} 行往上移` }).click();
    await page.getByLabel('第 1 行算哪一类').click();
    await page.getByRole('option', { name: '专技和工勤' }).click();
    await page.getByText('保存后 4 人的职级类别会变，名额跟着变，结对不动').waitFor();
    await desk.screenshot('settings-ranks-effect');
    await page.getByRole('button', { name: '保存，改 4 人的类别' }).click();
    await page.getByText('加上 三级科员 → 专技和工勤').waitFor();
    await desk.screenshot('settings-ranks');
  });

  it('the rank map: somebody else’s change is shown, and kept', async () => {
    const { page } = desk;
    await page.getByRole('button', { name: '去掉第 1 行' }).click();
    const other = await test.world.signedIn('CITY_OPERATOR', '6109/');
    const { rankMap } = await other.get<Map, unknown>(MAP);
    await other.get(SAVE_MAP, {
      input: {
        version: rankMap.version,
        lines: [...rankMap.lines, { pattern: '*调研员', rank: 'SECTION_HEAD' }],
      },
    });
    await page.getByRole('button', { name: /^保存/ }).click();
    await page.getByRole('button', { name: '看差别' }).click();
    await desk.screenshot('settings-ranks-conflict');
    await page.getByRole('button', { name: '用现在的' }).first().click();
    await expect
      .poll(() =>
        page
          .getByRole('textbox', { name: /行的职级/ })
          .last()
          .inputValue(),
      )
      .toBe('*调研员');
    expect((await other.get<Map, unknown>(MAP)).rankMap.lines[0]?.pattern).toBe('三级科员');
  });

  it('municipal places: sent with their effect, never over somebody else’s number', async () => {
    const { page } = desk;
    await page.goto('/settings/places');
    await page.getByRole('button', { name: '改平利县的名额' }).click();
    await page.getByLabel('一共派几户').fill('12');
    await page.getByText('县里还能再用 10 户').waitFor();
    await desk.screenshot('settings-place-form');
    const other = await test.world.signedIn('CITY_OPERATOR', '6109/');
    const county = await test.world.region('610926');
    await other.get(SEND, { input: { year: 2028, countyId: county.id, seen: 0, places: 7 } });
    await page.getByRole('button', { name: '保存名额' }).click();
    await page.getByRole('button', { name: '看差别' }).click();
    await page.getByRole('button', { name: '按选的保存' }).click();
    await page.getByText('已派 12 户').waitFor();
    await desk.screenshot('settings-places');
  });

  it('people of the city are sent to a county within its places, seen on a bar, and taken back again (R6)', async () => {
    const { page } = desk;
    await page.getByRole('link', { name: '派干部去平利县' }).click();
    await page.getByText('还有 10 户没有定由谁去').waitFor();
    const spent = (text: RegExp) =>
      page.getByRole('list', { name: '名额用在哪里' }).getByText(text).waitFor();
    await page.getByLabel('单位', { exact: true }).click();
    await page.getByRole('option', { name: /市交通局/ }).click();
    await page.getByRole('checkbox', { name: '这一页都选' }).click();
    await spent(/这次选的\s[3-9]\s户/);
    await desk.screenshot('settings-send-chosen');
    await page.getByRole('button', { name: '派 3 名去平利县' }).click();
    await page.getByRole('heading', { name: '已派去 3 名' }).waitFor();
    await spent(/派去的还能接\s[3-9]\s户/);
    await page.getByText('这里没有还能派的干部').waitFor();
    await desk.screenshot('settings-send');
    await page.setViewportSize(PHONE);
    await page.getByRole('button', { name: /^收回/ }).first().click();
    await page.getByRole('heading', { name: '已派去 2 名' }).waitFor();
    await page.getByRole('button', { name: '撤销' }).last().waitFor();
    await desk.screenshot('settings-send-phone-toast');
    expect(await coveredByToasts(page)).toEqual([]);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(PHONE.width);
    await desk.screenshot('settings-send-phone');
    await page.setViewportSize(DESK);
    await page.goto('/settings/places');
    await page.getByText('2 名，').waitFor();
    await page.getByText('收回了干部').waitFor();
    await page.getByText('几名干部：3').waitFor();
  });

  it('fields and causes: a line more, told what it lacks, beside the weights that somebody else saved', async () => {
    const { page } = desk;
    await page.goto('/allocation');
    await page.getByRole('button', { name: /^看专长怎么对主因/ }).waitFor();
    await page.locator('a[href$="/allocation/fits"]').click();
    const rows = page.getByRole('list', { name: '专长和主因' }).getByRole('listitem');
    await rows.first().waitFor();
    const before = await rows.count();
    const choose = async (side: '专长' | '主因', value: string) => {
      await page.getByLabel(`第 ${before + 1} 行的${side}`).click();
      await page.getByRole('option', { name: value, exact: true }).click();
    };
    await page.getByRole('button', { name: '加一行' }).click();
    await page.getByRole('button', { name: '保存专长和主因' }).click();
    await page.getByText('选专长', { exact: true }).waitFor();
    await choose('专长', '卫生健康');
    await choose('主因', '因病');
    await page.getByText(/^和第 \d+ 行一样，留一行$/).waitFor();
    await desk.screenshot('settings-fits-twice');
    await choose('专长', '交通');
    await page.getByRole('button', { name: '保存专长和主因' }).click();
    await page.getByText('写一句为什么，分配时照着念').waitFor();
    await page.getByLabel(`第 ${before + 1} 行为什么`).fill('看病路远 ↔ 交通');

    const other = await test.world.signedIn('CITY_OPERATOR', '6109/');
    const setting = async () => (await other.get(AllocationSettingDocument, {})).allocationSetting;
    const { year, version, hardFrom, weights, fits } = await setting();
    await other.get(SaveAllocationSettingDocument, {
      input: { year, version, hardFrom, weights: { ...weights, sameTown: 77 }, fits },
    });
    await page.getByRole('button', { name: '保存专长和主因' }).click();
    await page.getByRole('button', { name: '看差别' }).click();
    await desk.screenshot('settings-fits-conflict');
    await page.getByRole('button', { name: '按选的保存' }).click();
    await page.getByText('专长和主因存好了').waitFor();
    await expect.poll(() => page.getByRole('button', { name: '保存专长和主因' }).count(), PATIENT).toBe(0);
    const after = await setting();
    expect(after.weights.sameTown).toBe(77);
    expect(after.fits).toHaveLength(before + 1);
    expect(after.fits.find(({ field }) => field === 'TRANSPORT')).toMatchObject({
      cause: 'ILLNESS',
      why: '看病路远 ↔ 交通',
    });
    await desk.screenshot('settings-fits');
    await page.getByRole('button', { name: '关上' }).click();
    await page.setViewportSize(PHONE);
    expect(await cutOff(page)).toEqual([]);
    expect(await tooSmall(page)).toEqual([]);
    await desk.screenshot('settings-fits-phone');
    await page.setViewportSize(DESK);
  });

  it('fits a phone without sideways scroll, and the dark', async () => {
    const { page } = desk;
    await page
      .getByRole('button', { name: /深色|浅色|主题/ })
      .first()
      .click();
    await page.goto('/settings/ranks');
    await page.getByText('改动记录').first().waitFor();
    await desk.screenshot('settings-ranks-dark');
    await page.setViewportSize(PHONE);
    for (const path of ['years', 'ranks', 'places']) {
      await page.goto(`/settings/${path}`);
      await page.getByText('改动记录').first().waitFor();
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width, path).toBeLessThanOrEqual(PHONE.width);
      await desk.screenshot(`settings-${path}-phone`);
    }
    expect(desk.trouble.filter((text) => !/40[09]|CONFLICT/.test(text))).toEqual([]);
    expect(desk.foreign).toEqual([]);
  });
});
