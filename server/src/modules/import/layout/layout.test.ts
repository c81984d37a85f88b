import { describe, expect, it } from 'vitest';
import { WorkbookRefusal } from '../workbook/refusal.ts';
import type { RawSheet, Workbook } from '../workbook/workbook.ts';
import type { Field, RosterKind } from './fields.ts';
import { applyChoices, missingFields } from './header.ts';
import { findRoster } from './inspect.ts';
import { noCounts, rosterRows } from './roster-rows.ts';

function sheetOf(lines: (string | null)[][], from = 1): RawSheet {
  return {
    name: '一',
    hidden: false,
    share: 1,
    async *rows() {
      yield lines.map((line, i) => ({
        number: from + i,
        cells: line.map((text) => (text ? ({ kind: 'TEXT', text } as const) : undefined)),
      }));
    },
  };
}
const bookOf = (...sheets: RawSheet[]): Workbook => ({ format: 'XLSX', date1904: false, sheets });

async function fieldsFound(kind: RosterKind, lines: (string | null)[][]) {
  const { header } = await findRoster(kind, bookOf(sheetOf(lines)));
  return {
    at: [header.firstRow, header.lastRow],
    fields: header.columns.map((column) => column.field),
    header,
  };
}

async function dataOf(kind: RosterKind, lines: (string | null)[][], fields: Field[]) {
  const sheet = sheetOf(lines);
  const { header } = await findRoster(kind, bookOf(sheet));
  const counts = noCounts();
  const rows: string[] = [];
  for await (const block of rosterRows(kind, sheet, header, counts)) {
    for (const row of block) {
      rows.push([row.number, ...fields.map((field) => row.cells[field]?.text ?? '-')].join(' '));
    }
  }
  return { rows, counts };
}

describe('the header', () => {
  it('is found under titles and notes, renamed and in brackets', async () => {
    const { at, fields } = await fieldsFound('HOUSEHOLDS', [
      ['平利县农户花名册'],
      ['单位：户、人'],
      ['序号', '户编码', '县(区)', '镇（办）', '村（社区）', '户主', '证件号码', '人口数', '手 机 号'],
      ['1', 'A1', '平利县', '洛河镇', '丰坝村', '彭丽敏', '', '3', ''],
    ]);
    expect(at).toEqual([3, 3]);
    expect(fields).toEqual([
      null,
      'number',
      'county',
      'town',
      'village',
      'head',
      'identity',
      'size',
      'phone',
    ]);
  });

  it('may have two lines with a merged group above', async () => {
    const { at, fields, header } = await fieldsFound('CADRES', [
      ['花名册'],
      ['单位', '姓名', '帮扶对象', null, null, '备注'],
      [null, null, '户主', '镇', '村', null],
      ['平利县水利局', '储召平', '罗显贵', '正阳镇', '让河村', null],
    ]);
    expect(at).toEqual([2, 3]);
    expect(fields).toEqual(['unit', 'name', 'claimHead', 'claimTown', 'claimVillage', 'remark']);
    expect(header.columns[3]?.header).toBe('帮扶对象 镇');
  });

  it.each([
    ['帮扶户所在组', null],
    ['帮扶结束时间', null],
    ['干部联系电话号码', 'phone'],
    ['所在单位名称', 'unit'],
  ])('%s is taken for %s', async (word, field) => {
    const { fields } = await fieldsFound('CADRES', [['姓名', '身份证号', word]]);
    expect(fields[2]).toBe(field);
  });

  it('gives way to the importer, who moves a field from one column to another', async () => {
    const { header } = await fieldsFound('CADRES', [['单位', '姓名', '别名', '职务']]);
    const chosen = applyChoices(
      header,
      new Map([
        [2, 'name'],
        [3, null],
      ]),
    );
    expect(chosen.columns.map((column) => column.field)).toEqual(['unit', null, 'name', null]);
    expect(missingFields('CADRES', chosen)).toEqual([]);
    expect(missingFields('CADRES', applyChoices(header, new Map([[1, null]])))).toEqual(['姓名']);
  });

  it('is looked for in every visible sheet', async () => {
    const hidden = { ...sheetOf([['单位', '姓名', '职级', '电话']]), name: '藏', hidden: true };
    const right = { ...sheetOf([['单位', '姓名', '职级']]), name: '对' };
    const { sheet } = await findRoster(
      'CADRES',
      bookOf(sheetOf([['说明'], ['请填第二张表']]), hidden, right),
    );
    expect(sheet.name).toBe('对');
  });

  it.each([
    ['EMPTY', 'CADRES', [[]]],
    [
      'NO_KNOWN_COLUMN',
      'CADRES',
      [
        ['水稻', '玉米'],
        ['1', '2'],
      ],
    ],
    [
      'WRONG_ROSTER',
      'CADRES',
      [['户编号', '镇', '村', '户主姓名', '家庭人口', '致贫原因', '脱贫属性', '联系电话']],
    ],
    [
      'WRONG_ROSTER',
      'HOUSEHOLDS',
      [['单位', '姓名', '身份证号码', '职级', '联系电话', '帮扶户主', '帮扶户所在镇']],
    ],
  ] as [string, RosterKind, string[][]][])(
    '%s is said of a sheet that is no roster of %s',
    async (code, kind, lines) => {
      const error = await findRoster(kind, bookOf(sheetOf(lines))).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(WorkbookRefusal);
      expect((error as WorkbookRefusal).code).toBe(code);
    },
  );
});

