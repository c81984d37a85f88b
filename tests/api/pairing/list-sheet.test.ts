import exceljs from 'exceljs';
import { beforeAll, describe, expect, it } from 'vitest';
import { PersonVault, personColumns } from '../../../server/src/modules/people/index.ts';
import type { Role } from '../../../server/src/platform/auth/role.ts';
import type { Place } from '../../support/world.ts';
import { withBulkStage } from './bulk-stage.ts';
import { COUNTY } from './setting.ts';

const stage = withBulkStage();
const TOWN = `${COUNTY}610926107/`;
const BESIDE = `${COUNTY}610926108/`;
const LISTS = ['cadres', 'households', 'pairings'] as const;
type List = (typeof LISTS)[number];
/** Numbers that must never stand in a file, with the forms that may. */
const IDENTITY = '610926196503121415';
const PHONE = '15298766033';
const PHONE_SHOWN = '152 **** 6033';

async function download(list: string, role: Role, path: string, query: Record<string, object> = {}) {
  const { token } = await stage.test.world.account(role, path);
  const text = Object.fromEntries(Object.entries(query).map(([key, value]) => [key, JSON.stringify(value)]));
  return stage.test.app.http.inject({
    method: 'GET',
    url: `/download/list/${list}?${new URLSearchParams(text).toString()}`,
    headers: { cookie: `qinyou_session=${token}` },
  });
}

async function sheetOf(list: List, role: Role, path: string, query: Record<string, object> = {}) {
  const response = await download(list, role, path, query);
  expect(response.statusCode, response.body.slice(0, 200)).toBe(200);
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.load(response.rawPayload as unknown as exceljs.Buffer);
  const sheet = workbook.worksheets[0]!;
  const titles = (sheet.getRow(3).values as string[]).slice(1);
  const rows = (sheet.getRows(4, sheet.rowCount - 4) ?? []).map((row) =>
    Object.fromEntries(titles.map((title, at) => [title, row.getCell(at + 1).value])),
  );
  const file = decodeURIComponent(String(response.headers['content-disposition']));
  return { sheet, file, rows, column: (title: string) => rows.map((row) => row[title]) };
}

const WHO = { cadres: '姓名', households: '户主', pairings: '户主' } as const;

let beside: Place;
beforeAll(async () => {
  const { world, app } = stage.test;
  const sealed = personColumns(new PersonVault(app.vault).person({ identity: IDENTITY, phone: PHONE }));
  const befriend = async (cadreId: string, unit: Place, householdId: string, village: Place) =>
    world.pairing(householdId, village, cadreId, unit, { from_date: '2026-01-05', source: 'ASSIGNED' });
  beside = (await world.villages('610926108', 1))[0]!;
  const offices = [stage.townOffice, await world.unit('610926108')];
  for (const [at, village] of [stage.villages[0]!, beside].entries()) {
    const numbers = at === 0 ? sealed : {};
    const [cadre, head] = at === 0 ? ['何秀兰', '吴家全'] : ['邻镇干部', '邻镇人'];
    const cadreId = await world.cadre(offices[at]!, {
      name: cadre,
      initials: at === 0 ? 'hxl' : 'lzgb',
      ...numbers,
    });
    const home = await world.household(village, {
      head_name: head,
      cause: 'ILLNESS',
      need: 70 + at,
      size: 4 - at,
    });
    await world.insert('household_member', {
      household_id: home,
      path: village.path,
      name: head,
      ...numbers,
    });
    await befriend(cadreId, offices[at]!, home, village);
  }
  await world.cadre(stage.townOffice, { name: '张立新', initials: 'zlx' });
  await world.household(stage.villages[1]!, { head_name: '王有福', need: 20, size: 1 });
});

