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
/** A cell that is longer repeats no header. */
const LONGEST_HEADER = 40;
const CLAIM_FIELDS: readonly Field[] = ['claimHead', 'claimTown', 'claimVillage'];

/**
 * The data rows of a sheet under a header, in blocks. Titles, blank rows, totals, repeated headers and footnotes are left out and
 * counted into `counts`; cells left blank that say "as above" are filled.
 */
export async function* rosterRows(
  kind: RosterKind,
  sheet: RawSheet,
  header: Header,
  counts: LayoutCounts,
): AsyncGenerator<RosterRow[]> {
  const reader = new RowReader(kind, header, counts);
  for await (const block of sheet.rows()) yield block.flatMap((row) => reader.read(row) ?? []);
}

class RowReader {
  readonly #kind: RosterKind;
  readonly #header: Header;
  readonly #columns: Header['columns'];
  readonly #keys: string[];
  readonly #counts: LayoutCounts;
  readonly #above = new Map<Field, RawCell>();
  #expected = 1;
  #pendingBlanks = 0;

  constructor(kind: RosterKind, header: Header, counts: LayoutCounts) {
    this.#kind = kind;
    this.#header = header;
    this.#columns = header.columns.filter((column) => column.field !== null);
    this.#keys = this.#columns.map((column) => headerKey(column.header));
    this.#counts = counts;
  }

  read(row: RawRow): RosterRow | undefined {
    const counts = this.#counts;
    // Blank rows are only counted between others: spreadsheets often leave hundreds behind the last.
    this.#pendingBlanks += Math.max(0, row.number - this.#expected);
    this.#expected = row.number + 1;
    const filled = row.cells.filter((cell) => cell && cell.text.trim() !== '');
    if (filled.length === 0) {
      this.#pendingBlanks += 1;
      return undefined;
    }
    counts.blankRows += this.#pendingBlanks;
    this.#pendingBlanks = 0;
    if (row.number < this.#header.firstRow) counts.titleRows += 1;
    else if (row.number <= this.#header.lastRow) return undefined;
    else if (isTotal(filled)) {
      counts.totalRows += 1;
      this.#above.clear();
    } else if (this.#isHeaderAgain(row)) {
      counts.headerRows += 1;
      this.#above.clear();
    } else if (isNote(filled)) counts.noteRows += 1;
    else return dataRow(this.#kind, row, this.#columns, this.#above);
    return undefined;
  }

  #isHeaderAgain(row: RawRow): boolean {
    let same = 0;
    this.#columns.forEach(({ column }, i) => {
      const cell = row.cells[column]?.text;
      if (cell === undefined || cell.length > LONGEST_HEADER) return;
      const text = headerKey(cell);
      if (text !== '' && this.#keys[i]!.endsWith(text)) same += 1;
    });
    return same >= 2 && same >= this.#columns.length * 0.6;
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

const ALWAYS_CARRIED = {
  CADRES: fieldsOf('CADRES').flatMap(({ field, carries }) => (carries ? [field] : [])),
  HOUSEHOLDS: fieldsOf('HOUSEHOLDS').flatMap(({ field, carries }) => (carries ? [field] : [])),
};

function carriedFields(kind: RosterKind, cells: Partial<Record<Field, RawCell>>): readonly Field[] {
  const furtherRow =
    kind === 'CADRES' && !cells.name && !cells.identity && CLAIM_FIELDS.some((field) => cells[field]);
  return furtherRow ? PERSON_FIELDS : ALWAYS_CARRIED[kind];
}

function isTotal(filled: (RawCell | undefined)[]): boolean {
  const first = squeeze(filled[0]?.text ?? '');
  return first.length <= 14 && /^(合计|总计|小计|共计|累计)|(合计|总计|小计|共计)[:：]?$/.test(first);
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
