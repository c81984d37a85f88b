import { beforeAll, describe, expect, it } from 'vitest';
import { checkSign } from '../../server/src/modules/people/index.ts';
import { Importer } from '../api/import/importer.ts';
import { DESK, PHONE, withConsole } from '../support/console.ts';

const csv = (...lines: string[]) => Buffer.from(lines.join('\n'));
const HEADER = '户编号,镇,村,户主姓名,户主证件号码,家庭人口,脱贫属性,备注';
const identity = (serial: number) => {
  const body = `61092619700101${String(serial).padStart(3, '0')}`;
  return body + checkSign(body);
};

describe('待核的事', () => {
  const test = withConsole();

  beforeAll(async () => {
    await test.world.insert('programme_year', { year: 2026, confirm_by: '2026-03-31' });
    const { path: county } = await test.world.region('610926');
    const { path: town } = await test.world.region('610926105');
    const { path: otherCounty } = await test.world.region('610922');
    await test.account('shi', '施安', 'CITY_OPERATOR', '6109/', '市操作员 · 安康市');
    await test.account('xian', '县燕', 'COUNTY_OPERATOR', county, '县操作员 · 平利县');
    await test.account('zhen', '甄珍', 'TOWN_OPERATOR', town, '镇操作员 · 洛河镇');
    const [office, other] = [
      await Importer.signedIn(test, 'COUNTY_OPERATOR', county),
      await Importer.signedIn(test, 'COUNTY_OPERATOR', otherCounty),
    ];
    const bring = async (by: Importer, kind: string, ...lines: string[]) =>
      by.write((await by.check(kind, csv(...lines))).id);
    await bring(
      office,
      'households',
      HEADER,
      `A1,洛河镇,双垭村,田一,${identity(1)},3,未脱贫,`,
      'A2,洛河镇,双垭村,田甲,,2,未脱贫,',
      'A3,正阳镇,让河村,侯一,,2,未脱贫,',
    );
    await bring(
      office,
      'households',
      HEADER,
      `A1,洛河镇,双垭村,田二,${identity(2)},5,未脱贫,`,
      'A2,洛河镇,双垭村,田乙,,2,未脱贫,',
      'A3,洛河镇,双垭村,侯一,,2,未脱贫,',
      'A4,洛河镇,双垭村,穆一,,2,未脱贫,户主已去世',
    );
    const cadres = '单位,姓名,身份证号码,职级,帮扶户主,帮扶户所在镇,帮扶户所在村';
    await bring(other, 'cadres', cadres, `石泉县林业局,邬安,${identity(3)},一级科员,,,`);
    await bring(office, 'cadres', cadres, `平利县水利局,邬安,${identity(3)},一级科员,田甲,洛河镇,双垭村`);
  });

  it('as a town: says what each way leads to, writes the row, and it leaves the list', async () => {
    const { page, screenshot, trouble, close } = await test.signIn('zhen', DESK, '/import/reviews');
    const row = page.getByRole('article', { name: '田二：户主不同' });
    await row.getByText(/名册写着：.*户主证件号码 610926 \*+/).waitFor();
    expect(
      await page.getByText(/侯一|邬安/).count(),
      'what lies across two towns or counties is not its',
    ).toBe(0);
    await row.getByRole('button', { name: '定这一行' }).click();
    const dialog = page.getByRole('dialog', { name: /田二：名册第 2 行怎么定/ });
    expect(await dialog.getByRole('button', { name: '先选一种' }).isDisabled()).toBe(true);
    await dialog.getByLabel(/是同一户，换了户主/).check();
    await screenshot('reviews-town-dialog');
    await dialog.getByRole('button', { name: '是同一户，换了户主' }).click();
    await page.getByText('田二：是同一户，换了户主').waitFor();
    await row.waitFor({ state: 'detached' });
    await page.goto('/households');
    await page.getByText('田二').first().waitFor();
    expect(trouble).toEqual([]);
    await close();
  });

  it('as a county, on a phone: the same, without sideways scroll', async () => {
    const { page, screenshot, trouble, close } = await test.signIn('xian', PHONE, '/import/reviews');
    await page.getByText('侯一').first().waitFor();
    await screenshot('reviews-county-phone');
    const wide = () => page.evaluate<number>('document.documentElement.scrollWidth');
    expect(await wide()).toBeLessThanOrEqual(PHONE.width);
    const row = page.getByRole('article', { name: '侯一：村不同' });
    await row.getByRole('button', { name: '定这一行' }).click();
    await page.getByLabel(/是同一户，搬了村/).check();
    await screenshot('reviews-county-phone-dialog');
    expect(await wide()).toBeLessThanOrEqual(PHONE.width);
    await page.getByRole('button', { name: '是同一户，搬了村' }).click();
    await row.waitFor({ state: 'detached' });
    await page.goto('/households');
    await page
      .locator('tbody tr', { hasText: '侯一户' })
      .getByText(/双垭村/)
      .waitFor();
    expect(trouble).toEqual([]);
    await close();
  });

  it('as the city: both sides of a number, and what was changed meanwhile is said', async () => {
    const { page, screenshot, close } = await test.signIn('shi', DESK, '/import/reviews?kind=SUPERIOR');
    const row = page.getByRole('article', { name: '邬安：下级报来核查' });
    await row.getByText('现在登记在：').waitFor();
    await screenshot('reviews-city');
    await row.getByRole('button', { name: '定这一行' }).click();
    await page.getByLabel(/是同一个人，没有调动/).check();
    const again = await test.signIn('shi', DESK, '/import/reviews?kind=SUPERIOR');
    await again.page.getByRole('button', { name: '定这一行' }).click();
    await again.page.getByLabel(/号码写错了，退回/).check();
    await again.page.getByRole('button', { name: '号码写错了，退回' }).click();
    await again.page.getByText('没有要定的事').waitFor();
    await again.close();
    await page.getByRole('button', { name: '是同一个人，没有调动' }).click();
    await page.getByText('这件事已经定过了，刷新就不再列').waitFor();
    await page.getByText('没有要定的事').waitFor();
    await close();
  });
});
