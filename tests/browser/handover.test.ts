import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenPage } from '../support/browser.ts';
import { DESK, PATIENT, PHONE, withConsole } from '../support/console.ts';
import { today } from '../../admin/src/shared/format.ts';
import { tooSmall } from './too-small.ts';

const FROM = '2024-01-03';
/** The successors' first day, the day before yesterday in China. */
const ON = today(new Date(Date.now() - 2 * 86_400_000));

/** R7: somebody falls ill; the office hands the caseload over and whoever takes over gets a brief. */
describe('交接', () => {
  const test = withConsole();
  let owner: pg.Client;
  let desk: OpenPage;
  let leaving: string;
  let colleague: string;
  let full: string;

  beforeAll(async () => {
    const { world } = test;
    owner = new pg.Client(test.urls.ownerUrl);
    await owner.connect();
    await world.insert('programme_year', { year: 2027, confirm_by: '2027-03-31' });
    const villages = await world.villages('610926107', 2);
    const bureau = await world.unit('610926', { name: '平利县农业农村局' });
    leaving = await world.cadre(bureau, { name: '王德顺', rank: 'SECTION_HEAD', rank_title: '局长' });
    colleague = await world.cadre(bureau, { name: '张立新', rank: 'STAFF' });
    full = await world.cadre(bureau, { name: '何秀兰', rank: 'TECHNICAL', rank_title: '高级农艺师' });
    const befriend = async (head: string, cadreId: string, more: object = {}) => {
      const householdId = await world.household(villages[0]!, {
        head_name: head,
        size: 4,
        village_group: '2 组',
        ...more,
      });
      await world.pairing(householdId, villages[0]!, cadreId, bureau, {
        from_date: FROM,
        source: 'ASSIGNED',
      });
      return householdId;
    };
    const first = await befriend('李家全', leaving, { need: 90, cause: 'ILLNESS' });
    await befriend('储召云', leaving, { need: 80 });
    await befriend('邹道全', leaving, { need: 70 });
    await befriend('余昌富', full); // the one place that a technician has
    await world.insert('assistance_duty', {
      cadre_id: leaving,
      household_id: first,
      path: villages[0]!.path,
      source: '名册',
      from_date: FROM,
    });
    const { path } = await world.region('610926');
    await test.account('chenxw', '陈晓雯', 'COUNTY_OPERATOR', path, '县操作员 · 平利县');
    const grantee = await test.account('zhanglx', '张立新', 'COUNTY_OPERATOR', path, '县操作员');
    await owner.query(
      `update role_grant set role = 'CADRE', path = $2, cadre_id = $3, title = '干部' where account_id = $1`,
      [grantee, bureau.path, colleague],
    );
    desk = await test.signIn('chenxw');
    await desk.page.getByRole('heading', { level: 1 }).waitFor();
  });
  afterAll(() => owner.end());

  /** Who is responsible today, and who stayed a friend. */
  const standing = async (): Promise<string[]> => {
    const { rows } = await owner.query<{ line: string }>(
      `select h.head_name || ' ' || c.name || case p.kind when 'RETAINED' then ' 仍做朋友' else '' end as line
       from pairing p join household h on h.id = p.household_id join cadre c on c.id = p.cadre_id
       where p.to_date is null and p.withdrawn_at is null and h.head_name <> '余昌富' order by h.need desc, p.kind`,
    );
    return rows.map(({ line }) => line);
  };
  const BEFORE = ['李家全 王德顺', '储召云 王德顺', '邹道全 王德顺'];
  const step = (name: string) =>
    desk.page.getByRole('listitem').filter({ hasText: name }).and(desk.page.locator('[aria-current=step]'));
  const next = async (to: string) => {
    await desk.page.getByRole('button', { name: '下一步' }).click();
    await step(to).waitFor();
  };
  const give = async (label: RegExp, name: string) => {
    const { page } = desk;
    const field = page.getByRole('combobox', { name: label });
    await field.fill(name);
    await page.getByRole('option', { name: new RegExp(name) }).click();
  };

  it('is offered right after somebody fell ill, and says what becomes of each household', async () => {
    const { page } = desk;
    await page.goto(`/cadres/${leaving}/show`);
    await page.getByRole('button', { name: '改状态' }).click();
    const form = page.getByRole('dialog');
    await form.getByRole('combobox', { name: /^状态/ }).click();
    await page.getByRole('option', { name: '病休' }).click();
    await form.getByRole('button', { name: '记下状态' }).click();
    const bar = page.getByRole('status').filter({ hasText: '王德顺手上还有 3 户，交给谁？' });
    await bar.waitFor();
    await desk.screenshot('handover-bar');
    await bar.getByRole('link', { name: '交接 3 户' }).click();
    await page.getByRole('heading', { level: 1, name: '交接王德顺的朋友' }).waitFor();
    await page.getByText('有帮扶责任，原干部留作朋友').waitFor();
    expect(await page.getByRole('checkbox', { checked: true }).count()).toBe(4);
    await desk.screenshot('handover-1');
  });

  it('hands over a part, and takes it back with everything that was chosen', async () => {
    const { page } = desk;
    await page.getByRole('checkbox', { name: /储召云户/ }).uncheck();
    await page.getByText('要交接 2 户，先不交 1 户。现在还什么都没有改。').waitFor();
    await next('接手的人');
    await page.getByText('同单位；手上 0 户，名额 2').first().waitFor();
    await page.getByRole('button', { name: '先不交邹道全户' }).click();
    await desk.screenshot('handover-2');
    await next('日期、原因');
    await next('对照'); // ill: the reason stands there already
    const line = page.getByRole('list', { name: '会变成这样' }).getByRole('listitem');
    expect(await line.allInnerTexts()).toEqual([
      expect.stringMatching(
        /^李家全户：王德顺做到.*起张立新接着做，没有一天空着\s+王德顺有帮扶责任，仍做朋友$/,
      ),
    ]);
    await desk.screenshot('handover-4');
    await page.getByRole('button', { name: '交接 1 户' }).click();
    await page
      .getByRole('status')
      .getByText(/^1\s户交接好了，.*起由张立新负责$/)
      .waitFor();
    expect(await standing()).toEqual([
      '李家全 张立新',
      '李家全 王德顺 仍做朋友',
      '储召云 王德顺',
      '邹道全 王德顺',
    ]);
    await desk.screenshot('handover-done');
    await page.getByRole('button', { name: '撤销' }).click();
    await page.getByText('已撤销').waitFor();
    await step('选户').waitFor();
    expect(await standing()).toEqual(BEFORE);
    await expect.poll(() => page.getByRole('checkbox', { checked: true }).count(), PATIENT).toBe(1);
  });

  it('says in its place what a rule refuses, and loses nothing that was chosen', async () => {
    const { page } = desk;
    await page.getByRole('checkbox', { name: '全部 3 户' }).check();
    await next('接手的人');
    // Two have a place with the colleague, one has nobody.
    await page.getByText('还有 1 户没有人接：选一名，或者先不交。').waitFor();
    expect(await page.getByRole('button', { name: '下一步' }).isDisabled()).toBe(true);
    await desk.screenshot('handover-nobody');
    await page.getByRole('button', { name: '全部交给一人' }).click();
    await give(/都交给谁/, '何秀兰');
    await expect.poll(() => page.getByText('你选的').count(), PATIENT).toBe(3);
    await next('日期、原因');
    await page.getByLabel('接手的第一天').fill('2020-01-01');
    await next('日期、原因');
    await page.getByText('的结对从 2024 年 1 月 3 日开始，交接要晚于这一天').waitFor();
    await desk.screenshot('handover-3');
    await page.getByLabel('接手的第一天').fill(ON);
    await page.getByLabel('还要说的（可以不写）').fill('手续办完了');
    await page.getByRole('checkbox', { name: /仍做朋友，只是不再负责/ }).check();
    await next('对照');
    await page.getByRole('button', { name: '交接 3 户' }).click();
    const alert = page.getByRole('alert').filter({ hasText: '什么都没有改' });
    await alert.waitFor();
    expect(await alert.innerText()).toMatch(/名额/);
    await desk.screenshot('handover-refused');
    expect(await standing()).toEqual(BEFORE);
    await page.getByRole('button', { name: '上一步' }).click();
    expect(await page.getByLabel('还要说的（可以不写）').inputValue()).toBe('手续办完了');
    expect(await page.getByLabel('接手的第一天').inputValue()).toBe(ON);
  });

  it('hands over all but one, chosen by hand or as proposed, and prints the brief', async () => {
    const { page } = desk;
    await page.getByRole('button', { name: '上一步' }).click();
    const useProposed = page.getByRole('button', { name: /用建议的张立新/ });
    await expect.poll(() => useProposed.count(), PATIENT).toBe(2);
    await useProposed.first().click();
    await expect.poll(() => useProposed.count(), PATIENT).toBe(1);
    await useProposed.click();
    const [stuck] = await page
      .getByRole('listitem')
      .filter({ hasText: '何秀兰' })
      .getByRole('button', { name: /^先不交/ })
      .all();
    await stuck!.click();
    await next('日期、原因');
    await next('对照');
    await owner.query(
      `update pairing p set version = p.version + 1 from cadre c where c.id = p.cadre_id and c.name = '王德顺'`,
    );
    await page.getByRole('button', { name: '交接 2 户' }).click();
    await page.getByRole('alert').filter({ hasText: '名单已经取过新的，看一遍再交接。' }).waitFor();
    expect(await standing(), 'somebody was faster: nothing of it').toEqual(BEFORE);
    await desk.screenshot('handover-overtaken');
    await page.getByRole('button', { name: '交接 2 户' }).click();
    await page.getByRole('status').getByText('2 户交接好了').waitFor();
    const after = await standing();
    expect(after.filter((one) => one.endsWith(' 张立新'))).toHaveLength(2);
    expect(after.filter((one) => one.endsWith(' 王德顺 仍做朋友'))).toHaveLength(2);
    expect(after.filter((one) => one.endsWith(' 王德顺'))).toHaveLength(1);
    await page.getByRole('link', { name: '看交接单' }).click();
    await page.getByRole('heading', { level: 1, name: '交接单' }).waitFor();
    expect(page.url()).toContain(`/briefs?cadre=${colleague}`);
  });

  it('tells the successor whom they took over and from whom, on paper and on their own page', async () => {
    const { page } = desk;
    const row = page.getByRole('row').filter({ hasText: '李家全户' });
    await row.waitFor();
    expect(await row.innerText()).toMatch(/2 组.*4.*因病.*王德顺，平利县农业农村局.*2024.*起负责；仍做朋友/s);
    await desk.screenshot('handover-brief');
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('button', { name: '打印' }).isVisible()).toBe(false);
    await page.getByText('接的人：').waitFor();
    await page.emulateMedia({ media: null });
    await page.goto(`/cadres/${colleague}/show`);
    await page.getByRole('link', { name: '交接单' }).waitFor();

    const own = await test.signIn('zhanglx', PHONE);
    await own.page.getByRole('link', { name: '看交接单' }).click();
    await own.page.getByRole('heading', { level: 1, name: '交接单' }).waitFor();
    await expect.poll(() => own.page.getByText('不归你看，问办公室').count(), PATIENT).toBe(2);
    await own.page.getByText('李家全户').waitFor();
    await own.screenshot('handover-brief-own');
    expect(await own.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      PHONE.width,
    );
    expect(own.trouble).toEqual([]);
    await own.close();
  });

  it('fits on a phone, each step, with everything as high as a finger needs', async () => {
    const { page } = desk;
    await page.setViewportSize(PHONE);
    const fits = async (name: string) => {
      await desk.screenshot(`handover-phone-${name}`);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBeLessThanOrEqual(
        PHONE.width,
      );
      expect(await tooSmall(page), name).toEqual([]);
    };
    await page.goto(`/cadres/${leaving}/handover`);
    await step('选户').waitFor();
    await fits('1');
    await next('接手的人');
    await page
      .getByRole('button', { name: /^[换选]人：/ })
      .first()
      .click();
    await give(/户交给谁/, '何秀兰');
    await page.getByText('你选的').waitFor();
    await fits('2');
    await next('日期、原因');
    await page.getByLabel('接手的第一天').waitFor();
    await fits('3');
    await next('对照');
    await page.getByRole('button', { name: '交接 1 户' }).waitFor();
    await fits('4');
    await page.setViewportSize(DESK);
  });

  it('is empty where nothing is left', async () => {
    const { page } = desk;
    const idle = await test.world.cadre(await test.world.unit('610926', { name: '平利县水利局' }), {
      name: '鲁平',
    });
    await page.goto(`/cadres/${idle}/handover`);
    await page.getByText('鲁平手上没有负责的户').waitFor();
    expect(desk.trouble).toEqual([]);
    expect(desk.foreign).toEqual([]);
  });
});
