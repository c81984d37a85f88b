import { beforeAll, describe, expect, it } from 'vitest';
import type { OpenPage } from '../support/browser.ts';
import { reweighBatch } from '../../server/src/modules/people/index.ts';
import { DESK, PHONE, withConsole } from '../support/console.ts';
import { cutOff } from './cut-off.ts';

const EDIT = `mutation ($input: EditDictionaryEntryInput!) { editDictionaryEntry(input: $input) { version } }`;
const CAUSES = `{ dictionary(dictionary: "POVERTY_CAUSE") { code label aliases to version } }`;

interface Causes {
  dictionary: { code: string; label: string; aliases: string[]; to: string | null; version: number }[];
}

describe('the dictionaries', () => {
  const test = withConsole();
  let desk: OpenPage;
  const flood = async () => {
    const client = await test.world.signedIn('CITY_OPERATOR', '6109/');
    const { dictionary } = await client.get<Causes, unknown>(CAUSES);
    return dictionary.find(({ code }) => code === 'FLOOD_2026');
  };

  beforeAll(async () => {
    await test.world.insert('programme_year', { year: 2027, confirm_by: '2027-03-31' });
    await test.account('city', '罗世兰', 'CITY_OPERATOR', '6109/', '市操作员 · 安康市');
    desk = await test.signIn('city', DESK, '/dictionaries');
  });

  it('an entry is added; what is missing or taken stands under its field, and nothing typed is lost', async () => {
    const { page } = desk;
    await page.getByRole('button', { name: '致贫原因添一项' }).click();
    const form = page.getByRole('dialog');
    await form.getByRole('button', { name: '添上' }).click();
    await form.getByText('请填代码').waitFor();
    await form.getByText('请填权重').waitFor();
    await form.getByLabel(/^权重/).fill('16');
    await form.getByLabel(/^叫什么/).fill('因洪灾');
    await form.getByLabel(/^代码/).fill('ILLNESS');
    await form.getByLabel(/^从哪天起用/).fill('2026-07-01');
    await form.getByLabel(/^名册里的别的写法/).fill('水灾、洪水');
    await form.getByRole('button', { name: '添上' }).click();
    await form.getByText('权重填 0 到 15').waitFor();
    await form.getByLabel(/^权重/).fill('12');
    await form.getByRole('button', { name: '添上' }).click();
    await form.getByText('这个代码已经用过了，换一个').waitFor();
    await desk.screenshot('dictionary-add');
    await form.getByLabel(/^代码/).fill('FLOOD_2026');
    await form.getByRole('button', { name: '添上' }).click();
    await form.waitFor({ state: 'detached' });
    await page.getByText('名册也写：水灾、洪水').first().waitFor(); // in the list, and in the record under it
    expect(await flood()).toMatchObject({ label: '因洪灾', aliases: ['水灾', '洪水'], to: null, version: 1 });
  });

  it('somebody else’s change is shown, not overwritten', async () => {
    const { page } = desk;
    await page.getByRole('button', { name: '修改「因洪灾」' }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel(/^叫什么/).fill('因洪涝');
    const other = await test.world.signedIn('CITY_OPERATOR', '6109/');
    const theirs = { label: '因洪灾', aliases: ['水灾', '洪水', '涝灾'], version: 1 };
    await other.get(EDIT, { input: { dictionary: 'POVERTY_CAUSE', code: 'FLOOD_2026', ...theirs } });
    await form.getByRole('button', { name: '保存' }).click();
    await page.getByRole('button', { name: '看差别' }).click();
    await desk.screenshot('dictionary-conflict');
    await page.getByRole('button', { name: '按选的保存' }).click();
    await page.getByText('因洪涝', { exact: true }).waitFor();
    expect(await flood()).toMatchObject({ label: '因洪涝', aliases: theirs.aliases, version: 3 });
  });

  it('an entry is ended, and can be taken up again', async () => {
    const { page } = desk;
    const edit = page.getByRole('button', { name: '修改「因洪涝」' });
    await edit.click();
    const form = page.getByRole('dialog');
    await form.getByLabel(/^从哪天起不再用/).fill('2026-06-01');
    await form.getByRole('button', { name: '保存' }).click();
    await form.getByText('停用要在那以后').waitFor();
    await form.getByLabel(/^从哪天起不再用/).fill('2026-08-01');
    await form.getByRole('button', { name: '保存' }).click();
    await page.getByText('2026 年 8 月 1 日起不再用').waitFor();
    expect(await flood()).toMatchObject({ to: '2026-08-01' });
    await edit.click();
    await form.getByLabel(/^从哪天起不再用/).fill('');
    await form.getByRole('button', { name: '保存' }).click();
    await expect.poll(async () => (await flood())?.to).toBeNull();
  });

  it('another weight says whom it concerns before it is saved, and how far the figures are after that', async () => {
    const { page } = desk;
    const [village] = await test.world.villages('610926', 1);
    for (let at = 0; at < 12; at++) {
      await test.world.household(village!, { poverty_status: 'LIFTED', size: 3, need: 10 });
    }
    await page.getByRole('button', { name: '修改「已脱贫」' }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel(/^权重/).fill('14');
    await form.getByText('存好以后重算 12 户的困难程度').waitFor();
    await desk.screenshot('dictionary-weight');
    await form.getByLabel(/^算不算/).click();
    await page.getByRole('option', { name: '不算，不进空白' }).click();
    await form.getByText('其中 12 户从此不进空白').waitFor();
    expect(await form.getByLabel(/^权重/).count()).toBe(0);
    await form.getByLabel(/^算不算/).click();
    await page.getByRole('option', { name: '算，没有朋友就进空白' }).click();
    await form.getByLabel(/^权重/).fill('14');
    await form.getByRole('button', { name: '保存' }).click();
    await page.getByText('「已脱贫」正在按新的权重重算').waitFor();
    await reweighBatch(test.app.db, test.app.clock, 5);
    await page.getByText('5 / 12 户').waitFor();
    await desk.screenshot('dictionary-reweighing');
    while (await reweighBatch(test.app.db, test.app.clock, 5));
    await page.getByText('「已脱贫」重算完了：看了 12 户，12 户的困难程度变了').waitFor();
    await desk.screenshot('dictionary-reweighed');
    const record = page.getByRole('region', { name: '改动记录' });
    await record.getByText('按新的权重重算完了').waitFor(); // without another look at the page
  });

  it('a status that is added counts, where that is said', async () => {
    const { page } = desk;
    await page.getByRole('button', { name: '脱贫属性添一项' }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel(/^叫什么/).fill('受灾监测户');
    await form.getByLabel(/^代码/).fill('FLOODED');
    await form.getByLabel(/^从哪天起用/).fill('2026-07-01');
    await form.getByRole('button', { name: '添上' }).click();
    await form.getByText('选算不算建档立卡或监测户').waitFor();
    await form.getByLabel(/^算不算/).click();
    await page.getByRole('option', { name: '算，没有朋友就进空白' }).click();
    await form.getByLabel(/^权重/).fill('40');
    await desk.screenshot('dictionary-add-status');
    await form.getByRole('button', { name: '添上' }).click();
    await form.waitFor({ state: 'detached' });
    await page.getByText('算建档立卡或监测户，权重 40').waitFor();
  });

  it('is filled in on a phone: nothing is cut off, what it means is seen, and it is saved', async () => {
    const { page } = desk;
    await page.setViewportSize(PHONE);
    await page.goto('/dictionaries');
    await page.getByRole('button', { name: '修改「已脱贫」' }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel(/^权重/).fill('13');
    await form.getByText('存好以后重算 12 户的困难程度').waitFor();
    expect(await cutOff(page, '[role=dialog]')).toEqual([]);
    await desk.screenshot('dictionary-form-phone');
    await form.getByText('存好以后重算 12 户的困难程度').scrollIntoViewIfNeeded();
    await desk.screenshot('dictionary-form-phone-end');
    await page.keyboard.press('Escape');
    await form.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: '脱贫属性添一项' }).click();
    await form.getByLabel(/^叫什么/).waitFor();
    await desk.screenshot('dictionary-form-phone-add');
    await page.keyboard.press('Escape');
    await page.setViewportSize(DESK);
  });

  it('fits a desk and a phone, light and dark', async () => {
    const { page } = desk;
    const paths = { dictionaries: '名册也写', 'settings/figures': '改动记录' } as const;
    for (const shade of ['light', 'dark']) {
      for (const size of [
        { width: 1440, height: 900 },
        { ...PHONE, height: 780 },
      ]) {
        await page.setViewportSize(size);
        for (const [path, awaited] of Object.entries(paths)) {
          await page.goto(`/${path}`);
          await page.getByText(awaited).first().waitFor();
          const wide = await page.evaluate(() => document.documentElement.scrollWidth);
          expect(wide, path).toBeLessThanOrEqual(size.width);
          await desk.screenshot(`${path.replace('/', '-')}-${shade}-${size.width}`);
        }
      }
      await page.setViewportSize({ width: 1440, height: 900 });
      await page
        .getByRole('button', { name: /深色|浅色|主题/ })
        .first()
        .click();
    }
    expect(desk.trouble.filter((text) => !/40[09]|CONFLICT/.test(text))).toEqual([]);
    expect(desk.foreign).toEqual([]);
  });
});
