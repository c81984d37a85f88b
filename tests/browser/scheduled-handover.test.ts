import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatDate, today } from '../../admin/src/shared/format.ts';
import type { OpenPage } from '../support/browser.ts';
import { DESK, PATIENT, PHONE, withConsole } from '../support/console.ts';
import { tooSmall } from './too-small.ts';

const inDays = (days: number) => today(new Date(Date.now() + days * 86_400_000));
const ON = inDays(20);

/** R7: somebody retires in three weeks; the office settles it now. */
describe('预定交接', () => {
  const test = withConsole();
  let owner: pg.Client;
  let desk: OpenPage;
  let leaving: string;
  let colleague: string;
  const homes: string[] = [];

  beforeAll(async () => {
    const { world } = test;
    owner = new pg.Client(test.urls.ownerUrl);
    await owner.connect();
    await world.insert('programme_year', { year: 2027, confirm_by: '2027-03-31' });
    const [village] = await world.villages('610926107', 1);
    const bureau = await world.unit('610926', { name: '平利县农业农村局' });
    leaving = await world.cadre(bureau, { name: '王德顺', rank: 'SECTION_HEAD', rank_title: '局长' });
    colleague = await world.cadre(bureau, { name: '张立新', rank: 'SECTION_DEPUTY' });
    for (const head of ['李家全', '储召云']) {
      const id = await world.household(village!, { head_name: head, size: 4, village_group: '2 组' });
      homes.push(id);
      await world.pairing(id, village!, leaving, bureau, {
        from_date: '2024-01-03',
        source: 'ASSIGNED',
        created_at: '2024-01-03',
      });
    }
    const { path } = await world.region('610926');
    await test.account('chenxw', '陈晓雯', 'COUNTY_OPERATOR', path, '县操作员 · 平利县');
    desk = await test.signIn('chenxw', DESK, `/cadres/${leaving}/show`);
  });
  afterAll(() => owner.end());

  const friendOf = async (home: string | undefined) =>
    (
      await owner.query<{ name: string }>(
        `select c.name from pairing p join cadre c on c.id = p.cadre_id
         where p.household_id = $1 and p.kind = 'RESPONSIBLE' and p.to_date is null and p.withdrawn_at is null`,
        [home],
      )
    ).rows[0]?.name;
  const next = async (to: string) => {
    const { page } = desk;
    await page.getByRole('button', { name: '下一步' }).click();
    await page
      .getByRole('listitem')
      .filter({ hasText: to })
      .and(page.locator('[aria-current=step]'))
      .waitFor();
  };
  const step = (name: string) =>
    desk.page.getByRole('listitem').filter({ hasText: name }).and(desk.page.locator('[aria-current=step]'));
  /** From the first step of the wizard to the day. */
  const toTheDay = async (on: string) => {
    const { page } = desk;
    await step('选户').waitFor();
    await next('接手的人');
    await next('日期、原因');
    await page.getByLabel('接手的第一天').fill(on);
    await page.getByRole('combobox', { name: /^原因/ }).click();
    await page.getByRole('option', { name: '退休' }).click();
  };
  const onPage = (text: RegExp | string) => desk.page.getByRole('main').getByText(text).first();
  const openCadre = async () => {
    await desk.page.goto(`/cadres/${leaving}/show`);
    await desk.page.getByRole('heading', { level: 1, name: '王德顺' }).waitFor();
  };
  const DAY = formatDate(ON);

  it('is ordered in the wizard for a day to come; nothing is changed yet', async () => {
    const { page } = desk;
    await page.getByRole('link', { name: '交接', exact: true }).click();
    await toTheDay(inDays(400));
    await page.getByRole('button', { name: '下一步' }).click();
    await onPage('最多预定一年以内的日子').waitFor();
    await page.getByLabel('接手的第一天').fill(ON);
    await onPage(/先预定，.*自动交接。预定接手的户也算接手人的名额/).waitFor();
    await desk.screenshot('scheduled-3');
    await next('对照');
    await onPage(`到 ${DAY}会变成这样`).waitFor();
    await desk.screenshot('scheduled-4');
    await page.getByRole('button', { name: `预定 ${DAY}交接` }).click();
    await page
      .getByRole('status')
      .getByText(/^预定好了：.*由张立新负责$/)
      .waitFor();
    await page.getByRole('heading', { level: 2, name: /^预定好了/ }).waitFor();
    await desk.screenshot('scheduled-done');
    expect(await Promise.all(homes.map(friendOf))).toEqual(['王德顺', '王德顺']);
  });

  it('stands on the cadre’s page, with the household and in the list', async () => {
    const { page } = desk;
    await openCadre();
    const notice = page.getByRole('status').filter({ hasText: '预定了' });
    await notice.waitFor();
    expect(await notice.innerText()).toContain(`预定了：${DAY}起，2\u00a0户由张立新接手`);
    await onPage('预定了交接').waitFor(); // in the history
    await desk.screenshot('scheduled-cadre');
    await page.goto(`/households/${homes[0]!}/show`);
    await onPage(`${DAY}起由张立新接手`).waitFor();
    await desk.screenshot('scheduled-household');
    await page.getByRole('link', { name: '预定交接' }).click();
    const row = page.getByRole('list', { name: '预定交接' }).getByRole('listitem').first();
    await row.waitFor();
    expect(await row.innerText()).toMatch(/王德顺.*李家全户.*张立新.*退休.*陈晓雯/s);
    await desk.screenshot('scheduled-list');
  });

  it('is changed in the wizard, which begins with what was ordered, and withdrawn', async () => {
    const { page } = desk;
    await page.getByRole('link', { name: '重新定：王德顺' }).click();
    await step('选户').waitFor();
    expect(await page.getByRole('checkbox', { checked: true }).count()).toBe(3);
    await page.getByRole('checkbox', { name: /储召云户/ }).uncheck();
    await next('接手的人');
    await next('日期、原因');
    expect(await page.getByLabel('接手的第一天').inputValue()).toBe(ON);
    await next('对照');
    await page.getByRole('button', { name: `预定 ${DAY}交接` }).click();
    await page.getByRole('heading', { level: 2, name: /^预定好了.*1\s户/ }).waitFor();
    await openCadre();
    await onPage(/起，1\s户由张立新接手/).waitFor();
    expect(await page.getByText('预定了：').count()).toBe(1);
    await page.getByRole('button', { name: '撤销预定：王德顺' }).click();
    await desk.screenshot('scheduled-withdraw');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^撤销 1/ })
      .click();
    await page.getByText('预定撤销了').waitFor();
    await expect.poll(() => page.getByText('预定了：').count(), PATIENT).toBe(0);
    await page.goto('/handovers');
    await onPage('没有等着办的交接').waitFor();
    await desk.screenshot('scheduled-empty');
  });

  it('is carried out when its day comes', async () => {
    const { page } = desk;
    await page.goto(`/cadres/${leaving}/handover`);
    await toTheDay(ON);
    await next('对照');
    await page.getByRole('button', { name: `预定 ${DAY}交接` }).click();
    await page.getByRole('heading', { level: 2, name: /^预定好了/ }).waitFor();
    await dayIs(inDays(0));
    await test.app.services.scheduledHandovers.sweep();
    await expect.poll(() => friendOf(homes[1]), PATIENT).toBe('张立新');
    await openCadre();
    await onPage('负责 0').waitFor();
    expect(await page.getByText('预定了：').count()).toBe(0);
    await page.goto('/handovers');
    await page.getByRole('button', { name: '办好的' }).click();
    await onPage('办好了').waitFor();
    await desk.screenshot('scheduled-list-done');
  });

  it('asks to be decided anew where its day refused it, on a phone, too', async () => {
    const { page } = desk;
    await page.goto(`/cadres/${colleague}/handover`);
    await toTheDay(ON);
    // He has nobody near: the one who handed over has places again.
    await next('对照');
    await page.getByRole('button', { name: `预定 ${DAY}交接` }).click();
    await page.getByRole('heading', { level: 2, name: /^预定好了/ }).waitFor();
    await owner.query(`update cadre set status = 'RETIRED' where id = $1`, [leaving]);
    await page.goto(`/cadres/${colleague}/show`);
    await onPage('接手人已经不在岗').waitFor();
    await desk.screenshot('scheduled-broken');
    await dayIs(inDays(0));
    await test.app.services.scheduledHandovers.sweep();
    await expect.poll(() => states(), PATIENT).toContain('ATTENTION');
    await page.goto('/');
    await onPage('1 次预定的交接要重新定').waitFor();
    await desk.screenshot('scheduled-todo');
    await page.getByRole('link', { name: /^去看：1/ }).click();
    await onPage(/没有办成，2\s户都没有动/).waitFor();
    await desk.screenshot('scheduled-attention');
    await page.setViewportSize(PHONE);
    for (const [name, at] of [
      ['list', '/handovers'],
      ['cadre', `/cadres/${colleague}/show`],
      ['household', `/households/${homes[0]!}/show`],
    ] as const) {
      await page.goto(at);
      await onPage(/没有办成，|要重新定/).waitFor();
      await desk.screenshot(`scheduled-phone-${name}`);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBeLessThanOrEqual(
        PHONE.width,
      );
      expect(await tooSmall(page), name).toEqual([]);
    }
    await page.setViewportSize(DESK);
    expect(desk.trouble).toEqual([]);
    expect(desk.foreign).toEqual([]);
  });

  const states = async () =>
    (await owner.query<{ state: string }>('select state from scheduled_handover')).rows.map(
      ({ state }) => state,
    );
  /** What was ordered is for that day, as it would be by then. */
  const dayIs = (day: string) =>
    owner.query(`update scheduled_handover set day = $1 where state = 'SCHEDULED'`, [day]);
});
