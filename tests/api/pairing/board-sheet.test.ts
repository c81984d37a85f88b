import exceljs from 'exceljs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../../server/src/platform/auth/role.ts';
import { withBulkStage } from './bulk-stage.ts';
import { COUNTY } from './setting.ts';

const stage = withBulkStage();
const TOWN = `${COUNTY}610926107/`;
const KIND = 2;
const NAME = 3;
const NOW = 11;
const ADVICE = 12;

async function download(role: Role, path: string, query: Record<string, string> = {}) {
  const { token } = await stage.test.world.account(role, path);
  return stage.test.app.http.inject({
    method: 'GET',
    url: `/board.xlsx?${new URLSearchParams(query).toString()}`,
    headers: { cookie: `qinyou_session=${token}` },
  });
}

async function sheetOf(role: Role, path: string, query: Record<string, string> = {}) {
  const response = await download(role, path, query);
  expect(response.statusCode, response.body.slice(0, 200)).toBe(200);
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.load(response.rawPayload as unknown as exceljs.Buffer);
  const sheet = workbook.getWorksheet('清单')!;
  const column = (n: number) => sheet.getColumn(n).values.slice(4).map(String);
  return { response, sheet, column };
}

describe('导出清单', () => {
  let disputed: string;
  beforeAll(async () => {
    await stage.fill(5, 2);
    const { world } = stage.test;
    disputed = await world.household(stage.villages[1]!, { head_name: '吴家全', cause: 'ILLNESS' });
    for (const name of ['何秀兰', '张立新']) {
      const cadreId = await world.cadre(stage.townOffice, { name });
      await world.insert('pairing_claim', {
        year: 2026,
        cadre_id: cadreId,
        cadre_path: stage.townOffice.path,
        household_id: disputed,
        path: stage.villages[1]!.path,
        claimed_head: '吴家全',
        claimed_village: '',
        from_date: '2026-03-01',
        status: 'OPEN',
      });
    }
    const [elsewhere] = await world.villages('610926108', 1);
    await world.household(elsewhere!, { head_name: '邻镇人' });
  });

  it('is the list of the page in its official form, worst first, with what to do', async () => {
    const { response, sheet, column } = await sheetOf('COUNTY_OPERATOR', COUNTY);
    expect(decodeURIComponent(String(response.headers['content-disposition']))).toContain(
      '平利县空白和重复清单（2026 年度）.xlsx',
    );
    expect(sheet.getCell('A1').value).toBe('平利县空白和重复清单（2026 年度）');
    expect(String(sheet.getCell('A2').value)).toMatch(/^填报单位：平利县结对交友办公室　　制表人：/);
    expect(sheet.pageSetup).toMatchObject({ orientation: 'landscape', printTitlesRow: '1:3' });
    const kinds = column(KIND);
    expect(kinds[0]).toBe('有两名干部');
    expect(kinds.filter((kind) => kind === '没有朋友')).toHaveLength(4);
    expect(column(NAME)).toContain('邻镇人');
    expect(column(NOW)[0]).toMatch(/何秀兰（.+），花名册报的；张立新（.+），花名册报的|张立新.+；何秀兰.+/);
    expect(column(ADVICE)[0]).toMatch(/^留(何秀兰|张立新)（/);
    const promised = column(ADVICE).filter((advice) => advice.startsWith('交给'));
    expect(promised.length).toBeGreaterThan(2);
  });

  it('follows the filter of the page: area, kind, unit', async () => {
    const gaps = await sheetOf('COUNTY_OPERATOR', COUNTY, { within: TOWN, kind: 'GAP' });
    expect(new Set(gaps.column(KIND))).toEqual(new Set(['交友空白']));
    expect(gaps.column(NAME)).not.toContain('邻镇人');
    expect(gaps.sheet.getCell('A1').value).toBe('八仙镇「交友空白」清单（2026 年度）');
    const unit = await sheetOf('COUNTY_OPERATOR', COUNTY, { unit: stage.townOffice.id });
    expect(unit.column(KIND).toSorted()).toEqual(['有两名干部', '没有朋友', '没有朋友'].toSorted());
  });

  it('keeps to the scope of the list: a town its own, a liaison the own people, nobody another place', async () => {
    const town = await sheetOf('TOWN_OPERATOR', TOWN);
    expect(town.column(NAME)).toContain('吴家全');
    expect(town.column(NAME)).not.toContain('邻镇人');
    const unit = await sheetOf('UNIT_LIAISON', stage.townOffice.path);
    expect(unit.column(NAME).toSorted()).toEqual(['何秀兰', '张立新']);
    const beside = await sheetOf('TOWN_OPERATOR', `${COUNTY}610926108/`, { unit: stage.townOffice.id });
    expect(beside.column(NAME)).toEqual([]);
    const stranger = await download('TOWN_OPERATOR', `${COUNTY}610926108/`, { within: TOWN });
    expect(stranger.json()).toMatchObject({ code: 'NOT_FOUND' });
    expect((await download('SYSTEM_ADMIN', '')).statusCode).toBe(403);
    expect((await stage.test.app.http.inject({ method: 'GET', url: '/board.xlsx' })).statusCode).toBe(401);
    expect((await download('COUNTY_OPERATOR', COUNTY, { kind: 'NONSENSE' })).statusCode).toBe(400);
  });

  it('stands in the record with filter and number of rows', async () => {
    await download('COUNTY_OPERATOR', COUNTY, { kind: 'DUPLICATE' });
    const { rows } = await stage.system.query<{ after: unknown; path: string }>(
      `select after, path from audit_entry where action = 'board.export' order by id desc limit 1`,
    );
    expect(rows).toEqual([{ after: { year: 2026, kind: 'DUPLICATE', rows: 1 }, path: COUNTY }]);
  });

  it('brings 10,000 rows, each with a suggestion that holds', { timeout: 120_000 }, async () => {
    await stage.fill(10_000, 5_100);
    const { sheet, column } = await sheetOf('COUNTY_OPERATOR', COUNTY, { kind: 'GAP' });
    expect(sheet.rowCount).toBe(10_003);
    expect(column(ADVICE).every((advice) => advice.startsWith('交给'))).toBe(true);
  });
});
