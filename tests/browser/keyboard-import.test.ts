import { beforeAll, describe, expect, it } from 'vitest';
import { checkSign } from '../../server/src/modules/people/index.ts';
import type { OpenPage } from '../support/browser.ts';
import { DESK, PATIENT, withConsole } from '../support/console.ts';
import { keyboardOf, stepsOf, unseen, type Keyboard } from './by-keyboard.ts';

const COUNTY = '6109/610926/';
const identity = (serial: number) => {
  const body = `61092619700101${String(serial).padStart(3, '0')}`;
  return body + checkSign(body);
};
const good = (n: number) =>
  `B${String(n)},洛河镇,双垭村,户主${'甲乙丙丁戊己庚辛壬癸子丑'[n]!},${identity(n + 1)},3,未脱贫`;
/** Twelve good rows, two villages that are nearly right and one that nobody can guess; one heading is a house word. */
const ROSTER = [
  '户编号,镇,村,户主姓名,户主证件号码,屋里几口人,脱贫属性',
  ...Array.from({ length: 12 }, (_, n) => good(n)),
  `C1,洛河镇,双丫村,田一,${identity(91)},3,未脱贫`,
  `C2,洛河镇,双丫村,田二,${identity(92)},3,未脱贫`,
  `C3,洛河镇,不存在村,田三,${identity(93)},3,未脱贫`,
].join('\n');

/** A roster without a mouse, from the file to the rows that come back. */
describe('导入花名册 by keyboard alone', () => {
  const test = withConsole();
  let desk: OpenPage;
  let keys: Keyboard;

  beforeAll(async () => {
    await test.world.insert('programme_year', { year: 2027, confirm_by: '2027-03-31' });
    await test.account('chenxw', '陈晓雯', 'COUNTY_OPERATOR', COUNTY, '县操作员 · 平利县');
    desk = await test.signIn('chenxw', DESK);
    keys = keyboardOf(desk.page);
  });

  const name = async () => (await keys.focused()).name;
  const rowsOf = (verdict: string) => desk.page.getByRole('tab', { name: new RegExp(`^${verdict}`) });

  it('chooses the file; the focus goes on to the file’s card', async () => {
    const { page } = desk;
    await page.goto('/import');
    await page.getByRole('heading', { name: '选文件' }).waitFor();
    const passed = await keys.tabTo(/^选农户花名册/);
    expect(unseen(passed)).toEqual([]);
    const read = stepsOf(passed, /^待核的事/, /^导入记录/, /^选干部花名册/, /^选农户花名册/);
    expect(read).not.toContain(-1);
    expect(read).toEqual(read.toSorted((a, b) => a - b));
    // Chromium's own chooser is not always handed over on a busy machine: what counts is that the key asks for it
    const input = page.locator('input[type=file][aria-label="选农户花名册"]');
    await input.evaluate((node) =>
      node.addEventListener('click', (click) => {
        click.preventDefault();
        node.dataset['asked'] = 'yes';
      }),
    );
    await keys.press('Enter');
    await expect.poll(() => input.getAttribute('data-asked')).toBe('yes');
    await input.setInputFiles({ name: '农户.csv', mimeType: 'text/csv', buffer: Buffer.from(ROSTER) });
    await page.getByRole('button', { name: /^写入/ }).waitFor(PATIENT);
    await expect.poll(() => keys.focused(), PATIENT).toMatchObject({ seen: true });
    expect(await name()).not.toBe('nothing');
  });

  it('corrects what a column is taken for; the columns stay open and the focus stays on it', async () => {
    const { page } = desk;
    expect(unseen(await keys.tabTo(/^展开/))).toEqual([]);
    await keys.press('Enter');
    expect(unseen(await keys.tabTo(/^「屋里几口人」/))).toEqual([]);
    await keys.press('Enter');
    await page.getByRole('option', { name: '家庭人口' }).waitFor();
    await keys.walkTo('ArrowDown', /^家庭人口/);
    await keys.press('Enter');
    await page.getByText('7 列对上 7 列').waitFor(PATIENT);
    await page.getByRole('button', { name: /^写入 12/ }).waitFor(PATIENT);
    await expect
      .poll(() => keys.focused())
      .toEqual({ name: expect.stringMatching(/^「屋里几口人」/), seen: true });
  });

  it('goes through the tabs of the preview and its pages; the last page gives the focus back', async () => {
    const { page } = desk;
    expect(unseen(await keys.tabTo(/^退回3/))).toEqual([]);
    await keys.press('ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'Enter');
    await expect.poll(() => rowsOf('新增').getAttribute('aria-selected')).toBe('true');
    await page.getByText('第 1–10 行，共 12 行').waitFor();
    expect(unseen(await keys.tabTo(/^下一页/))).toEqual([]);
    await keys.press('Enter');
    await page.getByText('第 11–12 行，共 12 行').waitFor();
    await expect.poll(() => keys.focused()).toEqual({ name: '上一页', seen: true });
  });

  it('takes one suggestion and stands on the next, at the page and the tab where it was', async () => {
    const { page } = desk;
    await keys.walkTo('Shift+Tab', /^新增/);
    await keys.press('ArrowRight', 'ArrowRight', 'ArrowRight', 'Enter');
    await page.getByText('第 1–3 行，共 3 行').waitFor();
    expect(unseen(await keys.tabTo(/^改成双垭村/))).toEqual([]);
    await keys.press('Enter');
    await page.getByRole('button', { name: /^写入 13/ }).waitFor(PATIENT);
    await expect.poll(() => page.getByRole('button', { name: /^改成双垭村/ }).count(), PATIENT).toBe(1);
    expect(await rowsOf('退回').getAttribute('aria-selected')).toBe('true');
    await expect.poll(() => keys.focused()).toEqual({ name: '改成双垭村委会', seen: true });
    await keys.press('Enter');
    await page.getByRole('button', { name: /^写入 14/ }).waitFor(PATIENT);
    await expect.poll(() => page.getByRole('button', { name: /^改成双垭村/ }).count(), PATIENT).toBe(0);
    await expect.poll(() => keys.focused()).toMatchObject({ seen: true });
  });

  it('writes, and fetches the row that came back', async () => {
    const { page } = desk;
    const passed = await keys.tabTo(/^写入 14/);
    expect(unseen(passed)).toEqual([]);
    expect(stepsOf(passed, /^下载退回表/)).not.toContain(-1);
    await keys.press('Enter');
    await page.getByText('写好了：').waitFor(PATIENT);
    await expect.poll(() => keys.focused()).toMatchObject({ seen: true });
    if ((await name()) !== '下载退回表') await keys.walkTo('Shift+Tab', /^下载退回表/);
    const download = page.waitForEvent('download');
    await keys.press('Enter');
    expect((await download).suggestedFilename()).toMatch(/退回.*\.xlsx$/);
    expect(desk.trouble).toEqual([]);
  });
});
