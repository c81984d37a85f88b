import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Locator, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedDemoCity } from '../../seeds/first-start.ts';
import type { OpenPage } from '../support/browser.ts';
import { DESK, PATIENT, PHONE, withConsole } from '../support/console.ts';
import { cutOff } from './cut-off.ts';
import { tooSmall } from './too-small.ts';

/** For a run, on a machine that is busy with others. */
const LONG = { timeout: 90_000 };

describe('统筹分配 on the demo city', () => {
  const test = withConsole();
  let owner: pg.Client;
  let system: pg.Client;
  let desk: OpenPage;

  beforeAll(async () => {
    await seedDemoCity({ app: test.app, say: () => undefined });
    owner = new pg.Client(test.urls.ownerUrl);
    system = new pg.Client({ connectionString: test.urls.appUrl, options: '-c role=r_system' });
    await Promise.all([owner.connect(), system.connect()]);
    await owner.query('analyze');
    desk = await test.signIn('county', DESK);
  }, 180_000);
  afterAll(() => Promise.all([owner.end(), system.end()]));

  const button = (name: string | RegExp) => desk.page.getByRole('button', { name });
  const region = (name: string | RegExp) => desk.page.getByRole('region', { name });
  const rows = () => region('逐户').locator('tbody tr');
  const standing = async () => {
    const query = `select count(*)::int as n from pairing where kind = 'RESPONSIBLE' and withdrawn_at is null and to_date is null`;
    return (await system.query<{ n: number }>(query)).rows[0]!.n;
  };
  const settled = async () => {
    await desk.page.waitForLoadState('networkidle');
    await expect.poll(() => desk.page.locator('.MuiSkeleton-root').count(), PATIENT).toBe(0);
  };
  /** Nothing is worked out while the declarations of kin are held: the reading waits for them. */
  const held = async (work: () => Promise<void>) => {
    await owner.query('begin');
    await owner.query('lock table kin_declaration in access exclusive mode');
    try {
      await work();
    } finally {
      await owner.query('rollback');
    }
  };
  /** R5: after the county is closed for the year, a change wants a reason. */
  const closed = async (work: () => Promise<void>) => {
    const county = `from confirmation where path = '6109/610926/' and year = (select max(year) from allocation_run)`;
    const { rows } = await system.query<{ id: string; state: string }>(`select id, state ${county}`);
    expect(rows).toHaveLength(1);
    const be = (state: string) =>
      system.query(`update confirmation set state = $1 where id = $2`, [state, rows[0]!.id]);
    await be('CLOSED');
    await work();
    await be(rows[0]!.state);
  };
  const proposal = () => desk.page.getByLabel('提案合计').waitFor(LONG);
  const figure = async (word: string) => {
    const line = desk.page.getByLabel('提案合计').locator('div', { hasText: word });
    return Number((await line.locator('dd').innerText()).replace(',', ''));
  };
  /** What the tiles of a grid say, and how dark they are. */
  const tiles = (grid: string) =>
    region(grid)
      .locator('a')
      .evaluateAll((links) =>
        links.map((a) => ({
          households: Number(a.querySelector('b')!.textContent.replace(',', '')),
          step: Number((a as HTMLElement).dataset['step']),
        })),
      );
  const households = (text: string) => Number(/\d+/.exec(text.replace(',', ''))?.[0] ?? 0);
  const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);

  it('shows who has nobody and who can take them, down to the village', async () => {
    const { page } = desk;
    await page.getByRole('link', { name: '统筹分配' }).click();
    await region(/^谁能接/)
      .getByRole('row', { name: /^科员/ })
      .waitFor();
    const need = region(/^哪里缺/);
    const town = need.getByRole('row').nth(1);
    const waiting = await town.getByRole('cell').first().innerText();
    await desk.screenshot('allocation-start');
    await town.getByRole('button').click();
    const villages = need.locator('tbody tr');
    await need.getByRole('button', { name: '回上一级' }).waitFor();
    await expect.poll(() => villages.first().getByRole('button').count(), PATIENT).toBe(0);
    const below = await need.locator('tbody td:nth-child(2)').allInnerTexts();
    expect(sum(below.map(households))).toBe(households(waiting));
    const poor = await villages.evaluateAll((all) => all.map((row) => row.textContent.includes('贫困村')));
    expect(poor, 'poor villages first').toEqual(poor.toSorted((a, b) => Number(b) - Number(a)));
    await need.getByRole('button', { name: '回上一级' }).click();
  });

  it('works a proposal out while somebody watches, leaves, comes back, and stops it', async () => {
    const { page } = desk;
    const before = await standing();
    await held(async () => {
      await button(/^算\s\d+\s年的提案$/).click();
      await page.getByRole('progressbar', { name: /^正在算：/ }).waitFor();
      await page.getByText('可以离开本页', { exact: false }).waitFor();
      await desk.screenshot('allocation-working');
      await page.getByRole('link', { name: '统筹分配' }).first().click();
      await page.getByRole('link', { name: '接着办' }).click();
      await button('停下，不算了').click();
      await page.getByText('停下了，结对一户没动。').waitFor();
    });
    await button('重新算').click();
    await proposal();
    await settled();
    await desk.screenshot('allocation-proposed');
    expect(await standing(), 'a proposal writes nothing').toBe(before);
    await region('证明').getByText('没有更好的办法：达到的就是最好的').waitFor();
    const stages = region('证明').locator('table').first();
    expect(await stages.locator('tbody td:last-child').allInnerTexts()).toEqual(['0', '0', '0', '0', '0']);
  });

  it('colours the towns by who has nobody, before and after, and narrows the lines to one', async () => {
    const { page } = desk;
    const [today, then] = [await tiles('今天'), await tiles('照提案')];
    expect(sum(then.map(({ households }) => households))).toBe(await figure('仍没有干部'));
    expect(sum(today.map(({ households }) => households))).toBe(
      (await figure('仍没有干部')) + (await figure('新结')),
    );
    expect(sum(then.map(({ step }) => step))).toBeLessThan(sum(today.map(({ step }) => step)));
    const town = region('今天').locator('a').first();
    const name = /^[^，]+/.exec((await town.getAttribute('aria-label'))!)![0];
    const all = await rows().count();
    await town.click();
    await expect
      .poll(
        () =>
          region('今天')
            .locator('a', { hasText: name.slice(0, 2) })
            .count(),
        PATIENT,
      )
      .toBe(0);
    await button('看平利县').click();
    await expect.poll(() => rows().count(), PATIENT).toBe(all);
    await page.getByRole('button', { name: /^新结/ }).click();
    await expect.poll(() => rows().filter({ hasNotText: '新结' }).count(), PATIENT).toBe(0);
  });

  it('tries other weights and quotas out, and writes nothing', async () => {
    const { page } = desk;
    const before = await standing();
    const waiting = await figure('仍没有干部');
    const outcome = region('照这样会怎样');
    const staff = page.getByRole('row', { name: /^平利县 科员/ }).locator('td');
    const told = (await staff.allInnerTexts()).map(households);
    await button('科员多 1 户').click();
    await outcome.getByText('名额由市办定', { exact: false }).waitFor();
    await expect.poll(() => outcome.locator('dd b').count(), LONG).toBeGreaterThan(0);
    const then = await outcome.locator('dd').first().innerText();
    const more = waiting - Number(/→\s*(\d+)/.exec(then)?.[1]);
    expect(told).toEqual([expect.any(Number), more]);
    await desk.screenshot('allocation-what-if');
    await button('还原').click();
    await page.getByRole('slider', { name: '同镇' }).press('End');
    await outcome.getByText('只是试算', { exact: false }).waitFor();
    await button('照这样重新算').waitFor();
    await button('还原').click();
    expect(await outcome.count()).toBe(0);
    expect(await standing()).toBe(before);
  });

  it('pins, forbids and swaps by hand and by keyboard; what was settled holds when it is worked out again', async () => {
    const { page } = desk;
    const names = async (row: number) => {
      const [household, friend] = await Promise.all([
        rows().nth(row).getByRole('rowheader').locator('span').first().innerText(),
        rows().nth(row).locator('td').nth(3).locator('span').first().innerText(),
      ]);
      return { household, friend };
    };
    const pinned = await names(0);
    await page.keyboard.press('j');
    await page.keyboard.press('p');
    await page.getByText(`固定了${pinned.household}和${pinned.friend}`).waitFor();
    await page.getByText('算好以后又改过', { exact: false }).waitFor();
    expect(await button(/^发布/).count(), 'a stale run is run again first').toBe(0);
    await region(/^手工定的/).waitFor();
    // Told before it was seen, the next press would go by what was pinned before, and pin nothing.
    await page.route('**/graphql', late('AllocationPins'));
    await page.keyboard.press('z');
    await page.getByText('已撤销').waitFor();
    await button(`固定${pinned.household}和${pinned.friend}`).click();
    await region(/^手工定的/)
      .getByText(pinned.friend, { exact: false })
      .waitFor();

    await page.unrouteAll({ behavior: 'wait' });

    const banned = await names(1);
    await button(`禁止${banned.household}和${banned.friend}`).click();
    await region(/^手工定的/)
      .getByText('禁止 1 对', { exact: false })
      .waitFor();

    const [one, other] = await twoOfOthers();
    await page.getByRole('checkbox', { name: `选上${one.household}` }).click();
    await page.getByRole('checkbox', { name: `选上${other.household}` }).click();
    await desk.screenshot('allocation-by-hand');
    await button(/^对调\s2\s户$/).click();
    await region(/^手工定的/)
      .getByText('固定 3 对', { exact: false })
      .waitFor();

    await button('重新算').click();
    await button(/^发布/).waitFor(LONG);
    await settled();
    // By the records: two households may have heads of one name.
    const { rows: settledPairs } = await system.query<{ kind: string; holds: boolean }>(
      `select p.kind, coalesce(l.cadre_id = p.cadre_id, false) as holds from allocation_pin p
       left join allocation_line l on l.run_id = p.run_id and l.household_id = p.household_id order by p.kind`,
    );
    expect(settledPairs).toEqual([
      { kind: 'BAN', holds: false },
      { kind: 'PIN', holds: true },
      { kind: 'PIN', holds: true },
      { kind: 'PIN', holds: true },
    ]);

    function late(operation: string) {
      return async (route: Route) => {
        if (route.request().postData()?.includes(`"${operation}"`)) await sleep(800);
        await route.continue();
      };
    }

    /** Two further lines of different cadres. */
    async function twoOfOthers() {
      const first = await names(2);
      for (let row = 3; row < 25; row++) {
        const next = await names(row);
        if (next.friend !== first.friend) return [first, next] as const;
      }
      throw new Error('one cadre for all');
    }
  });

  it('leaves a friend where one is who was to go, with one press; on a phone each line begins with its name', async () => {
    const { page } = desk;
    await button(/^保留/).click();
    await rows().first().getByText('原来的结对不动').waitFor();
    const { household, friend } = await freeToGo();
    await button(`禁止${household}和${friend}`).click();
    await button('重新算').click();
    await button(/^发布/).waitFor(LONG);
    await button(/^换人/).click();
    const costs = region('证明').getByText(`不禁止${friend}和${household}`, { exact: false });
    expect(await costs.innerText()).toMatch(/就能少换\s1\s户$/);
    const stay = button(`不换：${household}还跟${friend}`);
    await stay.waitFor();
    expect(await stay.getAttribute('aria-pressed')).toBe('false');

    const phone = await test.signIn('county', PHONE, new URL(page.url()).pathname + '?kind=MOVED');
    const line = phone.page.locator('tbody tr', { hasText: household }).first();
    await line.waitFor();
    await phone.screenshot('allocation-phone-moved');
    const corner = (of: Locator) => of.evaluate((cell) => cell.getBoundingClientRect());
    const name = await corner(line.getByRole('rowheader'));
    for (const cell of await line.locator('td').all()) {
      const { left, top } = await corner(cell);
      expect(top >= name.bottom || left >= name.right, 'the name stands first').toBe(true);
    }
    expect([...(await cutOff(phone.page)), ...(await tooSmall(phone.page))]).toEqual([]);
    await phone.close();

    await stay.click();
    await page.getByText(`固定了${household}和${friend}`).waitFor();
    await expect.poll(() => stay.getAttribute('aria-pressed')).toBe('true');
    await desk.screenshot('allocation-stays');
    await button('重新算').click();
    await button(/^发布/).waitFor(LONG);
    await settled();
    expect(await figure('换人')).toBe(0);
    expect(await costs.count()).toBe(0);
    await button(/^新结/).click();
    await settled();

    /** The first line whose friend no duty ties to the household (R4). */
    async function freeToGo() {
      const tied = await system.query<{ name: string }>(
        `select distinct h.head_name || '户' as name from assistance_duty d join household h on h.id = d.household_id`,
      );
      for (const row of await rows().all()) {
        const household = await row.getByRole('rowheader').locator('span').first().innerText();
        const friend = await row.locator('td').nth(3).locator('span').first().innerText();
        if (!tied.rows.some(({ name }) => name === household)) return { household, friend };
      }
      throw new Error('all are tied');
    }
  });

  it('says what no longer holds when the world has changed, and works the rest out again', async () => {
    const { page } = desk;
    const line = rows().last();
    const lost = await line.getByRole('rowheader').locator('span').first().innerText();
    await system.query(
      `insert into pairing (household_id, path, cadre_id, cadre_path, kind, slot, from_date, source)
       select l.household_id, h.path, c.id, c.path, 'RESPONSIBLE', 1, current_date - 1, 'ASSIGNED'
       from allocation_line l join household h on h.id = l.household_id, cadre c
       where h.head_name || '户' = $1 and c.id <> l.cadre_id and c.path like '6109/610926/%' limit 1`,
      [lost],
    );
    await button(/^发布/).click();
    await page.getByRole('dialog').getByRole('button', { name: /^发布/ }).click();
    const report = region(/不成了/);
    await report.getByText(lost, { exact: false }).waitFor(LONG);
    await settled();
    await desk.screenshot('allocation-lost');
    await expect.poll(() => button(/^发布/).count(), LONG).toBe(1);
  });

  it('publishes all of it, and proves it on paper and in a workbook', async () => {
    const { page } = desk;
    const before = await standing();
    const added = await figure('新结');
    await button(/^发布/).click();
    const dialog = page.getByRole('dialog');
    const doIt = dialog.getByRole('button', { name: /^发布\s\d+\s处改动$/ });
    expect(await doIt.innerText()).toBe(await button(/^发布/).first().innerText());
    await desk.screenshot('allocation-publish');
    await closed(async () => {
      await doIt.click();
      await page.getByRole('alert').filter({ hasText: '已关账' }).waitFor(LONG);
      expect(await standing(), 'nothing halfway').toBe(before);
      await button('写原因，再发布').click();
      await expect.poll(() => doIt.isDisabled()).toBe(true);
      await dialog.getByLabel('关账以后的改动，写一句为什么').fill('市里补派名额');
      await desk.screenshot('allocation-publish-why');
      await doIt.click();
      await page.getByRole('link', { name: '看分配证明' }).waitFor(LONG);
    });
    await page.getByRole('link', { name: '看分配证明' }).click();
    expect(await standing()).toBe(before + added);
    for (const word of ['没有一户结了两名干部', '换人的户一天没有断档', '没有一人因新结对超名额'])
      await page.getByText(word).waitFor();
    await page.getByRole('table', { name: '名额卡在哪里' }).waitFor();
    await settled();
    await desk.screenshot('allocation-certificate');
    const [sooner, later] = [await tiles('发布以前'), await tiles('发布以后')];
    expect(
      sum(sooner.map(({ households }) => households)) - sum(later.map(({ households }) => households)),
    ).toBe(added);
    const download = page.waitForEvent('download');
    await button('下载 Excel').click();
    expect((await download).suggestedFilename()).toMatch(/\.xlsx$/);
    await button('打印').waitFor();
    expect(desk.trouble).toEqual([]);
    expect(desk.foreign).toEqual([]);
  });

  it('has nothing sideways and nothing too small on a phone', async () => {
    const certificate = new URL(desk.page.url()).pathname;
    const phone = await test.signIn('county', PHONE);
    const { page } = phone;
    const faults: Record<string, unknown> = {};
    const pages = {
      start: '/allocation',
      run: certificate.replace('/certificate', '?kind=NEW'),
      certificate,
    };
    for (const [name, path] of Object.entries(pages)) {
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForLoadState('networkidle');
      await expect.poll(() => page.locator('.MuiSkeleton-root').count(), PATIENT).toBe(0);
      await phone.screenshot(`allocation-phone-${name}`);
      const found = [...(await cutOff(page)), ...(await tooSmall(page))];
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      if (found.length > 0 || width > PHONE.width) faults[name] = { found, width };
    }
    expect(faults).toEqual({});
    await phone.close();
  });

  it('lets the city see its counties, and give a proposal up', async () => {
    const city = await test.signIn('city', DESK, '/allocation');
    const { page } = city;
    await page.getByRole('button', { name: /^算\s\d+\s年的提案$/ }).click();
    const today = page.getByRole('region', { name: '今天' });
    await today.locator('a').first().waitFor(LONG);
    expect(await today.locator('a').count()).toBe(10);
    await city.screenshot('allocation-city');
    await page.getByRole('button', { name: '放弃提案' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '放弃这次分配' }).click();
    await page.getByText('这次分配放弃了，结对一户没动。').waitFor();
    await city.close();
  });
});
