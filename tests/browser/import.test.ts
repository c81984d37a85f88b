import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { withApp } from '../support/app.ts';
import { withBrowser } from '../support/browser.ts';

const fixtures = join(import.meta.dirname, '../fixtures/rosters');
const consoleDir = join(import.meta.dirname, '../../admin/dist');

describe('the wizard that brings rosters in', () => {
  const test = withApp({ consoleDir });
  const browser = withBrowser();
  let baseURL = '';
  let token = '';

  beforeAll(async () => {
    await test.world.insert('programme_year', { year: 2026, confirm_by: '2026-03-31' });
    const { path } = await test.world.region('610926');
    ({ token } = await test.world.account('COUNTY_OPERATOR', path));
    baseURL = await test.app.http.listen({ host: '127.0.0.1', port: 0 });
  });

  async function open(width: number, height: number, at = '/import') {
    const opened = await browser.openPage({ width, height, baseURL });
    await opened.page.context().addCookies([{ name: 'qinyou_session', value: token, url: baseURL }]);
    await opened.page.goto(at);
    return opened;
  }

  it('takes both files, shows what would happen, writes, and says what is left to decide', async () => {
    const { page, trouble, foreign, screenshot } = await open(1440, 900);
    await page.getByRole('heading', { name: '导入花名册' }).waitFor();
    await screenshot('import-1-choose');
    for (const [label, file] of [
      ['选干部花名册', 'cadres.xlsx'],
      ['选农户花名册', 'households.xlsx'],
    ] as const) {
      await page.getByLabel(label, { exact: true }).first().setInputFiles(join(fixtures, file));
      await page.getByRole('button', { name: /^写入/ }).waitFor({ timeout: 60_000 });
      if (file === 'households.xlsx') {
        const fault = page.getByRole('cell', { name: /城关镇没有不存在村/ }).first();
        await fault.waitFor();
        await screenshot('import-2-preview');
        // One long reason must not push the other columns out of sight.
        expect((await fault.boundingBox())!.width).toBeLessThanOrEqual(440);
        const cards = await page.getByRole('button', { name: /\.xlsx/ }).all();
        for (const card of cards) {
          const [outer, inner] = [await card.boundingBox(), await card.getByText(/^表头在第/).boundingBox()];
          expect(inner!.x - outer!.x, 'a file card reads from its left edge').toBeLessThanOrEqual(24);
        }
        await page
          .getByLabel(/深色|浅色|夜间|日间|主题/)
          .first()
          .click();
        await screenshot('import-2-preview-dark');
        await page.getByRole('button', { name: /^改成三河村/ }).click();
        await page.getByRole('button', { name: /2,303/ }).waitFor({ timeout: 60_000 });
      }
      await page.getByRole('button', { name: /^写入/ }).click();
      await page.getByText('写好了：').waitFor({ timeout: 120_000 });
      await screenshot(`import-3-${file.slice(0, 7)}`);
    }
    await page.getByText('有 6 户被不止一名干部认领').waitFor();
    await page.getByRole('link', { name: '待核的事' }).click();
    await page.getByText('备注写着「退休」').waitFor();
    await screenshot('import-4-reviews');
    expect({ trouble, foreign }).toEqual({ trouble: [], foreign: [] });
  });

  it('fits a phone without sideways scroll', async () => {
    const { page, screenshot } = await open(360, 740);
    await page.getByRole('heading', { name: '导入花名册' }).waitFor();
    await page.getByText('写好了').first().waitFor();
    await screenshot('import-5-phone');
    const overflow = await page.evaluate<number>(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    expect(overflow).toBeLessThanOrEqual(0);
  });
});
