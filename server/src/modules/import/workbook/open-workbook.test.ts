import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { RELATIONS, WORKBOOK, withSheet, zip } from './made-workbooks.test-data.ts';
import { openWorkbook } from './open-workbook.ts';
import { WorkbookRefusal } from './refusal.ts';
import { DEFAULT_LIMITS } from './workbook.ts';
import type { RawRow } from './workbook.ts';

async function rowsOf(bytes: Buffer): Promise<RawRow[]> {
  const workbook = await openWorkbook(bytes);
  const rows: RawRow[] = [];
  for await (const block of workbook.sheets[0]?.rows() ?? []) rows.push(...block);
  return rows;
}
const texts = (rows: RawRow[]) => rows.map((row) => Array.from(row.cells, (cell) => cell?.text ?? ''));

async function refusalOf(bytes: Buffer, limits = DEFAULT_LIMITS): Promise<string> {
  try {
    const workbook = await openWorkbook(bytes, limits);
    for (const sheet of workbook.sheets) for await (const row of sheet.rows()) void row;
  } catch (error) {
    if (error instanceof WorkbookRefusal) return error.code;
    throw error;
  }
  return 'OPENED';
}

const ole2 = (content: string) =>
  Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(504), Buffer.from(content, 'utf16le')]);

describe('what is not a roster is refused with one code', () => {
  const bomb = '<worksheet>' + ' '.repeat(40 * 1024 * 1024) + '</worksheet>';
  it.each([
    ['nothing in it', Buffer.alloc(0), 'EMPTY'],
    ['only spaces', Buffer.from('\uFEFF \n\n'), 'EMPTY'],
    ['.xls or .et', ole2('Workbook'), 'OLD_FORMAT'],
    ['a password', ole2('EncryptedPackage'), 'PASSWORD_PROTECTED'],
    ['an encrypted zip', zip([{ name: 'xl/workbook.xml', text: WORKBOOK, flags: 1 }]), 'PASSWORD_PROTECTED'],
    ['.docx', zip([{ name: 'word/document.xml', text: '<w/>' }]), 'NOT_A_WORKBOOK'],
    ['.xlsb', zip([{ name: 'xl/workbook.bin', text: 'x' }]), 'OTHER_FORMAT'],
    ['.ods', zip([{ name: 'content.xml', text: '<x/>' }]), 'OTHER_FORMAT'],
    ['a web page called .xls', Buffer.from('<html><table></table></html>'), 'OTHER_FORMAT'],
    ['PDF', Buffer.from('%PDF-1.7 …'), 'NOT_A_WORKBOOK'],
    ['a program', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1, 2]), 'NOT_A_WORKBOOK'],
    ['half a workbook', withSheet('<worksheet/>').subarray(0, 300), 'DAMAGED'],
    ['unclosed XML', withSheet('<worksheet><sheetData><row'), 'DAMAGED'],
    [
      'entities that explode',
      withSheet('<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>'),
      'DAMAGED',
    ],
    ['a bomb that says so', withSheet(bomb), 'ZIP_BOMB'],
  ])('%s', async (_what, bytes, code) => {
    expect(await refusalOf(bytes)).toBe(code);
  });

  it('a bomb that lies about its size', async () => {
    const liar = zip([
      { name: 'xl/workbook.xml', text: WORKBOOK },
      { name: 'xl/_rels/workbook.xml.rels', text: RELATIONS },
      { name: 'xl/worksheets/sheet1.xml', text: bomb, claims: 1000 },
    ]);
    expect(await refusalOf(liar)).toBe('ZIP_BOMB');
  });

  it('too many entries, and more bytes than the limit', async () => {
    const many = Array.from({ length: 1200 }, (_unused, i) => ({ name: `x${i}`, text: '' }));
    expect(await refusalOf(zip(many))).toBe('ZIP_BOMB');
    expect(await refusalOf(withSheet('<worksheet/>'), { ...DEFAULT_LIMITS, maxBytes: 100 })).toBe(
      'TOO_LARGE',
    );
  });

  it('says each in Chinese', () => {
    expect(new WorkbookRefusal('OLD_FORMAT').message).toContain('请另存为 .xlsx');
  });
});

describe('xlsx', () => {
  it('reads every kind of cell, with and without references', async () => {
    const rows = await rowsOf(
      withSheet(
        `<x:worksheet><x:sheetData><x:row r="3"><x:c r="B3" t="s"><x:v>0</x:v></x:c><x:c r="D3"><x:v>6.10926E+17</x:v></x:c>
         <x:c r="E3" t="inlineStr"><x:is><x:t>行内</x:t></x:is></x:c><x:c r="F3"><x:f>VLOOKUP(F1,"a>b",2)</x:f><x:v>7</x:v></x:c>
         <x:c r="G3" t="e"><x:v>#N/A</x:v></x:c></x:row><x:row><x:c t="str"><x:v>A&amp;B</x:v></x:c><x:c t="b"><x:v>1</x:v></x:c></x:row>
         </x:sheetData></x:worksheet>`,
        '<sst><si><r><t>储</t></r><r><t>召平</t></r><rPh><t>chu</t></rPh></si></sst>',
      ),
    );
    expect(rows.map((row) => row.number)).toEqual([3, 4]);
    expect(rows[0]?.cells).toEqual([
      undefined,
      { kind: 'TEXT', text: '储召平' },
      undefined,
      { kind: 'NUMBER', text: '6.10926E+17' },
      { kind: 'TEXT', text: '行内' },
      { kind: 'FORMULA', text: '=VLOOKUP(F1,"a>b",2)' },
      { kind: 'ERROR', text: '#N/A' },
    ]);
    expect(texts(rows)[1]).toEqual(['A&B', '是']);
  });

  it('reads what exceljs writes, shared strings behind the sheet and all', async () => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('花名册');
    sheet.addRow(['姓名', '单位']);
    sheet.addRow(['储召平', { richText: [{ text: '平利县' }, { text: '水利局' }] }]);
    sheet.getCell('A5').value = '隔了两行';
    const rows = await rowsOf(Buffer.from(await book.xlsx.writeBuffer()));
    expect(texts(rows.filter((row) => row.cells.length > 0))).toEqual([
      ['姓名', '单位'],
      ['储召平', '平利县水利局'],
      ['隔了两行'],
    ]);
    expect(rows.at(-1)?.number).toBe(5);
  });
});

describe('CSV', () => {
  // 储召平,水利局 in GB18030
  const gb18030 = Buffer.from('b4a2d5d9c6bd2ccbaec0fbbed60a', 'hex');
  it.each([
    ['UTF-8', Buffer.from('储召平,水利局\n')],
    ['UTF-8 with a mark', Buffer.from('\uFEFF储召平,水利局\r\n')],
    ['GB18030', gb18030],
    ['UTF-16', Buffer.from('\uFEFF储召平\t水利局\n', 'utf16le')],
    ['semicolons', Buffer.from('储召平;水利局\n')],
  ])('%s', async (_what, bytes) => {
    expect(texts(await rowsOf(bytes))).toEqual([['储召平', '水利局']]);
  });

  it('keeps row numbers over blank lines, and sees through the tricks that keep digits', async () => {
    const rows = await rowsOf(Buffer.from('a,b\n\n"=""610926199001010011""",\'001\n6.10926E+17,=SUM(A1)\n'));
    expect(rows.map((row) => row.number)).toEqual([1, 2, 3, 4]);
    expect(texts(rows)[2]).toEqual(['610926199001010011', '001']);
    expect(rows[3]?.cells.map((cell) => cell?.kind)).toEqual(['NUMBER', 'FORMULA']);
  });
});
