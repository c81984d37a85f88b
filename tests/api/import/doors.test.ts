import ExcelJS from 'exceljs';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkSign } from '../../../server/src/modules/people/index.ts';
import { withApp } from '../../support/app.ts';
import { Importer } from './importer.ts';

const csv = (...lines: string[]) => Buffer.from(lines.join('\n'));
const HEADER = '户编号,镇,村,户主姓名,户主证件号码,家庭人口,脱贫属性';
const identity = (serial: number) => {
  const body = `61092619700101${String(serial).padStart(3, '0')}`;
  return body + checkSign(body);
};

describe('what a roster may and may not do', () => {
  const test = withApp();
  let county: Importer;
  let town: Importer;
  let otherTown: Importer;

  beforeAll(async () => {
    await test.world.insert('programme_year', { year: 2026, confirm_by: '2026-03-31' });
    county = await Importer.signedIn(test, 'COUNTY_OPERATOR', (await test.world.region('610926')).path);
    town = await Importer.signedIn(test, 'TOWN_OPERATOR', (await test.world.region('610926105')).path);
    otherTown = await Importer.signedIn(test, 'TOWN_OPERATOR', (await test.world.region('610926109')).path);
  });

  it.each([
    [
      'OLD_FORMAT',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]),
      '请另存为 .xlsx',
    ],
    ['NOT_A_WORKBOOK', Buffer.from('%PDF-1.7'), '不是表格'],
    ['NO_KNOWN_COLUMN', csv('水稻,玉米', '1,2'), '没有认得的列'],
    ['EMPTY', Buffer.from('\n'), '空的'],
    ['WRONG_ROSTER', csv('单位,姓名,身份证号码,职级,联系电话,帮扶户主,帮扶户所在镇'), '另一种花名册'],
  ])('%s is said in one sentence', async (code, bytes, words) => {
    const run = await county.check('households', bytes, { name: '名册.xlsx' });
    expect(run).toMatchObject({
      state: 'REFUSED',
      problemCode: code,
      problem: expect.stringContaining(words),
    });
  });

  it('turns a 200 MB file away by its length, and one over 20 MB as it arrives, and keeps nothing of it', async () => {
    const early = await county.upload('households', Buffer.from('x'), {
      headers: { 'content-length': String(200 * 1024 * 1024) },
    });
    expect(early.statusCode).toBe(413);
    const late = await county.upload('households', Buffer.alloc(20 * 1024 * 1024 + 10, 'a'));
    expect(late.statusCode).toBe(413);
    expect(late.json()).toMatchObject({ code: 'TOO_LARGE', message: expect.stringContaining('最多 20 MB') });
  });

  it('lets nobody in without a session, an office and our own header', async () => {
    const liaison = await Importer.signedIn(test, 'UNIT_LIAISON', (await test.world.unit('610926')).path);
    expect((await liaison.upload('cadres', csv('单位,姓名'))).statusCode).toBe(403);
    expect((await liaison.download('/download/import/template/cadres')).statusCode).toBe(403);
    const { http } = test.app;
    expect(
      (await http.inject({ method: 'POST', url: '/upload/import/cadres', headers: { 'x-qinyou': '1' } }))
        .statusCode,
    ).toBe(401);
    expect((await http.inject({ method: 'POST', url: '/upload/import/cadres' })).statusCode).toBe(403);
    const template = await county.download('/download/import/template/households');
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(template.rawPayload as unknown as ArrayBuffer);
    expect(book.worksheets[0]!.getRow(1).values).toContain('户主证件号码');
  });

  it('is the uploader’s alone', async () => {
    const run = await county.check('households', csv(HEADER, 'Z1,洛河镇,丰坝村,彭丽敏,,3,未脱贫'));
    const colleague = await Importer.signedIn(
      test,
      'COUNTY_OPERATOR',
      (await test.world.region('610926')).path,
    );
    for (const query of [
      'importRun(id: $id) { id }',
      'importRows(id: $id) { total }',
      'importUnmatched(id: $id) { total }',
    ]) {
      expect((await colleague.client.ask(`query ($id: ID!) { ${query} }`, { id: run.id })).code).toBe(
        'NOT_FOUND',
      );
    }
    for (const mutation of ['writeImport', 'leaveImport']) {
      expect(
        (
          await colleague.client.ask(`mutation ($id: ID!) { ${mutation}(input: { id: $id }) { id } }`, {
            id: run.id,
          })
        ).code,
      ).toBe('NOT_FOUND');
    }
    expect((await colleague.download(`/download/import/refused/${run.id}`)).statusCode).toBe(404);
    await county.client.get('mutation ($id: ID!) { leaveImport(input: { id: $id }) { state } }', {
      id: run.id,
    });
    expect(await county.rows(run.id)).toMatchObject({ total: 0 });
  });

  it('asks for the columns it can’t find, and checks again under the importer’s choice', async () => {
    const run = await county.check(
      'households',
      csv('户编号,镇,村,当家人,家庭人口,脱贫属性', 'C1,洛河镇,丰坝村,彭丽敏,3,未脱贫'),
    );
    expect(run).toMatchObject({ state: 'NEEDS_COLUMNS', missingColumns: ['户主姓名'] });
    const choose = (field: string) =>
      county.client.ask(
        `mutation ($id: ID!, $field: String) { chooseImportColumns(input: { id: $id, choices: [{ column: 3, field: $field }] }) { id } }`,
        { id: run.id, field },
      );
    expect((await choose('nonsense')).code).toBe('INVALID_INPUT');
    await choose('head');
    expect(await county.settled(run.id)).toMatchObject({ state: 'READY', counts: { add: 1 } });
  });

  it('tells a town nothing of another town’s households', async () => {
    const there = await otherTown.check(
      'households',
      csv(HEADER, `610926109201000001,正阳镇,让河村,罗显贵,${identity(1)},4,未脱贫`),
    );
    await otherTown.write(there.id);
    // A row about the other town, one with a number that is in use there, and their likes that are not.
    const run = await town.check(
      'households',
      csv(
        HEADER,
        '610926109201000001,正阳镇,让河村,罗显贵,,4,未脱贫',
        '610926109201000002,正阳镇,让河村,没这个人,,4,未脱贫',
        `N1,洛河镇,丰坝村,彭丽敏,${identity(1)},3,未脱贫`,
        `N2,洛河镇,丰坝村,徐兰,${identity(2)},3,未脱贫`,
      ),
    );
    const { items } = await town.rows(run.id);
    expect(items.map(({ verdict, reasons }) => [verdict, ...reasons])).toEqual([
      ['REFUSE', '没有这个地方，或不归你管'],
      ['REFUSE', '没有这个地方，或不归你管'],
      ['REVIEW', '待上级核查'],
      ['ADD', '库里没有这户'],
    ]);
    await town.write(run.id);
    const reviews = '{ importReviews { total items { kind name message path: subjectId } } }';
    expect(await town.client.get(reviews)).toMatchObject({ importReviews: { total: 0 } });
    expect(await otherTown.client.get(reviews)).toMatchObject({ importReviews: { total: 0 } });
    expect(await county.client.get(reviews)).toMatchObject({
      importReviews: { total: 1, items: [{ kind: 'SUPERIOR', name: '彭丽敏', path: null }] },
    });
  });

  it('stops looking after 20 such numbers a day, for those in use and those that are not alike', async () => {
    const taken = Array.from({ length: 25 }, (_unused, i) => identity(100 + i));
    const there = await otherTown.check(
      'households',
      csv(
        HEADER,
        ...taken.map((number, i) => `T${i},正阳镇,让河村,甲${'乙丙丁戊己'[i % 5]}${i},${number},4,未脱贫`),
      ),
    );
    await otherTown.write(there.id);
    const fisher = await Importer.signedIn(
      test,
      'TOWN_OPERATOR',
      (await test.world.region('610926105')).path,
    );
    const run = await fisher.check(
      'households',
      csv(
        HEADER,
        ...[...taken, identity(900)].map((number, i) => `F${i},洛河镇,丰坝村,钓鱼${i},${number},4,未脱贫`),
      ),
    );
    const { items } = await fisher.rows(run.id);
    const said = items.map(({ reasons }) => reasons[0]);
    expect(said.filter((reason) => reason === '待上级核查')).toHaveLength(20);
    expect(said.slice(20)).toEqual(
      Array.from({ length: 6 }, () => '今天待上级核查的名额用完了，这一行明天再传'),
    );
    const [village] = await test.world.villages('610926105', 1);
    const householdId = await test.world.household(village!, {});
    const typed = await fisher.client.ask(
      `mutation ($input: AddMemberInput!) { addMember(input: $input) { id } }`,
      { input: { householdId, name: '接着钓', relation: 'SON', identity: identity(901) } },
    );
    expect(typed.code, 'the day’s cases are one count over forms and rosters').toBe('RATE_LIMITED');
  });

  it('gives back what it held for a number that never came', async () => {
    const held = () =>
      test.app.db.write(
        { accountId: null, grantId: null },
        { axis: 'system', lo: '', hi: '' },
        async ({ sql }) => {
          const rows = await sql.selectFrom('number_case_count').select('cases').execute();
          return rows.reduce((sum, { cases }) => sum + cases, 0);
        },
      );
    const before = await held();
    await town.check('households', csv(HEADER, `G1,洛河镇,丰坝村,清白,${identity(950)},4,未脱贫`));
    expect(await held()).toBe(before);
  });

  it('makes a question of another head under a known number and of somebody left out, and ends nothing', async () => {
    const first = await county.check(
      'households',
      csv(HEADER, 'R1,洛河镇,双垭村,甲一,,3,未脱贫', 'R2,洛河镇,双垭村,甲二,,3,未脱贫'),
    );
    await county.write(first.id);
    const second = await county.check('households', csv(HEADER, 'R1,洛河镇,双垭村,甲三,,3,未脱贫'));
    expect(second.counts).toMatchObject({ review: 1, held: 1, writable: 0 });
    expect(await county.write(second.id)).toMatchObject({ outcome: { changed: 0, missing: 1 } });
    const third = await county.check('households', csv(HEADER, 'R1,洛河镇,双垭村,甲一,,4,未脱贫'));
    expect(await county.write(third.id)).toMatchObject({ outcome: { changed: 1, missing: 0 } });
    const { importReviews } = await county.client.get<
      { importReviews: { items: { id: string; kind: string; name: string; version: number }[] } },
      unknown
    >('{ importReviews { items { id kind name version } } }');
    const mine = importReviews.items.filter(({ name }) => name === '甲二' || name === '甲三');
    expect(mine.map(({ kind, name }) => [kind, name])).toEqual([
      ['OTHER_HEAD', '甲三'],
      ['MISSING', '甲二'],
    ]);
    const decide = (id: string, version: number) =>
      county.client.ask(`mutation ($input: DecideImportReviewInput!) { decideImportReview(input: $input) }`, {
        input: { id, version, decision: 'RETURNED', note: '户主没变，名册写错了' },
      });
    expect((await decide(mine[0]!.id, 7)).code).toBe('CONFLICT');
    expect((await decide(mine[0]!.id, mine[0]!.version)).errors).toEqual([]);
    expect((await decide(mine[0]!.id, 2)).code).toBe('CONFLICT');
  });

  it('knows a cadre who stands in two units, and forgets the file after a day', async () => {
    const run = await county.check(
      'cadres',
      csv('单位,姓名,身份证号码', `水利局,储召平,${identity(500)}`, `民政局,储召平,${identity(500)}`),
    );
    const { items } = await county.rows(run.id, 'REFUSE');
    expect(items[0]?.cells.find(({ field }) => field === 'unit')?.fault).toBe(
      '和第 2 行是同一个人，单位不同，请定一个',
    );
    await test.app.db.write(
      { accountId: null, grantId: null },
      { axis: 'system', lo: '', hi: '' },
      async (unit) => {
        await unit.sql
          .updateTable('import_run' as never)
          .set({ expires_at: new Date(Date.now() - 1000) } as never)
          .where('id' as never, '=', run.id as never)
          .execute();
      },
    );
    expect(await county.run(run.id)).toMatchObject({ state: 'LEFT' });
    expect((await county.download(`/download/import/refused/${run.id}`)).statusCode).toBe(404);
    await test.app.services.imports.sweep();
    expect(await county.rows(run.id)).toMatchObject({ total: 0 });
  });
});