describe('the rows under it', () => {
  it('leaves out and counts what speaks of nobody', async () => {
    const { rows, counts } = await dataOf(
      'HOUSEHOLDS',
      [
        ['农户花名册'],
        ['镇', '村', '户主姓名', '人口'],
        ['洛河镇', '丰坝村', '彭丽敏', '3'],
        [],
        ['洛河镇小计', null, '1'],
        ['镇', '村', '户主姓名', '人口'],
        ['正阳镇', '让河村', '罗显贵', '4'],
        ['合  计', '2'],
        ['填表人：储召平', null, '审核人：'],
        [],
        [],
      ],
      ['head'],
    );
    expect(rows).toEqual(['3 彭丽敏', '7 罗显贵']);
    expect(counts).toEqual({ titleRows: 1, blankRows: 1, totalRows: 2, headerRows: 1, noteRows: 1 });
  });

  it('fills blank cells that mean "as above", but not over a total', async () => {
    const { rows } = await dataOf(
      'HOUSEHOLDS',
      [
        ['镇', '村', '户主姓名', '电话'],
        ['洛河镇', '丰坝村', '彭丽敏', '138'],
        [null, null, '徐兰', null],
        [null, '双垭村', '朱洋', null],
        ['小计', '3'],
        [null, '让河村', '罗显贵', null],
      ],
      ['town', 'village', 'head', 'phone'],
    );
    expect(rows).toEqual([
      '2 洛河镇 丰坝村 彭丽敏 138',
      '3 洛河镇 丰坝村 徐兰 -',
      '4 洛河镇 双垭村 朱洋 -',
      '6 - 让河村 罗显贵 -',
    ]);
  });

  it("takes a cadre's further row for the person above only where it names nobody", async () => {
    const { rows } = await dataOf(
      'CADRES',
      [
        ['单位', '姓名', '身份证号码', '职级', '帮扶户主', '帮扶村'],
        ['水利局', '储召平', '6109', '科员', '罗显贵', '让河村'],
        [null, null, null, null, '徐兰', '松阳村'],
        [null, '唐华', null, null, '朱洋', '让河村'],
      ],
      ['unit', 'name', 'identity', 'rank', 'claimHead'],
    );
    expect(rows).toEqual([
      '2 水利局 储召平 6109 科员 罗显贵',
      '3 水利局 储召平 6109 科员 徐兰',
      '4 水利局 唐华 - - 朱洋',
    ]);
  });
});
