import { squeeze } from '../values/text.ts';
import type { RawCell, RawRow, RawSheet } from '../workbook/workbook.ts';
import { fieldsOf } from './fields.ts';
import type { Field, RosterKind } from './fields.ts';
import { headerKey } from './header.ts';
import type { Header } from './header.ts';

/** A row that speaks of somebody: its cells by field, and which of them were filled in from above. */
export interface RosterRow {
  number: number;
  cells: Partial<Record<Field, RawCell>>;
  carried: Field[];
  /** The whole row as it stands in the sheet, for the workbook of refused rows. */
  raw: (RawCell | undefined)[];
}

/** Rows that speak of nobody, counted for the preview. */
export interface LayoutCounts {
  titleRows: number;
  blankRows: number;
  totalRows: number;
  headerRows: number;
  noteRows: number;
}

/** In a cadre's further row these stand above when name and number are left out. */
const PERSON_FIELDS: readonly Field[] = ['unit', 'name', 'sex', 'identity', 'rank', 'phone'];
const CLAIM_FIELDS: readonly Field[] = ['claimHead', 'claimTown', 'claimVillage'];

/**
 * The data rows of a sheet under a header. Titles, blank rows, totals, repeated headers and footnotes are left out and counted
 * into `counts`; cells left blank that say "as above" are filled.
 */
export async function* rosterRows(
  kind: RosterKind,
  sheet: RawSheet,
  header: Header,
  counts: LayoutCounts,
): AsyncGenerator<RosterRow> {
  const columns = header.columns.filter((column) => column.field !== null);
  const above = new Map<Field, RawCell>();
  let expected = 1;
  let pendingBlanks = 0;
  for await (const row of sheet.rows()) {
    // Blank rows are only counted between others: spreadsheets often leave hundreds behind the last.
    pendingBlanks += Math.max(0, row.number - expected);
    expected = row.number + 1;
    const filled = row.cells.filter((cell) => cell && cell.text.trim() !== '');
    if (filled.length === 0) {
      pendingBlanks += 1;
      continue;
    }
    counts.blankRows += pendingBlanks;
    pendingBlanks = 0;
    if (row.number < header.firstRow) counts.titleRows += 1;
    else if (row.number <= header.lastRow) continue;
    else if (isTotal(filled)) {
      counts.totalRows += 1;
      above.clear();
    } else if (isHeaderAgain(row, columns)) {
      counts.headerRows += 1;
      above.clear();
    } else if (isNote(filled)) counts.noteRows += 1;
    else yield dataRow(kind, row, columns, above);
  }
}

export function noCounts(): LayoutCounts {
  return { titleRows: 0, blankRows: 0, totalRows: 0, headerRows: 0, noteRows: 0 };
}

function dataRow(
  kind: RosterKind,
  row: RawRow,
  columns: Header['columns'],
  above: Map<Field, RawCell>,
): RosterRow {
  const cells: Partial<Record<Field, RawCell>> = {};
  for (const { column, field } of columns) {
    const cell = row.cells[column];
    if (field && cell && cell.text.trim() !== '') cells[field] = cell;
  }
  const carried: Field[] = [];
  for (const field of carriedFields(kind, cells)) {
    const cell = above.get(field);
    if (cells[field] || !cell) continue;
    cells[field] = cell;
    carried.push(field);
  }
  above.clear();
  for (const { field } of columns) {
    const cell = field ? cells[field] : undefined;
    if (field && cell) above.set(field, cell);
  }
  return { number: row.number, cells, carried, raw: row.cells };
}

function carriedFields(kind: RosterKind, cells: Partial<Record<Field, RawCell>>): readonly Field[] {
  const always = fieldsOf(kind)
    .filter((definition) => definition.carries)
    .map((definition) => definition.field);
  if (kind === 'HOUSEHOLDS') return always;
  const furtherRow = !cells.name && !cells.identity && CLAIM_FIELDS.some((field) => cells[field]);
  return furtherRow ? PERSON_FIELDS : always;
}

function isTotal(filled: (RawCell | undefined)[]): boolean {
  const first = squeeze(filled[0]?.text ?? '');
  return first.length <= 14 && /^(合计|总计|小计|共计|累计)|(合计|总计|小计|共计)[:：]?$/.test(first);
}

function isHeaderAgain(row: RawRow, columns: Header['columns']): boolean {
  const same = columns.filter(({ column, header }) => {
    const text = headerKey(row.cells[column]?.text ?? '');
    return text !== '' && headerKey(header).endsWith(text);
  });
  return same.length >= 2 && same.length >= columns.length * 0.6;
}

/** 填表人, 审核人, 注: and the like, alone or almost alone in the row. */
function isNote(filled: (RawCell | undefined)[]): boolean {
  const first = squeeze(filled[0]?.text ?? '');
  return (
    filled.length <= 3 &&
    /^(注|备注|说明|填表|制表|审核|填报|单位负责人|负责人|联系人)[人日:：时单]?/.test(first) &&
    /[:：]/.test(first)
  );
}
