import { beforeAll, expect, it } from 'vitest';
import { seedDemoCity } from '../../seeds/first-start.ts';
import type { OpenPage } from '../support/browser.ts';
import { DESK, PATIENT, PHONE, withConsole } from '../support/console.ts';
import { cutOff } from './cut-off.ts';
import { tooSmall } from './too-small.ts';

/** For a run, on a machine that is busy with others. */
const LONG = { timeout: 90_000 };
const OPEN = /^算\s\d+\s年的提案$/;

const test = withConsole();
let desk: OpenPage;
/** The city's, where it is seen. */
let run: string;

beforeAll(async () => {
  await seedDemoCity({ app: test.app, say: () => undefined });
  desk = await test.signIn('county', DESK, '/allocation');
}, 180_000);

const button = (name: string | RegExp) => desk.page.getByRole('button', { name });
const rows = () => desk.page.getByRole('region', { name: '逐户' }).locator('tbody tr');
const chosen = async (kind: string) => {
  await button(new RegExp(`^${kind}`)).click();
  const all = async () => [await rows().count(), await rows().filter({ hasText: kind }).count()];
  await expect.poll(async () => (await all()).every((count) => count === 25), PATIENT).toBe(true);
};

it('lets the office name somebody for a household that would go on waiting, and keeps to it', async () => {
  const { page } = desk;
  await button(OPEN).click();
  await page.getByLabel('提案合计').waitFor(LONG);
  await chosen('新结');
  const named = await rows().first().locator('td').nth(3).locator('span').first().innerText();
  const unit = await rows().first().locator('td').nth(3).locator('span').nth(1).innerText();
  await chosen('仍没有');
  const head = await rows().first().getByRole('rowheader').locator('span').first().innerText();
  await button(`给${head}选干部`).first().click();
  const group = page.getByRole('group', { name: `给${head}选干部` });
  expect(await group.getByRole('button', { name: '固定这一对' }).isDisabled()).toBe(true);
  await group.getByRole('combobox').fill(named);
  await page.getByRole('option').filter({ hasText: named }).filter({ hasText: unit }).first().click();
  await desk.screenshot('allocation-name-cadre');
  await group.getByRole('button', { name: '固定这一对' }).click();
  await page.getByText(`固定了${head}和${named}`).waitFor();
  await group.waitFor({ state: 'detached' });

  await button('重新算').click();
  await button(/^发布/).waitFor(LONG);
  await chosen('新结');
  const line = rows().filter({ hasText: head }).filter({ hasText: named });
  await line.getByText('办公室固定', { exact: false }).first().waitFor();
});

it('fits a phone', async () => {
  const at = new URL(desk.page.url()).pathname + '?kind=WAITING';
  const phone = await test.signIn('county', PHONE, at);
  const { page } = phone;
  await page
    .getByRole('button', { name: /选干部$/ })
    .first()
    .click();
  await page.getByRole('button', { name: '固定这一对' }).waitFor();
  await phone.screenshot('allocation-phone-name-cadre');
  expect([...(await cutOff(page)), ...(await tooSmall(page))]).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
  await phone.close();
});

it('tells a county that the city is at it, and stays where it is', async () => {
  const { page } = desk;
  await button('放弃提案').click();
  await page.getByRole('dialog').getByRole('button', { name: '放弃这次分配' }).click();
  await page.getByText('这次分配放弃了，结对一户没动。').waitFor();
  const city = await test.signIn('city', DESK, '/allocation');
  await city.page.getByRole('button', { name: OPEN }).click();
  await city.page.getByLabel('提案合计').waitFor(LONG);
  run = new URL(city.page.url()).pathname;
  await city.close();
  await page.goto('/allocation');
  await button(OPEN).click();
  await page.getByText('安康市正在做统筹分配（刘建国开的），等那边发布或放弃，这里才能开').waitFor();
  expect(new URL(page.url()).pathname).toBe('/allocation');
});

it('tells in a run of the city in which county and town a village lies', async () => {
  const villageOf = async ({ page }: OpenPage) => {
    const line = page.getByRole('region', { name: '逐户' }).locator('tbody tr').first();
    return (await line.getByRole('rowheader').locator('span').nth(1).innerText()).split(' ').slice(0, 3);
  };
  const whole = [/[县市区]$/, /[镇办道]$/, /./].map((ending) => expect.stringMatching(ending));
  const city = await test.signIn('city', DESK, run);
  expect(await villageOf(city)).toEqual(whole);
  await city.screenshot('allocation-city-lines');
  await city.close();
  const phone = await test.signIn('city', PHONE, run);
  expect(await villageOf(phone)).toEqual(whole);
  await phone.page.getByRole('region', { name: '逐户' }).scrollIntoViewIfNeeded();
  await phone.screenshot('allocation-phone-city-lines');
  expect([...(await cutOff(phone.page)), ...(await tooSmall(phone.page))]).toEqual([]);
  expect(await phone.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
    PHONE.width,
  );
  await phone.close();
});