describe.each(LISTS)('导出 %s', (list) => {
  const mine = { cadres: ['何秀兰', '张立新'], households: ['吴家全', '王有福'], pairings: ['吴家全'] }[list];
  const other = list === 'cadres' ? '邻镇干部' : '邻镇人';
  const name = { cadres: '干部名单', households: '农户名单', pairings: '结对名单' }[list];

  it('is a table in its official form', async () => {
    const { sheet, file } = await sheetOf(list, 'COUNTY_OPERATOR', COUNTY);
    expect(file).toMatch(new RegExp(`平利县${name}（2026-\\d\\d-\\d\\d）\\.xlsx$`));
    expect(sheet.getCell('A1').value).toBe(`平利县${name}`);
    expect(String(sheet.getCell('A2').value)).toMatch(/^填报单位：平利县结对交友办公室　　制表人：/);
    expect(String(sheet.getCell(sheet.rowCount, 1).value)).toMatch(/^合计 \d+ [人户对]$/);
    expect(sheet.pageSetup).toMatchObject({ orientation: 'landscape', printTitlesRow: '1:3' });
  });

  it('keeps to the scope of the list: a town its own, nobody another place', async () => {
    const town = await sheetOf(list, 'TOWN_OPERATOR', TOWN);
    expect(town.column(WHO[list])).toEqual(expect.arrayContaining(mine));
    expect(town.column(WHO[list])).not.toContain(other);
    const county = await sheetOf(list, 'COUNTY_OPERATOR', COUNTY);
    expect(county.column(WHO[list])).toEqual(expect.arrayContaining([...mine, other]));
    const liaison = await sheetOf(list, 'UNIT_LIAISON', stage.townOffice.path);
    expect(liaison.column(WHO[list])).not.toContain(other);
    expect(liaison.column(WHO[list])).toContain(mine[0]);
    const stranger = await download(list, 'TOWN_OPERATOR', BESIDE, { filter: { within: TOWN } });
    expect(stranger.json()).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('follows filter and order of the page', async () => {
    const within = await sheetOf(list, 'COUNTY_OPERATOR', COUNTY, { filter: { within: BESIDE } });
    expect(within.column(WHO[list])).not.toContain(mine[0]);
    expect(within.sheet.getCell('A1').value).not.toContain('平利县');
    const [filter, kept] = {
      cadres: [{ friendless: true }, '张立新'],
      households: [{ q: '有福' }, '王有福'],
      pairings: [{ standing: true, within: TOWN }, '吴家全'],
    }[list] as [object, string];
    const some = await sheetOf(list, 'TOWN_OPERATOR', TOWN, { filter });
    expect(some.column(WHO[list])).toContain(kept);
    expect(some.column(WHO[list])).toHaveLength(1);
    const field = { cadres: 'name', households: 'size', pairings: 'place' }[list];
    const orders = ['ASC', 'DESC'].map((order) =>
      sheetOf(list, 'COUNTY_OPERATOR', COUNTY, { sort: { field, order } }),
    );
    const [up, down] = await Promise.all(orders);
    expect(down!.column(WHO[list])).toEqual(up!.column(WHO[list]).toReversed());
    const wrong: Record<string, object>[] = [
      { filter: { nonsense: 1 } },
      { filter: { within: 7 } },
      { sort: { field: 'place' } },
    ];
    for (const query of wrong)
      expect((await download(list, 'COUNTY_OPERATOR', COUNTY, query)).statusCode).toBe(400);
  });

  it('shows no number in full', async () => {
    const { rows } = await sheetOf(list, 'COUNTY_OPERATOR', COUNTY);
    const text = JSON.stringify(rows);
    for (const number of [IDENTITY, PHONE, PHONE.slice(3, 9)]) expect(text).not.toContain(number);
    if (list === 'cadres')
      expect(rows.find((row) => row['姓名'] === '何秀兰')!['联系电话']).toBe(PHONE_SHOWN);
  });

  it('stands in the record with filter, order and number of rows, without the words of a search', async () => {
    const sort = { field: 'place', order: 'ASC' };
    const filter = list === 'pairings' ? { within: TOWN } : { within: TOWN, q: '有福' };
    await sheetOf(list, 'COUNTY_OPERATOR', COUNTY, { filter, sort });
    const { rows } = await stage.system.query<{ after: object; path: string }>(
      `select after, path from audit_entry where action = 'list.export' order by id desc limit 1`,
    );
    const count = { cadres: 0, households: 1, pairings: 1 }[list];
    const searched = list !== 'pairings';
    expect(rows).toEqual([
      { after: { list, filter: { within: TOWN }, sort, searched, rows: count }, path: TOWN },
    ]);
  });
});

describe('导出名单', () => {
  it('says what a row is to people: friends, places, words', async () => {
    const households = await sheetOf('households', 'TOWN_OPERATOR', TOWN);
    const found = households.rows.find((row) => row['户主'] === '吴家全')!;
    expect(found).toMatchObject({ 镇: '八仙镇', 人口: 4, 困难程度: 70, 现在的朋友: '何秀兰' });
    const free = households.rows.find((row) => row['户主'] === '王有福')!;
    expect(free['现在的朋友']).toBe('还没有');
    const [pairing] = (await sheetOf('pairings', 'TOWN_OPERATOR', TOWN)).rows;
    expect(pairing).toMatchObject({
      镇: '八仙镇',
      干部: '何秀兰',
      关系: '负责',
      来历: '安排',
      从何时起: '2026-01-05',
    });
    expect(pairing!['干部单位']).toBe(stage.townOffice.name);
    const cadres = await sheetOf('cadres', 'TOWN_OPERATOR', TOWN);
    expect(cadres.rows.find((row) => row['姓名'] === '何秀兰')).toMatchObject({ 状态: '在岗', 负责户数: 1 });
  });

  it('asks to narrow the filter over 10,000 rows', { timeout: 120_000 }, async () => {
    await stage.owner.query('delete from household_member');
    await stage.fill(10_001, 0);
    const response = await download('households', 'COUNTY_OPERATOR', COUNTY);
    expect(response.json()).toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringMatching(/^一次最多导出 10000 行/),
    });
    const town = await download('households', 'TOWN_OPERATOR', BESIDE);
    expect(town.statusCode).toBe(200);
  });
});
