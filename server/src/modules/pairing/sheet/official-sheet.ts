import type { Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { sayFullDay } from '../../../platform/clock.ts';
import { excel } from '../../../platform/excel.ts';

/** A column: its title, its width in characters, what stands in it; `place` counts the rows from 1. */
export type Column<Row> = readonly [
  title: string,
  width: number,
  value: (row: Row, place: number) => string | number | null,
];

export interface OfficialSheet<Row> {
  /** Of the tab. */
  name: string;
  title: string;
  /** Who reports: the office or unit of the grant. */
  reporter: string;
  preparedBy: string;
  /** `YYYY-MM-DD`. */
  preparedOn: string;
  columns: readonly Column<Row>[];
  /** The line below the last row, once all rows are there. */
  total?: (rows: number) => string;
  /** Says whose copy it is. */
  mark?: Mark;
}

/** What tells of a sheet that must not wander whose it is: over the table, on every printed page, in the file's properties. */
export interface Mark {
  /** By which the record finds it. */
  number: string;
  /** Who took it, when, and that it stays with them. */
  line: string;
}

/** A page header: `&` begins a code there, and Excel takes 255 signs. */
const inHeader = (text: string): string => text.replaceAll('&', '&&').slice(0, 200);
const A4 = 9;
/** Rows written in one go. */
const BREATH = 250;
const thin = { style: 'thin' } as const;
const BORDER = { top: thin, left: thin, bottom: thin, right: thin };
const SONG = '宋体';

/**
 * A table in its official form, written row by row: title, who reports, titles repeated on each A4 landscape page.
 * @returns how many rows it has; the file is not whole before `commit` is called
 */
export async function writeOfficialSheet<Row>(
  out: Writable,
  { name, title, reporter, preparedBy, preparedOn, columns, total, mark }: OfficialSheet<Row>,
  batches: AsyncIterable<Row[]>,
) {
  const { stream } = await excel();
  const workbook = new stream.xlsx.WorkbookWriter({ stream: out, useStyles: true });
  if (mark) {
    const { number, line } = mark;
    Object.assign(workbook, {
      creator: preparedBy,
      lastModifiedBy: preparedBy,
      title,
      subject: line,
      keywords: number,
      description: line,
    });
  }
  /** Row of the column titles; everything down to it is repeated on each printed page. */
  const headerRow = mark ? 4 : 3;
  const sheet = workbook.addWorksheet(name, {
    pageSetup: {
      paperSize: A4,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      horizontalCentered: true,
      margins: { left: 0.4, right: 0.4, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 },
      printTitlesRow: `1:${headerRow}`,
    },
    headerFooter: {
      ...(mark && { oddHeader: `&L${inHeader(mark.line)}` }),
      oddFooter: `${mark ? `&L${inHeader(mark.number)}` : ''}&C第 &P 页，共 &N 页`,
    },
    views: [{ state: 'frozen', ySplit: headerRow }],
  });
  sheet.columns = columns.map(([, width]) => ({ width }));

  const first = sheet.getRow(1);
  first.getCell(1).value = title;
  first.getCell(1).font = { name: '黑体', size: 16 };
  first.getCell(1).alignment = { horizontal: 'center', vertical: 'middle' };
  first.height = 30;
  sheet.mergeCells(1, 1, 1, columns.length);
  first.commit();

  const second = sheet.getRow(2);
  second.getCell(1).value =
    `填报单位：${reporter}　　制表人：${preparedBy}　　制表日期：${sayFullDay(preparedOn)}`;
  second.getCell(1).font = { name: SONG, size: 10 };
  second.height = 20;
  sheet.mergeCells(2, 1, 2, columns.length);
  second.commit();

  if (mark) {
    const third = sheet.getRow(3);
    third.getCell(1).value = mark.line;
    third.getCell(1).font = { name: '黑体', size: 11, color: { argb: 'FFA82A20' } };
    third.getCell(1).alignment = { vertical: 'middle', wrapText: true };
    third.height = 34;
    sheet.mergeCells(3, 1, 3, columns.length);
    third.commit();
  }

  const titles = sheet.getRow(headerRow);
  titles.values = columns.map(([of]) => of);
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
      const line = sheet.addRow(columns.map(([, , value]) => value(row, rows)));
      line.eachCell({ includeEmpty: true }, (cell) => {
        cell.font = { name: SONG, size: 10 };
        cell.alignment = { vertical: 'middle', wrapText: true };
        cell.border = BORDER;
      });
      line.commit();
      if (rows % BREATH === 0) await setImmediate(); // others are waiting
    }
  }
  if (total) {
    const last = sheet.getRow(headerRow + rows + 1);
    last.getCell(1).value = total(rows);
    last.height = 22;
    for (let column = 1; column <= columns.length; column += 1) {
      last.getCell(column).font = { name: SONG, size: 10, bold: true };
      last.getCell(column).alignment = { vertical: 'middle' };
      last.getCell(column).border = BORDER;
    }
    sheet.mergeCells(last.number, 1, last.number, columns.length);
    last.commit();
  }
  sheet.commit();
  return { rows, commit: () => workbook.commit() };
}
