import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { openRoster, readHouseholds } from '../read-roster.ts';
import { RegionMatcher } from '../match/regions.ts';
import { TOWNS } from '../match/sample-regions.test-data.ts';
import { noCounts } from '../layout/roster-rows.ts';
import { writeBlankTemplate } from './blank-template.ts';
import { harmless, writeRefusedWorkbook } from './refused-workbook.ts';
import type { RefusedRow } from './refused-workbook.ts';

const context = {
  regions: new RegionMatcher(TOWNS),
  areas: ['6109/610926/'],
  today: '2026-11-22',
  statuses: [],
  causes: [],
};
const CSV = [
  '户编号,镇,村,户主姓名,户主证件号码,家庭人口,联系电话,自己加的列',
  'A1,洛河镇,丰坝村,彭丽敏,610999195802121195,三,14013945368,=cmd|calc',
  'A2,洛河镇,丰坝村,徐兰,=VLOOKUP(F1203),4,+86 140 6984 4182,x',
  'A3,洛河镇,丰坝,朱洋,,4,,',
].join('\n');

async function refused(bytes: Buffer) {
  const roster = await openRoster('HOUSEHOLDS', bytes);
  const rows: RefusedRow[] = [];
  const good: string[] = [];
  for await (const block of readHouseholds(roster, context)) {
    for (const { source, record } of block) {
      if (Object.keys(record.faults).length === 0) good.push(record.head);
      else rows.push({ number: source.number, raw: source.raw, faults: record.faults });
    }
  }
  return { roster, rows, good };
}

describe('the workbook of refused rows', () => {
  it('marks the faulty cells, says why beside them and comes back in', async () => {
    const { roster, rows, good } = await refused(Buffer.from(CSV));
    expect(good).toEqual(['朱洋']);
    const bytes = await writeRefusedWorkbook(roster.header.columns, new Set(['identity', 'size']), rows);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(bytes as unknown as ArrayBuffer);
    const sheet = book.worksheets[0];
    const row = (at: number) => (sheet!.getRow(at).values as string[]).slice(1);
    expect(row(1)).toContain('户主证件号码·退回原因');
    expect(row(2)).toEqual([
      '2',
      'A1',
      '洛河镇',
      '丰坝村',
      '彭丽敏',
      '610999195802121195',
      undefined,
      '三',
      '要填数字，改成 3',
      '14013945368',
      "'=cmd|calc",
    ]);
    expect(row(3)[6]).toBe('这一格是公式，请粘贴成数值');
    expect(sheet!.getRow(2).getCell(8).font?.color?.argb).toBe('FFA82A20');
    expect(sheet!.getRow(2).getCell(6).font?.color?.argb).toBeUndefined();

    sheet!.getRow(2).getCell(8).value = '3';
    sheet!.getRow(3).getCell(6).value = '610999197906011483';
    const again = await refused(Buffer.from(await book.xlsx.writeBuffer()));
    expect(again.rows).toEqual([]);
    expect(again.good).toEqual(['彭丽敏', '徐兰']);
    expect(
      again.roster.header.columns.filter((column) => column.by === 'EXTRA').map((column) => column.header),
    ).toEqual(['原行号', '户主证件号码·退回原因', '家庭人口·退回原因']);
  });

  it('never writes out a number that lost its end: it would look whole, and one in eleven would pass its check', async () => {
    const roster = await openRoster('HOUSEHOLDS', Buffer.from(CSV));
    // Its check sign happens to be right.
    const raw = [
      undefined,
      undefined,
      undefined,
      undefined,
      { kind: 'NUMBER', text: '610999199508075300' } as const,
    ];
    const faults = {
      identity: { code: 'LOST_DIGITS', message: '存成了数字，末 3 位已丢，请设成文本重填' },
    } as const;
    const bytes = await writeRefusedWorkbook(roster.header.columns, new Set(['identity']), [
      { number: 9, raw, faults },
    ]);
    const again = await refused(bytes);
    expect(again.rows[0]?.raw[5]?.text).toBe('6.10999E+17');
    expect(again.rows[0]?.faults.identity?.code).toBe('LOST_DIGITS');
  });

  it.each(['=1+1', '+86', '-1', '@x', '\t=1'])('makes %j harmless', (text) => {
    expect(harmless(text)).toBe(`'${text}`);
  });
});

describe('blank templates', () => {
  it.each(['CADRES', 'HOUSEHOLDS'] as const)(
    '%s: every column is recognised, and there is nobody in it',
    async (kind) => {
      const roster = await openRoster(kind, await writeBlankTemplate(kind));
      expect(roster.missing).toEqual([]);
      expect(roster.header.columns.every((column) => column.by === 'EXACT')).toBe(true);
      const counts = noCounts();
      let rows = 0;
      for await (const block of readHouseholds(roster, context, counts)) rows += block.length;
      expect(rows).toBe(0);
    },
  );
});
