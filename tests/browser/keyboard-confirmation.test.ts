import { beforeAll, describe, expect, it } from 'vitest';
import type { OpenPage } from '../support/browser.ts';
import { DESK, PATIENT, withConsole } from '../support/console.ts';
import type { Place } from '../support/world.ts';
import { keyboardOf, stepsOf, unseen, type Keyboard } from './by-keyboard.ts';

const COUNTY = '6109/610926/';
/** The open year lies ahead, so that its deadline has not passed whenever this runs. */
const YEAR = new Date().getFullYear() + 1;

/** A unit's year without a mouse: its liaison from the home page to the signature, its office to the countersign (R5). */
describe('年度确认 by keyboard alone', () => {
  const test = withConsole();
  let bureau: Place;
  let liaison: OpenPage;
  let office: OpenPage;
  let keys: Keyboard;

  beforeAll(async () => {
    const { world } = test;
    for (const year of [YEAR - 1, YEAR])
      await world.insert('programme_year', { year, confirm_by: `${year}-03-31` });
    bureau = await world.unit('610926', { name: '平利县水利局' });
    const villages = await world.villages('610926107', 4);
    const cadre = await world.cadre(bureau, { name: '邹成林', rank: 'STAFF' });
    await world.cadre(bureau, { name: '龚启明', rank: 'STAFF' });
    const pair = async (cadreId: string, unit: Place, village: Place, head: string) =>
      world.pairing(await world.household(village, { head_name: head }), village, cadreId, unit, {
        from_date: `${YEAR - 2}-01-10`,
        to_date: null,
        source: 'ASSIGNED',
      });
    for (const [i, head] of ['储德明', '何秀兰', '柯昌富', '翁守信'].entries())
      await pair(cadre, bureau, villages[i]!, head);
    const small = await world.unit('610926', { name: '平利县林业局' });
    await pair(await world.cadre(small, { name: '鲁平' }), small, villages[0]!, '梅一');
    await test.account('small', '欧阳敏', 'UNIT_LIAISON', small.path, '单位联络员 · 平利县林业局');
    await test.account('liaison', '汪秀兰', 'UNIT_LIAISON', bureau.path, '单位联络员 · 平利县水利局');
    await test.account('county', '陈晓雯', 'COUNTY_OPERATOR', COUNTY, '县操作员 · 平利县');
    liaison = await test.signIn('liaison', DESK);
    keys = keyboardOf(liaison.page);
  });

  const name = async () => (await keys.focused()).name;
  const rows = () => liaison.page.getByRole('region', { name: '结对名单' }).getByRole('row');

  it('goes from the home page to the draft, in the order it is read', async () => {
    const { page } = liaison;
    await page.getByRole('link', { name: /^去核对/ }).waitFor();
    expect(unseen(await keys.tabTo(/^去核对/))).toEqual([]);
    await keys.press('Enter');
    await page.getByRole('heading', { level: 1, name: `平利县水利局 ${YEAR} 年度确认` }).waitFor();
    await expect.poll(() => rows().count(), PATIENT).toBe(5);
    const passed = await keys.tabTo(/^结束$/);
    expect(unseen(passed)).toEqual([]);
    const read = stepsOf(passed, /^选龚启明/, /^和去年不同/, /^一样/, /^全部/, /^结束$/);
    expect(read).not.toContain(-1);
    expect(read).toEqual(read.toSorted((a, b) => a - b));
  });

  it('ends one friendship: the dialog holds the focus, Escape gives it back to the row, and then the next row has it', async () => {
    const { page } = liaison;
    const dialog = page.getByRole('dialog');
    await keys.press('Enter');
    await dialog.getByLabel(/^原因/).waitFor();
    await expect.poll(name).toMatch(/^原因/);
    // Round and round, never out to the page behind.
    for (let i = 0; i < 8; i++) {
      await keys.press('Tab');
      const inside = await dialog.evaluate((pane) =>
        pane.closest('.MuiModal-root')!.contains(document.activeElement),
      );
      expect(inside).toBe(true);
    }
    await keys.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(() => keys.focused()).toEqual({ name: '结束', seen: true });
    const ended = page.getByRole('row').filter({ has: page.locator(':focus') });
    const head = /(\S+)户/.exec(await ended.innerText())![1]!;
    await keys.press('Enter');
    await dialog.getByLabel(/^原因/).waitFor();
    await keys.type('户主随儿子搬到西安');
    expect(unseen(await keys.tabTo(/^结束\s1\s户/))).toEqual([]);
    await keys.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /^结束\s1$/ }).waitFor();
    // For a moment the row that goes has it back.
    const rowOfFocus = () => page.evaluate(() => document.activeElement?.closest('tr')?.textContent ?? '');
    const held = async () => ({ ...(await keys.focused()), still: (await rowOfFocus()).includes(head) });
    await expect.poll(held, PATIENT).toEqual({ name: '结束', seen: true, still: false });
  });

  it('reports who has no friend; the focus stays with them', async () => {
    const { page } = liaison;
    expect(unseen(await keys.walkTo('Shift+Tab', /^上报\s1\s人/))).toEqual([]);
    await keys.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('怎么办').waitFor();
    await keys.tabTo(/^怎么办/);
    await keys.press('Enter');
    await keys.walkTo('ArrowDown', /长期病假/);
    await keys.press('Enter');
    await expect.poll(name).toMatch(/^怎么办/);
    await keys.tabTo(/^补充一句/);
    await keys.type('住院到六月');
    await keys.tabTo(/^上报\s1\s人/);
    await keys.press('Enter');
    await page.getByText(/长期病假：住院到六月/).waitFor();
    await expect.poll(() => keys.focused(), PATIENT).toEqual({ name: '选龚启明', seen: true });
  });

  it('confirms; what stands in the place of the button has the focus', async () => {
    const { page } = liaison;
    expect(unseen(await keys.tabTo(/^确认\s3\s对结对/))).toEqual([]);
    await keys.press('Enter');
    await page.getByRole('heading', { name: '平利县会签' }).waitFor();
    await expect.poll(() => keys.focused(), PATIENT).toEqual({ name: '看是谁', seen: true });
    expect(liaison.trouble).toEqual([]);
  });

  it('where nothing is left to press, the pane itself has the focus and says what it waits for', async () => {
    const { page } = await test.signIn('small', DESK, '/confirmation');
    const theirs = keyboardOf(page);
    await page.getByRole('button', { name: /^确认\s1\s对结对/ }).waitFor();
    await theirs.tabTo(/^确认\s1\s对结对/);
    await theirs.press('Enter');
    await page.getByRole('heading', { name: '平利县会签' }).waitFor();
    await expect.poll(() => theirs.focused(), PATIENT).toEqual({ name: '平利县会签', seen: true });
  });

  it('is countersigned by the office: excused on the board, signed on the page', async () => {
    office = await test.signIn('county', DESK, '/confirmation');
    const { page } = office;
    const theirs = keyboardOf(page);
    const toSign = page.getByRole('row', { name: /水利局/ }).getByRole('link', { name: '去会签' });
    await toSign.waitFor();
    expect(unseen(await theirs.tabTo(/^去会签/))).toEqual([]);
    for (let i = 0; i < 2 && !(await toSign.evaluate((link) => link === document.activeElement)); i++)
      await theirs.tabTo(/^去会签/);
    await theirs.press('Enter');
    await page.getByText('1 名干部没有朋友，没说明原因').first().waitFor();
    await theirs.tabTo(/^去安排$/);
    await theirs.press('Enter');
    await page.waitForURL((url) => url.pathname === '/board');
    await page.getByRole('checkbox', { name: /龚启明/ }).waitFor();
    expect(unseen(await theirs.tabTo(/选上.*龚启明/))).toEqual([]);
    await theirs.press('Space');
    await theirs.walkTo('Shift+Tab', /^给\s1\s人说明原因/);
    await theirs.press('Enter');
    await page.getByRole('dialog').waitFor();
    await theirs.tabTo(/^说明\s1\s人/);
    await theirs.press('Enter');
    await page.getByText('在岗干部都有朋友，或已说明原因').waitFor();
    await expect.poll(() => theirs.focused(), PATIENT).toMatchObject({ seen: true });

    await page.goto(`/confirmation/unit/${bureau.id}`);
    await page.getByRole('button', { name: /^会签\s3\s对结对/ }).waitFor();
    expect(unseen(await theirs.tabTo(/^会签\s3\s对结对/))).toEqual([]);
    await theirs.press('Enter');
    await page.getByRole('heading', { name: '已签完' }).waitFor();
    await expect.poll(() => theirs.focused(), PATIENT).toEqual({ name: '退回重核', seen: true });
    expect(office.trouble).toEqual([]);
  });
});
