import type { Writable } from 'node:stream';
import exceljs from 'exceljs';
import type { LedgerRow } from './ledger.queries.ts';

export interface LedgerHeading {
  area: string;
  year: number;
  /** Who reports: the office or unit of the grant. */
  reporter: string;
  preparedBy: string;
  /** `YYYY-MM-DD`. */
  preparedOn: string;
  /** A past year, from what was signed. */
  signed: boolean;
}

const COLUMNS: [
  title: string,
  width: number,
  value: (row: LedgerRow, place: number) => string | number | null,
][] = [
  ['序号', 6, (_row, place) => place],
  ['镇', 11, (row) => row.town],
  ['村（社区）', 15, (row) => row.village],
  ['组', 7, (row) => row.group],
  ['户主', 9, (row) => row.head],
  ['联系电话', 15, (row) => row.phone],
  ['人口', 6, (row) => row.size],
  ['户类型', 14, (row) => row.status],
  ['致贫原因', 12, (row) => row.cause],
  ['结对干部', 10, (row) => row.cadre],
  ['干部单位', 25, (row) => row.unit],
  ['结对日期', 12, (row) => row.from],
  ['备注', 10, (row) => (row.kind === 'RETAINED' ? '保留交友' : '')],
];

/** Row of the column titles; everything down to it is repeated on each printed page. */
export const HEADER_ROW = 3;
const A4 = 9;
const thin = { style: 'thin' } as const;
const BORDER = { top: thin, left: thin, bottom: thin, right: thin };
const SONG = '宋体';

/** `2026 年 11 月 22 日`. */
const inWords = (day: string) => {
  const [year, month, date] = day.split('-').map(Number);
  return `${year} 年 ${month} 月 ${date} 日`;
};

/**
 * 干部结对交友台账 in its official form, written row by row: title, who reports, titles repeated on each A4 landscape page.
 * @returns how many rows it has; the file is not whole before `commit` is called
 */
export async function writeLedger(
  out: Writable,
  heading: LedgerHeading,
  batches: AsyncIterable<LedgerRow[]>,
) {
  const workbook = new exceljs.stream.xlsx.WorkbookWriter({ stream: out, useStyles: true });
  const title = `${heading.area}干部结对交友台账`;
  const sheet = workbook.addWorksheet('台账', {
    pageSetup: {
      paperSize: A4,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      horizontalCentered: true,
      margins: { left: 0.4, right: 0.4, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 },
      printTitlesRow: `1:${HEADER_ROW}`,
    },
    headerFooter: { oddFooter: '&C第 &P 页，共 &N 页' },
    views: [{ state: 'frozen', ySplit: HEADER_ROW }],
  });
  sheet.columns = COLUMNS.map(([, width]) => ({ width }));
  const lastColumn = COLUMNS.length;

  const first = sheet.getRow(1);
  first.getCell(1).value = `${title}（${heading.year} 年度${heading.signed ? '，以签字时为准' : ''}）`;
  first.getCell(1).font = { name: '黑体', size: 16 };
  first.getCell(1).alignment = { horizontal: 'center', vertical: 'middle' };
  first.height = 30;
  sheet.mergeCells(1, 1, 1, lastColumn);
  first.commit();

  const second = sheet.getRow(2);
  second.getCell(1).value =
    `填报单位：${heading.reporter}　　制表人：${heading.preparedBy}　　制表日期：${inWords(heading.preparedOn)}`;
  second.getCell(1).font = { name: SONG, size: 10 };
  second.height = 20;
  sheet.mergeCells(2, 1, 2, lastColumn);
  second.commit();

  const titles = sheet.getRow(HEADER_ROW);
  titles.values = COLUMNS.map(([name]) => name);
  titles.height = 22;
  titles.eachCell((cell) => {
    cell.font = { name: SONG, size: 10, bold: true };
    cell.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true };
    cell.border = BORDER;
  });
  titles.commit();

  let rows = 0;
  for await (const batch of batches) {
    for (const row of batch) {
      rows += 1;
      const line = sheet.addRow(COLUMNS.map(([, , value]) => value(row, rows)));
      line.eachCell({ includeEmpty: true }, (cell) => {
        cell.font = { name: SONG, size: 10 };
        cell.alignment = { vertical: 'middle', wrapText: true };
        cell.border = BORDER;
      });
      line.commit();
    }
  }
  sheet.commit();
  return { rows, commit: () => workbook.commit() };
}
