import exceljs from 'exceljs';
import { beforeAll, describe, expect, it } from 'vitest';
import { newToken, tokenHash } from '../../../server/src/platform/crypto.ts';
import type { Role } from '../../../server/src/platform/auth/role.ts';
import { withApp } from '../../support/app.ts';
import type { Place } from '../../support/world.ts';
import { sql } from 'kysely';
import { systemScope } from '../../../server/src/platform/auth/scope.ts';

const test = withApp();
const COUNTY = '6109/610926/';
let villages: Place[];
let elsewhere: Place[];
let bureau: Place;
let year: number;

const tokenOf = async (role: Role, path: string): Promise<string> => {
  const { accountId, grantId } = await test.world.account(role, path);
  const token = newToken();
  await test.world.insert('session', {
    token_hash: tokenHash(token),
    account_id: accountId,
    grant_id: grantId,
  });
  return token;
};

async function download(role: Role, path: string, query = '') {
  const token = await tokenOf(role, path);
  return test.app.http.inject({
    method: 'GET',
    url: `/ledger.xlsx${query}`,
    headers: { cookie: `qinyou_session=${token}` },
  });
}

async function opened(body: Buffer) {
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.load(body as unknown as exceljs.Buffer);
  return workbook.getWorksheet('台账')!;
}

const columnOf = (sheet: exceljs.Worksheet, column: number) =>
  sheet
    .getColumn(column)
    .values.slice(4, -1)
    .map((value) => String(value));

async function pairing(unit: Place, village: Place, head: string, cadre: string) {
  const cadreId = await test.world.cadre(unit, { name: cadre });
  const householdId = await test.world.household(village, {
    head_name: head,
    village_group: '三组',
    cause: 'ILLNESS',
  });
  const memberId = await test.world.insert('household_member', {
    household_id: householdId,
    path: village.path,
    name: head,
    phone_mask: '140 **** 1122',
  });
  await test.app.db.write({ accountId: null, grantId: null }, systemScope, (work) =>
    work.sql.updateTable('household').set({ head_id: memberId }).where('id', '=', householdId).execute(),
  );
  const pairingId = await test.world.pairing(householdId, village, cadreId, unit, {
    from_date: `${year - 1}-03-05`,
  });
  return { cadreId, householdId, pairingId };
}

