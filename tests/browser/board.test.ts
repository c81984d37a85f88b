import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenPage } from '../support/browser.ts';
import { DESK, PATIENT, PHONE, withConsole } from '../support/console.ts';

const COUNTY = '6109/610926/';
const HOUSEHOLDS = 230;
const NAMES = [
  '谢玉芳',
  '储召云',
  '邹道全',
  '武艳平',
  '余昌富',
  '柯善明',
  '陈绪林',
  '龚启秀',
  '朱仁贵',
  '汪正林',
];

describe('谁没有干部、谁有两个', () => {
  const test = withConsole();
  let system: pg.Client;
  let owner: pg.Client;
  let desk: OpenPage;
  let town: string;
  let bureau: { id: string; path: string; name: string };

  beforeAll(async () => {
    const { world } = test;
    owner = new pg.Client(test.urls.ownerUrl);
    system = new pg.Client({ connectionString: test.urls.appUrl, options: '-c role=r_system' });
    await Promise.all([owner.connect(), system.connect()]);
    await world.insert('programme_year', { year: 2027, confirm_by: '2027-03-31' });
    bureau = await world.unit('610926', { name: '平利县农业农村局' });
    const villages = await world.villages('610926107', 6);
    town = (await world.region('610926107')).path;
    await owner.query(
      `insert into household (region_id, path, poverty_status, eligible, head_name, size, need, village_group)
       select v.id, v.path, 'LIFTED', true, ($5::text[])[1 + n % 10], 2 + n % 4, n % 100, (1 + n % 5) || ' 组'
       from generate_series(1, $1::int) n join unnest($2::uuid[], $3::text[]) with ordinality v(id, path, i) on v.i = 1 + n % $4::int`,
      [HOUSEHOLDS, villages.map(({ id }) => id), villages.map(({ path }) => path), villages.length, NAMES],
    );
    await idle(120);
    const disputed = await world.household(villages[1]!, { head_name: '吴家全', size: 4, cause: 'ILLNESS' });
    for (const name of ['何秀兰', '张立新']) {
      const cadreId = await world.cadre(bureau, { name });
      await world.insert('pairing_claim', {
        year: 2027,
        cadre_id: cadreId,
        cadre_path: bureau.path,
        household_id: disputed,
        path: villages[1]!.path,
        claimed_head: '吴家全',
        claimed_village: villages[1]!.name,
        from_date: '2026-10-01',
        status: 'OPEN',
      });
    }
    await owner.query('analyze');
    await test.account('chenxw', '陈晓雯', 'COUNTY_OPERATOR', COUNTY, '县操作员 · 平利县');
    desk = await test.signIn('chenxw', DESK);
  });
  afterAll(() => Promise.all([owner.end(), system.end()]));

  const idle = (n: number) =>
    owner.query(
      `insert into cadre (name, unit_id, path, rank, rank_title)
       select '干部' || n, $2::uuid, $3, 'STAFF', '一级科员' from generate_series(1, $1::int) n`,
      [n, bureau.id, bureau.path],
    );
  const standing = async () =>
    (
      await system.query<{ n: number }>(
        'select count(*)::int as n from pairing where withdrawn_at is null and to_date is null',
      )
    ).rows[0]!.n;
  const lastChange = async () =>
    (
      await system.query<{ reason: string }>(
        'select reason from confirmation_change order by id desc limit 1',
      )
    ).rows[0]?.reason;
  const pairedWith = async (householdId: string) =>
    (
      await system.query<{ cadre_id: string }>(
        'select cadre_id from pairing where household_id = $1 and withdrawn_at is null',
        [householdId],
      )
    ).rows;
  const button = (name: string | RegExp) => desk.page.getByRole('button', { name });
  const rows = () => desk.page.locator('tbody tr').count();

  it('shows who has two side by side; Enter keeps the one that is suggested, Z takes it back, a figure chooses', async () => {
    const { page } = desk;
    await page.goto('/board?kind=DUPLICATE');
    await page.getByText('吴家全户').first().click();
    await page.getByText(/^把没有干部的/).waitFor();
    await desk.screenshot('board-duplicate');
    await page.keyboard.press('Enter');
    await page.getByText('没有一户有两名干部').waitFor();
    expect(await standing()).toBe(2); // the other was given a household without a friend
    await page.keyboard.press('z');
    await page.getByText('吴家全户').first().waitFor();
    await expect.poll(standing, PATIENT).toBe(0);
    await page.getByText('吴家全户').first().click();
    await button('留张立新').click();
    await page.getByText('没有一户有两名干部').waitFor();
    await expect.poll(standing, PATIENT).toBe(1);
  });

  it('carries one out with a click, and shows just what is ticked', async () => {
    const { page } = desk;
    await page.goto('/board?kind=GAP');
    await button('照办').first().click();
    await expect.poll(standing, PATIENT).toBe(2);
    await page.getByRole('checkbox', { name: /^选上/ }).nth(1).click();
    await page.getByRole('checkbox', { name: /^选上/ }).nth(3).click();
    await button('只看这些').click();
    await expect.poll(rows, PATIENT).toBe(2);
    await desk.screenshot('board-only');
    await button('看全部').click();
    await expect.poll(rows, PATIENT).toBe(25);
    expect(await page.getByRole('checkbox', { name: /^选上/, checked: true }).count()).toBe(2);
    await button('都不选').click();
  });

  it('saves the list as a workbook', async () => {
    const download = desk.page.waitForEvent('download');
    await button('导出清单').click();
    expect((await download).suggestedFilename()).toBe('平利县「交友空白」清单（2027 年度）.xlsx');
  });

  it('carries out everything at once as a job: counted first, with progress, and says what became of it', async () => {
    const { page } = desk;
    await page.getByRole('checkbox', { name: '这页全选' }).click();
    await button(/^全部\s\d+\s条一起办$/).click();
    await page.getByText(/^算好了：/).waitFor();
    await desk.screenshot('board-planned');
    const before = await standing();
    await button(/^照建议结成\s\d+\s对$/).click();
    await page.getByText(/^办完了：/).waitFor(PATIENT);
    await desk.screenshot('board-done');
    expect(await standing()).toBeGreaterThan(before + 200);
    await page.getByText('每户都有干部，或待安排').waitFor();
    await button('知道了').click();
    await expect.poll(() => page.getByText(/^办完了：/).count()).toBe(0);
  });

  it('excuses officials with a reason', async () => {
    const { page } = desk;
    await idle(3);
    await page.goto('/board?kind=OFFICIAL');
    await page.getByRole('checkbox', { name: '这页全选' }).click();
    await button(/^给\s3\s人说明原因$/).click();
    await page.getByLabel('补充一句（可不写）').fill('机构改革，今年划出');
    await desk.screenshot('board-waive');
    await button(/^说明\s3\s人$/).click();
    await page.getByText('在岗干部都有朋友，或已说明原因').waitFor();
  });

  it('says of a place without households that there is nobody, not that all is well', async () => {
    const { page } = desk;
    await page.goto(`/board?within=${encodeURIComponent(`${COUNTY}610926108/`)}`);
    await page
      .getByText(/还没有符合条件的农户$/)
      .first()
      .waitFor();
    await page.getByText('没有农户', { exact: true }).waitFor();
    expect(await page.getByText('已齐').count()).toBe(0);
    await desk.screenshot('board-nobody');
    await page.goto(`/board?within=${encodeURIComponent(town)}`);
    await page.getByText('没有空白，也没有重复').waitFor();
    await desk.screenshot('board-empty');
  });

  it('asks for the reason in place once the year was closed, keeps what was chosen and goes on', async () => {
    const { page } = desk;
    const [village] = await test.world.villages('610926107', 1);
    await test.world.household(village!, { head_name: '罗新民' });
    await idle(1);
    await system.query(`update confirmation set state = 'CLOSED' where path = $1`, [COUNTY]);
    const before = await standing();
    await page.goto('/board?kind=GAP');
    await page.getByRole('checkbox', { name: '这页全选' }).click();
    await button(/^照建议办\s1\s条$/).click();
    const why = page.getByRole('dialog', { name: '关账以后的改动，写一句为什么' });
    await why.getByText(/平利县 2027 年度已关账/).waitFor();
    await desk.screenshot('board-why');
    expect(await standing()).toBe(before);
    await why.getByLabel('为什么').fill('年中新迁来的户');
    await why.getByRole('button', { name: '写好了，照办' }).click();
    await expect.poll(standing, PATIENT).toBe(before + 1);
    expect(await lastChange()).toBe('年中新迁来的户');
  });

  it('照办 of one gap after the close asks for the reason, makes the pairing and takes the gap off the board', async () => {
    const { page } = desk;
    const [village] = await test.world.villages('610926107', 1);
    const householdId = await test.world.household(village!, { head_name: '阮传庭' });
    await idle(1);
    await page.goto('/board?kind=GAP');
    await page.locator('tbody tr', { hasText: '阮传庭' }).getByRole('button', { name: '照办' }).click();
    const why = page.getByRole('dialog', { name: '关账以后的改动，写一句为什么' });
    expect(await pairedWith(householdId)).toEqual([]);
    await why.getByLabel('为什么').fill('阮家 4 月才评上，补一名干部');
    await why.getByRole('button', { name: '写好了，照办' }).click();
    await page.getByText(/^阮传庭户已交给干部\d+/).waitFor();
    await expect.poll(() => why.count()).toBe(0);
    await expect.poll(() => page.locator('tbody tr', { hasText: '阮传庭' }).count(), PATIENT).toBe(0);
    expect(await pairedWith(householdId)).toHaveLength(1);
    expect(await lastChange()).toBe('阮家 4 月才评上，补一名干部');
  });

  it('照办 that a rule refuses asks for no reason: it says what to do, and somebody else is suggested', async () => {
    const { page } = desk;
    const [village] = await test.world.villages('610926107', 1);
    const householdId = await test.world.household(village!, { head_name: '龙显兵' });
    await test.world.cadre(bureau, { name: '邱正宏' });
    await page.goto('/board?kind=GAP');
    const row = page.locator('tbody tr', { hasText: '龙显兵' });
    await row.getByText('邱正宏').waitFor();
    // Meanwhile he has retired and a colleague has come; the page does not know it yet.
    await system.query(`update cadre set status = 'RETIRED' where name = '邱正宏'`);
    await test.world.cadre(bureau, { name: '席传芳' });
    await row.getByRole('button', { name: '照办' }).click();
    await page.getByText('没交出去：这名干部已经不在岗，换一名在岗的').waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(await pairedWith(householdId)).toEqual([]);
    await row.getByText('席传芳').waitFor();
    await desk.screenshot('board-refused');
  });

  it('works on a phone and in the dark', async () => {
    await system.query(`update confirmation set state = 'DRAFT'`);
    await system.query('update pairing set withdrawn_at = now() where withdrawn_at is null');
    const phone = await test.signIn('chenxw', PHONE, '/board');
    await phone.page.getByRole('button', { name: '照办' }).first().waitFor();
    await phone.screenshot('board-phone');
    const wide = await phone.page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(PHONE.width);
    const inner = await phone.page
      .locator('.MuiTableContainer-root')
      .evaluate((box) => box.scrollWidth - box.clientWidth);
    expect(inner).toBeLessThanOrEqual(0);
    await phone.page.getByText('户').filter({ hasText: NAMES[9]! }).first().click();
    await phone.page.getByText('也可以选').waitFor();
    await phone.screenshot('board-phone-drawer');
    expect(phone.trouble).toEqual([]);
    await phone.close();

    const { page } = desk;
    await page.goto('/board');
    await button('照办').first().waitFor();
    await page.getByText(NAMES[9]!).first().click();
    await page.getByText('也可以选').waitFor();
    await desk.screenshot('board-desk');
    await page
      .getByLabel(/深色|浅色|夜间|日间|主题/)
      .first()
      .click();
    await desk.screenshot('board-desk-dark');
  });

  it('asks nothing of any other machine and raises no error', () => {
    expect(desk.foreign).toEqual([]);
    expect(desk.trouble).toEqual([]);
  });
});
