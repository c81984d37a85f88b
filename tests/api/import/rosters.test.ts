import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { systemScope } from '../../../server/src/platform/auth/scope.ts';
import { withApp } from '../../support/app.ts';
import { Importer, type RunAnswer } from './importer.ts';

const roster = (name: string) => readFileSync(join(import.meta.dirname, '../../fixtures/rosters', name));
const nobody = { accountId: null, grantId: null };

/** The table in tests/README.md, figure by figure; where one changes, both change. */
describe('the two rosters as the county sends them', () => {
  const test = withApp();
  let county: Importer;
  let cadreRun: RunAnswer;
  let householdRun: RunAnswer;

  const stored = () =>
    test.app.db.write(nobody, systemScope, async (unit) => {
      const { rows } = await sql<Record<string, number>>`
        select (select count(*)::int from cadre) as cadres, (select sum(version)::int from cadre) as "cadreVersions",
          (select count(*)::int from household) as households, (select sum(version)::int from household) as "householdVersions",
          (select count(*)::int from household_member) as members, (select count(*)::int from unit) as units,
          (select count(*)::int from pairing) as pairings, (select count(*)::int from pairing_claim) as claims,
          (select count(*)::int from pairing_claim where status = 'OPEN') as open,
          (select count(*)::int from pairing_claim where status = 'UNKNOWN') as unknown,
          (select count(*)::int from import_review) as reviews`.execute(unit.sql);
      return rows[0]!;
    });

  beforeAll(async () => {
    await test.world.insert('programme_year', { year: 2026, confirm_by: '2026-03-31' });
    const { path } = await test.world.region('610926');
    county = await Importer.signedIn(test, 'COUNTY_OPERATOR', path);
  });

  it('previews the cadres: every one of 805 rows has its verdict and its reason', async () => {
    cadreRun = await county.check('cadres', roster('cadres.xlsx'), { name: '平利县干部花名册.xlsx' });
    expect(cadreRun).toMatchObject({
      state: 'READY',
      headerRow: 3,
      missingColumns: [],
      layout: { titleRows: 2, blankRows: 2, totalRows: 1, headerRows: 0, noteRows: 0 },
      counts: {
        rows: 805,
        add: 770,
        change: 0,
        skip: 0,
        refuse: 24,
        review: 11,
        held: 0,
        writable: 781,
        claims: 622,
      },
    });
    expect(cadreRun.counts['faults']).toEqual([
      { code: 'identity', rows: 15 },
      { code: 'phone', rows: 9 },
    ]);
    expect(cadreRun.counts['newUnits']).toHaveLength(20);
    const refused = await county.rows(cadreRun.id, 'REFUSE');
    const saying = (text: string) =>
      refused.items.filter(({ cells }) => cells.some(({ fault }) => fault === text)).length;
    expect(saying('存成了数字，末 3 位已丢，请设成文本重填')).toBe(11);
    expect(saying('最后一位校验不对，请对照身份证')).toBe(4);
    expect(saying('少 1 位')).toBe(9);
    const review = await county.rows(cadreRun.id, 'REVIEW');
    expect(review.items.map(({ row }) => row)).toEqual([42, 95, 165, 204, 390, 424, 467, 472, 556, 560, 573]);
  });

  it('shows no identity number or phone in full, save what could not be read as one', async () => {
    const { items } = await county.rows(cadreRun.id, 'ADD');
    for (const { cells } of items) {
      for (const { field, shown } of cells) {
        if (field === 'identity') expect(shown).toMatch(/^\d{6} \*{8} \d{3}[\dX]$/);
        if (field === 'phone') expect(shown).toMatch(/^\d{3} \*{4} \d{4}$/);
      }
    }
  });

  it('writes the cadres; their claims wait for the households', async () => {
    const done = await county.write(cadreRun.id);
    expect(done).toMatchObject({
      state: 'DONE',
      outcome: { added: 587, claims: 622, paired: 0, unknown: 622, ambiguous: 0, missing: 0 },
    });
    expect(await stored()).toMatchObject({
      cadres: 587,
      units: 20,
      claims: 622,
      unknown: 622,
      pairings: 0,
      reviews: 11,
    });
  });

  it('previews the households', async () => {
    householdRun = await county.check('households', roster('households.xlsx'));
    expect(householdRun).toMatchObject({
      state: 'READY',
      headerRow: 3,
      layout: { titleRows: 2, blankRows: 6, totalRows: 1, headerRows: 0, noteRows: 0 },
      counts: { rows: 2403, add: 2302, change: 0, skip: 3, refuse: 98, review: 0, held: 0, writable: 2302 },
    });
    expect(householdRun.counts['faults']).toEqual([
      { code: 'identity', rows: 67 },
      { code: 'phone', rows: 22 },
      { code: 'village', rows: 10 },
    ]);
    const { items } = await county.rows(householdRun.id, 'REFUSE');
    const village = items.find(({ row }) => row === 191)?.cells.find(({ field }) => field === 'village');
    expect(village).toMatchObject({ shown: '不存在村', suggestion: expect.stringContaining('三河村') });
    const skipped = await county.rows(householdRun.id, 'SKIP');
    expect(skipped.items.map(({ row, reasons }) => [row, ...reasons])).toEqual([
      [2410, '和第 4 行一样'],
      [2411, '和第 5 行一样'],
      [2412, '和第 6 行一样'],
    ]);
  });

  it('writes the households, matches the claims again, pairs the undisputed and leaves six to the duplicate board', async () => {
    const done = await county.write(householdRun.id);
    expect(done).toMatchObject({
      state: 'DONE',
      outcome: { added: 2302, changed: 0, paired: 582, disputed: 6, missing: 0 },
    });
    expect(await stored()).toMatchObject({
      households: 2302,
      members: 2302,
      pairings: 582,
      claims: 622,
      open: 12,
      unknown: 28,
    });
  });

  it('changes nothing when the same files come again', async () => {
    const before = await stored();
    for (const kind of ['cadres', 'households']) {
      const again = await county.check(kind, roster(`${kind}.xlsx`));
      const { rows, skip, refuse } = again.counts;
      expect(again.counts).toMatchObject({ add: 0, change: 0, review: 0, writable: 0, skip: rows - refuse });
      expect(skip + refuse).toBe(rows);
      expect(await county.write(again.id)).toMatchObject({
        state: 'DONE',
        outcome: { added: 0, changed: 0, claims: 0, paired: 0 },
      });
    }
    expect(await stored()).toEqual(before);
  });

  it('gives the refused rows back as a workbook that can be mended and sent in again', async () => {
    const run = await county.check('households', roster('households.xlsx'));
    const response = await county.download(`/download/import/refused/${run.id}`);
    expect(response.statusCode).toBe(200);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(response.rawPayload as unknown as ArrayBuffer);
    const sheet = book.worksheets[0]!;
    const header = sheet.getRow(1).values as string[];
    const at = (name: string) => header.indexOf(name);
    const row = sheet.getRow(
      Array.from({ length: 98 }, (_unused, i) => i + 2).find(
        (i) => sheet.getRow(i).getCell(at('原行号')).text === '191',
      )!,
    );
    expect(row.getCell(at('村(社区)')).font?.color?.argb).toBe('FFA82A20');
    expect(row.getCell(at('村(社区)') + 1).text).toContain('城关镇没有不存在村');
    row.getCell(at('村(社区)')).value = '三河村';

    const before = await stored();
    const mended = await county.check('households', Buffer.from(await book.xlsx.writeBuffer()));
    expect(mended.counts).toMatchObject({ rows: 98, add: 1, refuse: 97 });
    // The household that row 236 of the cadres claims has come.
    expect(await county.write(mended.id)).toMatchObject({ state: 'DONE', outcome: { added: 1, paired: 1 } });
    expect(await stored()).toMatchObject({
      households: before['households']! + 1,
      unknown: 27,
      pairings: 583,
    });
  });

  it('takes a suggestion at a click', async () => {
    const run = await county.check('households', roster('households.xlsx'));
    await county.client.get(
      `mutation ($id: ID!) { acceptImportSuggestions(input: { id: $id, cells: [{ row: 511, field: "village" }] }) { id } }`,
      { id: run.id },
    );
    const mended = await county.settled(run.id);
    expect(mended.counts).toMatchObject({ add: 1, refuse: 97 });
  });

  it('keeps neither the file nor a row of it in the clear', async () => {
    const rows = await test.app.db.write(nobody, systemScope, async (unit) => {
      const found = await sql<{ sealed: Buffer; text: string }>`
        select sealed, to_jsonb(b)::text as text from import_batch b limit 50`.execute(unit.sql);
      return found.rows;
    });
    for (const { sealed, text } of rows) {
      expect(sealed.includes(Buffer.from('610999'))).toBe(false);
      expect(text).not.toContain('平利');
    }
  });
});
