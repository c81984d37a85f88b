import { beforeAll, expect, it } from 'vitest';
import { DESK, PHONE, withConsole } from '../support/console.ts';
import type { Place } from '../support/world.ts';

const COUNTY = '6109/610926/';
/** The open year lies ahead, so that its deadline has not passed whenever this runs. */
const YEAR = new Date().getFullYear() + 1;
const test = withConsole();
let bureau: Place;

beforeAll(async () => {
  const { world } = test;
  await world.insert('programme_year', { year: YEAR, confirm_by: `${YEAR}-03-31` });
  bureau = await world.unit('610926', { name: '平利县水利局' });
  await test.account('county', '陈晓雯', 'COUNTY_OPERATOR', COUNTY, '县操作员 · 平利县');
});

/** Somebody who was ill and is back at work. */
const excused = async (name: string) =>
  test.world.insert('waiver', {
    year: YEAR,
    cadre_id: await test.world.cadre(bureau, { name, rank: 'STAFF' }),
    cadre_path: bureau.path,
    reason: 'LONG_ILL',
  });

it.each([
  ['a desk', DESK, '龚启明'],
  ['a phone', PHONE, '邹成林'],
])(
  'on %s the office takes an excuse back where it is seen, and they are owed a friend again',
  async (_, device, name) => {
    await excused(name);
    const { page, trouble } = await test.signIn('county', device, `/confirmation/unit/${bureau.id}`);
    const row = page
      .getByRole('region', { name: '没有朋友的干部' })
      .getByRole('listitem')
      .filter({ hasText: name });
    await row.getByText('已说明').waitFor();
    await row.getByRole('button', { name: `撤回${name}的情况说明` }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(`原来说明：长期病假`).waitFor();
    await dialog.getByRole('button', { name: '先不撤回' }).click();
    await row.getByText('已说明').waitFor();
    await row.getByRole('button', { name: `撤回${name}的情况说明` }).click();
    await dialog.getByRole('button', { name: '撤回说明' }).click();
    await page.getByText(`${name}的情况说明撤回了`).waitFor();
    await row.getByText('没上报').waitFor();
    expect(await row.getByRole('button', { name: /^撤回/ }).count()).toBe(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
    expect(trouble).toEqual([]);
  },
);
