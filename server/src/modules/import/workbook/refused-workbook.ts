import type ExcelJS from 'exceljs';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { excel } from '../../../platform/excel.ts';
import { REASON_SUFFIX, ROW_NUMBER_HEADER } from '../layout/fields.ts';
import type { Field } from '../layout/fields.ts';
import type { ColumnMatch } from '../layout/header.ts';
import { asPower, lostDigits } from '../values/identity.ts';
import type { Faults } from '../verdict/records.ts';
import type { RawCell } from './workbook.ts';

/** A row that was refused, as it stood in the sheet. */
export interface RefusedRow {
  number: number;
  raw: readonly (RawCell | undefined | null)[];
  faults: Faults;
}

/** Excel opens no file with a longer cell. */
const LONGEST_CELL = 32_000;
const RED = 'FFA82A20';
const RED_TINT = 'FFFBEDEB';
const INK_TINT = 'FFF1F0EB';

/**
 * The refused rows as a workbook to mend and upload again: every original column, the original row number before them, faulty
 * cells in red with the reason in the column to the right. All cells are text, so that digits mended there stay digits.
 * @param faultyFields fields with a fault in any row; they get a reason column
 */
export async function writeRefusedWorkbook(
  columns: readonly ColumnMatch[],
  faultyFields: ReadonlySet<Field>,
  rows: AsyncIterable<RefusedRow> | Iterable<RefusedRow>,
): Promise<Buffer> {
  const layout = layOut(columns, faultyFields);
  const stream = new PassThrough();
  const bytes = buffer(stream);
  const writer = new (await excel()).stream.xlsx.WorkbookWriter({ stream, useStyles: true });
  const sheet = writer.addWorksheet('退回的行', { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = layout.map(({ header, width }) => ({ header, width, style: { numFmt: '@' } }));
  const head = sheet.getRow(1);
  head.eachCell((cell) => {
    cell.font = { bold: true };
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: INK_TINT } };
  });
  head.commit();
  for await (const row of rows) addRow(sheet, layout, row);
  sheet.commit();
  await writer.commit();
  return bytes;
}

type Place =
  | { kind: 'NUMBER'; header: string; width: number }
  | { kind: 'VALUE'; header: string; width: number; column: number; field: Field | null }
  | { kind: 'REASON'; header: string; width: number; field: Field }
  | { kind: 'REST'; header: string; width: number; known: ReadonlySet<Field> };

function layOut(columns: readonly ColumnMatch[], faulty: ReadonlySet<Field>): Place[] {
  const places: Place[] = [{ kind: 'NUMBER', header: ROW_NUMBER_HEADER, width: 8 }];
  const known = new Set<Field>();
  for (const { column, header, field } of columns) {
    if (header === ROW_NUMBER_HEADER || header.endsWith(REASON_SUFFIX)) continue;
    places.push({
      kind: 'VALUE',
      header: harmless(header),
      width: Math.min(30, Math.max(10, header.length * 2 + 4)),
      column,
      field,
    });
    if (!field || !faulty.has(field)) continue;
    known.add(field);
    places.push({ kind: 'REASON', header: harmless(`${header}·${REASON_SUFFIX}`), width: 36, field });
  }
  if ([...faulty].some((field) => !known.has(field))) {
    places.push({ kind: 'REST', header: REASON_SUFFIX, width: 36, known });
  }
  return places;
}

function addRow(
  sheet: ExcelJS.Worksheet,
  layout: readonly Place[],
  { number, raw, faults }: RefusedRow,
): void {
  const row = sheet.addRow(layout.map((place) => valueAt(place, number, raw, faults)));
  layout.forEach((place, i) => {
    const cell = row.getCell(i + 1);
    if (place.kind === 'VALUE' && place.field && faults[place.field]) {
      cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: RED_TINT } };
      cell.font = { color: { argb: RED }, bold: true };
    } else if (place.kind === 'REASON' || place.kind === 'REST') cell.font = { color: { argb: RED } };
  });
  row.commit();
}

function valueAt(place: Place, number: number, raw: RefusedRow['raw'], faults: Faults): string {
  if (place.kind === 'NUMBER') return String(number);
  if (place.kind === 'VALUE') return written(raw[place.column]);
  if (place.kind === 'REASON') return sentence(faults[place.field]);
  return Object.entries(faults)
    .filter(([field]) => !place.known.has(field as Field))
    .map(([, wrong]) => sentence(wrong))
    .join('；');
}

function written(cell: RawCell | undefined | null): string {
  if (!cell) return '';
  return lostDigits(cell.kind, cell.text) > 0
    ? asPower(cell.text)
    : harmless(cell.text.slice(0, LONGEST_CELL));
}

/** The reason, with what to put instead where the sentence doesn't say so already. */
export function sentence(wrong: { message: string; suggestion?: string } | undefined): string {
  if (!wrong) return '';
  const { message, suggestion } = wrong;
  return suggestion === undefined || message.includes(suggestion)
    ? message
    : `${message}，改成 ${suggestion}`;
}

/** Text that no spreadsheet takes for a formula, in this file or in a CSV saved from it. */
export function harmless(text: string): string {
  return /^[=+\-@＝＋－＠\t\r\n]/.test(text) ? `'${text}` : text;
}