describe('the ledger', () => {
  beforeAll(async () => {
    year = Number(test.app.clock.today().slice(0, 4));
    for (const one of [year - 1, year])
      await test.world.insert('programme_year', { year: one, confirm_by: `${one}-03-31` });
    villages = await test.world.villages('610926107', 2);
    elsewhere = await test.world.villages('610902', 1);
    bureau = await test.world.unit('610926', { name: '平利县农业农村局' });
    const hanbin = await test.world.unit('610902');
    await pairing(bureau, villages[0]!, '柯昌富', '陈晓雯');
    await pairing(bureau, villages[1]!, '汪玉兰', '周明远');
    await pairing(hanbin, elsewhere[0]!, '罗远山', '夏春燕');
    const { pairingId: over } = await pairing(bureau, villages[0]!, '早先的户', '调走的');
    const { pairingId: mistaken } = await pairing(bureau, villages[1]!, '结错的户', '点错的');
    await test.app.db.write({ accountId: null, grantId: null }, systemScope, async ({ sql: db }) => {
      await sql`update pairing set to_date = ${`${year}-01-01`} where id = ${over}`.execute(db);
      await sql`update pairing set withdrawn_at = now() where id = ${mistaken}`.execute(db);
    });
  });

  it('opens again with title, reporter, preparer, date and one masked row a pairing that stands', async () => {
    const response = await download('COUNTY_OPERATOR', COUNTY);
    expect(response.statusCode).toBe(200);
    expect(decodeURIComponent(String(response.headers['content-disposition']))).toContain(
      `平利县干部结对交友台账（${year} 年度）.xlsx`,
    );
    const sheet = await opened(response.rawPayload);
    expect(sheet.getCell('A1').value).toBe(`平利县干部结对交友台账（${year} 年度）`);
    expect(String(sheet.getCell('A2').value)).toMatch(
      /^填报单位：平利县结对交友办公室　　制表人：COUNTY_OPERATOR　　制表日期：\d{4} 年 \d+ 月 \d+ 日$/,
    );
    expect(sheet.getRow(3).getCell(5).value).toBe('户主');
    expect(columnOf(sheet, 5)).toEqual(['柯昌富', '汪玉兰']);
    expect(sheet.getCell('A6').value).toBe('合计 2 对');
    expect(columnOf(sheet, 6)).toEqual(['140 **** 1122', '140 **** 1122']);
    expect(columnOf(sheet, 2)).toEqual(['八仙镇', '八仙镇']);
    expect(columnOf(sheet, 9)).toEqual(['因病', '因病']);
    expect(columnOf(sheet, 11)).toEqual(['平利县农业农村局', '平利县农业农村局']);
  });

  it('is ready for an A4 printer', async () => {
    const sheet = await opened((await download('COUNTY_OPERATOR', COUNTY)).rawPayload);
    expect(sheet.pageSetup).toMatchObject({
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: '1:3',
    });
    expect(sheet.headerFooter.oddFooter).toBe('&C第 &P 页，共 &N 页');
    expect(sheet.getCell('E4').border).toMatchObject({ top: { style: 'thin' }, right: { style: 'thin' } });
  });

  it('lists a village group by group, as a clerk would', async () => {
    const village = (await test.world.villages('610927', 1))[0]!;
    const unit = await test.world.unit('610927');
    for (const [head, group] of [
      ['龚启明', '十组'],
      ['代玉梅', '二组'],
      ['武艳红', '一组'],
    ] as const) {
      const { householdId } = await pairing(unit, village, head, `干部${head}`);
      await test.app.db.write({ accountId: null, grantId: null }, systemScope, (work) =>
        work.sql
          .updateTable('household')
          .set({ village_group: group })
          .where('id', '=', householdId)
          .execute(),
      );
    }
    const sheet = await opened((await download('COUNTY_OPERATOR', '6109/610927/')).rawPayload);
    expect(columnOf(sheet, 5)).toEqual(['武艳红', '代玉梅', '龚启明']);
  });

  it('keeps to the scope: a town its households, a liaison the own people, nobody another county', async () => {
    const town = await opened((await download('TOWN_OPERATOR', `${COUNTY}610926107/`)).rawPayload);
    expect(columnOf(town, 5)).toHaveLength(2);
    const unit = await opened((await download('UNIT_LIAISON', bureau.path)).rawPayload);
    expect(columnOf(unit, 10).toSorted()).toEqual(['周明远', '陈晓雯'].toSorted());
    const stranger = await download('TOWN_OPERATOR', '6109/610902/610902001/', `?path=${COUNTY}`);
    expect(stranger.statusCode).toBe(404);
    expect(stranger.json()).toMatchObject({ code: 'NOT_FOUND' });
    expect((await download('SYSTEM_ADMIN', '')).statusCode).toBe(403);
    expect((await test.app.http.inject({ method: 'GET', url: '/ledger.xlsx' })).statusCode).toBe(401);
  });

  it('stands in the record with the number of rows', async () => {
    await download('CITY_OPERATOR', '6109/');
    const { rows } = await test.app.db.write({ accountId: null, grantId: null }, systemScope, (work) =>
      sql<{
        after: unknown;
        path: string;
      }>`select after, path from audit_entry where action = 'ledger.export' order by id desc limit 1`.execute(
        work.sql,
      ),
    );
    expect(rows).toEqual([{ after: { year, rows: 6, signed: false }, path: '6109/' }]);
  });

  it('shows a past year as it was signed, whatever has changed since', async () => {
    const key = test.app.vault.newPersonKey();
    const county = await test.world.region('610926');
    const { accountId } = await test.world.account('COUNTY_OPERATOR', COUNTY);
    const { rows } = await test.app.db.write(
      { accountId: null, grantId: null },
      systemScope,
      async ({ sql: db }) => {
        await sql`insert into confirmation (year, county_id, path, state) values (${year - 1}, ${county.id}, ${COUNTY}, 'CONFIRMED') on conflict do nothing`.execute(
          db,
        );
        return sql<{
          id: string;
        }>`insert into confirmation_signature (confirmation_id, path, step, signed_by, request_id, summary, key, signer_cipher, signed_as)
        select id, path, 'CONFIRM', ${accountId}, uuidv7(), '{}', ${key}, ${test.app.vault.seal(key, '陈晓雯')}, '县操作员' from confirmation
        where year = ${year - 1} and county_id = ${county.id} returning id`.execute(db);
      },
    );
    const names = test.app.vault.seal(key, JSON.stringify({ cadre: '老干部', head: '老户主' }));
    await test.world.insert('confirmation_line', {
      signature_id: rows[0]!.id,
      position: 0,
      path: villages[0]!.path,
      pairing_id: accountId,
      cadre_id: accountId,
      household_id: accountId,
      kind: 'RESPONSIBLE',
      from_date: `${year - 1}-01-05`,
      village: '原来的村',
      unit: '原来的单位',
      names_cipher: names,
    });

    const sheet = await opened((await download('COUNTY_OPERATOR', COUNTY, `?year=${year - 1}`)).rawPayload);
    expect(sheet.getCell('A1').value).toBe(`平利县干部结对交友台账（${year - 1} 年度，以签字时为准）`);
    expect([columnOf(sheet, 3), columnOf(sheet, 5), columnOf(sheet, 10)]).toEqual([
      ['原来的村'],
      ['老户主'],
      ['老干部'],
    ]);
    const town = await opened(
      (await download('COUNTY_OPERATOR', COUNTY, `?year=${year - 1}&path=${COUNTY}610926107/`)).rawPayload,
    );
    expect(columnOf(town, 5)).toEqual(['老户主']);
    const refused = await download('TOWN_OPERATOR', `${COUNTY}610926107/`, `?year=${year - 1}`);
    expect(refused.json()).toMatchObject({
      code: 'RULE_VIOLATED',
      message: '往年的台账按县签字留存，请县里导出',
    });
  });

  it('lists what stands in a year whose deadline is still to come, a newer one open or not', async () => {
    await test.app.db.write({ accountId: null, grantId: null }, systemScope, ({ sql: db }) =>
      sql`update programme_year set confirm_by = ${`${year}-12-31`} where year = ${year}`.execute(db),
    );
    await test.world.insert('programme_year', { year: year + 1, confirm_by: `${year + 1}-03-31` });
    const sheet = await opened((await download('COUNTY_OPERATOR', COUNTY, `?year=${year}`)).rawPayload);
    expect(sheet.getCell('A1').value).toBe(`平利县干部结对交友台账（${year} 年度）`);
    expect(columnOf(sheet, 5)).toContain('柯昌富');
  });
});
