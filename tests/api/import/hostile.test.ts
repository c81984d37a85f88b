import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { systemScope } from '../../../server/src/platform/auth/scope.ts';
import { withApp } from '../../support/app.ts';
import { Importer } from './importer.ts';

const nobody = { accountId: null, grantId: null };
const HEADER = '户编号,镇,村,户主姓名,户主证件号码,家庭人口,脱贫属性';
const csv = (...lines: string[]) => Buffer.from([HEADER, ...lines].join('\n'));
const family = (number: string, head: string, identity = '') =>
  `${number},洛河镇,丰坝村,${head},${identity},3,未脱贫`;

/** What is broken or meant to break something, through the real doors to the last row; the reading alone is tested beside its files. */
describe('a hostile roster', () => {
  const test = withApp();
  let county: Importer;

  beforeAll(async () => {
    await test.world.insert('programme_year', { year: 2026, confirm_by: '2026-03-31' });
    county = await Importer.signedIn(test, 'COUNTY_OPERATOR', (await test.world.region('610926')).path);
  });

  const ask = <T>(query: ReturnType<typeof sql<T>>): Promise<T[]> =>
    test.app.db.write(nobody, systemScope, async (unit) => (await query.execute(unit.sql)).rows);

  it('writes names without the signs that no database or reader should meet', async () => {
    const run = await county.check(
      'households',
      // The zero byte stands far behind: a file that begins with one isn't text at all.
      Buffer.concat([
        csv(
          ...Array.from({ length: 4000 }, (_unused, i) => family(`Z${i}`, `甲${i}`)),
          family('Z9001', '彭\u202E丽'),
        ),
        Buffer.from(`\n${family('Z9002', '彭\0丽二')}\n${family('Z9003', '=1+1')}\n`),
      ]),
    );
    expect(run).toMatchObject({ state: 'READY', counts: { add: 4003 } });
    expect(await county.write(run.id)).toMatchObject({ state: 'DONE', outcome: { added: 4003 } });
    const rows = await ask(
      sql<{
        head: string;
      }>`select head_name as head from household where number like 'Z900_' order by number`,
    );
    expect(rows.map(({ head }) => head)).toEqual(['彭丽', '彭丽二', '=1+1']);
  });

  it('sends a cell as long as a book back and writes its neighbours', async () => {
    const run = await county.check(
      'households',
      csv(family('L1', '彭'.repeat(90_000)), family('L2', '徐兰')),
    );
    expect(run).toMatchObject({ state: 'READY', counts: { refuse: 1, add: 1 } });
    expect(
      (await county.rows(run.id, 'REFUSE')).items[0]?.cells.find(({ field }) => field === 'head'),
    ).toMatchObject({
      fault: '这一格有 90000 个字，最多 100 个，请核对',
    });
    expect(await county.write(run.id)).toMatchObject({ state: 'DONE', outcome: { added: 1 } });
    const returned = await county.download(`/download/import/refused/${run.id}`);
    expect(returned.statusCode).toBe(200);
  });

  it('says what to do with a header and nothing below it', async () => {
    expect(await county.check('households', csv())).toMatchObject({
      state: 'REFUSED',
      problemCode: 'NO_ROWS',
      problem: '表里只有表头，下面没有一行数据。填好再传；数据在别的工作表里，就把它挪到第一个',
    });
  });

  it('takes any file name for a name and nothing else', async () => {
    const name = `../../../etc/\u0007<script>${'长'.repeat(300)}.xlsx`;
    const run = await county.check('households', csv(family('N1', '王五')), { name });
    expect(run.state).toBe('READY');
    const [stored] = await ask(
      sql<{ name: string }>`select file_name as name from import_run where id = ${run.id}`,
    );
    expect(stored!.name.length).toBeLessThanOrEqual(120);
    expect(stored!.name).not.toContain('\u0007');
  });

  it('turns pages over batches, with and without a verdict, and misses no row', async () => {
    const lines = Array.from({ length: 2300 }, (_unused, i) =>
      family(`P${i}`, `乙${i}`, i % 7 === 3 ? '61092619600101001' : ''),
    );
    const { id, counts } = await county.check('households', csv(...lines));
    expect(counts).toMatchObject({ rows: 2300, refuse: 329 });
    for (const verdict of [null, 'REFUSE', 'ADD']) {
      const seen: number[] = [];
      for (let number = 1; ; number++) {
        const { importRows } = await county.client.get<
          { importRows: { total: number; items: { row: number }[] } },
          unknown
        >(
          `query ($id: ID!, $filter: ImportRowFilter, $page: PageInput!) {
            importRows(id: $id, filter: $filter, page: $page) { total items { row } } }`,
          { id, filter: verdict ? { verdict } : null, page: { number, size: 190 } },
        );
        seen.push(...importRows.items.map(({ row }) => row));
        if (importRows.items.length < 190) {
          expect(seen).toHaveLength(importRows.total);
          break;
        }
      }
      const refused = (row: number) => (row - 2) % 7 === 3;
      const all = Array.from({ length: 2300 }, (_unused, i) => i + 2);
      expect(seen).toEqual(
        verdict === null ? all : all.filter((row) => refused(row) === (verdict === 'REFUSE')),
      );
    }
  });

  it('can be put aside while it is being checked, and leaves no row behind', async () => {
    const lines = Array.from({ length: 30_000 }, (_unused, i) => family(`Q${i}`, `丙${i}`));
    const { id } = (await county.upload('households', csv(...lines))).json<{ id: string }>();
    while ((await county.run(id)).state !== 'CHECKING')
      await new Promise((resolve) => setTimeout(resolve, 20));
    await county.client.get('mutation ($id: ID!) { leaveImport(input: { id: $id }) { state } }', { id });
    expect((await county.run(id)).state).toBe('LEFT');
    // Jobs run one after another: when the next roster is checked, this one's check has ended.
    expect(await county.check('households', csv(family('Q1', '丁')))).toMatchObject({ state: 'READY' });
    const [left] = await ask(
      sql<{ n: number }>`select count(*)::int as n from import_batch where run_id = ${id}`,
    );
    expect(left).toEqual({ n: 0 });
  });
});
