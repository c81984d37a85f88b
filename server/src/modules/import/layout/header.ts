import { halfWidth, likeness, plain } from '../values/text.ts';
import type { RawRow } from '../workbook/workbook.ts';
import { fieldsOf, isKnownExtra } from './fields.ts';
import type { Field, RosterKind } from './fields.ts';

/** One column of the sheet: its header as written, and the field it is taken for (null: not imported). */
export interface ColumnMatch {
  column: number;
  header: string;
  field: Field | null;
  /** EXACT and LIKE were found here, CHOSEN by the importer, EXTRA is a serial number or a column of a returned workbook. */
  by: 'EXACT' | 'LIKE' | 'CHOSEN' | 'EXTRA' | 'NONE';
}

export interface Header {
  /** First and last row of the header in the sheet; two-line headers have both. */
  firstRow: number;
  lastRow: number;
  columns: ColumnMatch[];
}

/** A header is looked for in so many rows from the top; titles and notes stand before it. */
export const HEADER_SEARCH_ROWS = 40;
const ALIKE_ENOUGH = 0.74;
const LONGEST_HEADER = 16;
const PLACE_LEVELS = '县区镇乡村组';
const FEWEST_FIELDS = 2;

/** A header reduced to what compares: no spaces, signs or brackets (their content stays: 镇(办) is 镇办). */
export function headerKey(text: string): string {
  return halfWidth(text).replace(/[\s()[\]【】《》〔〕:：、,，.。/\\*＊_-]/g, '');
}

/**
 * Finds the header among the first rows: the row, or the two rows together, that name the most fields.
 * @returns undefined where no row names at least two
 */
export function findHeader(kind: RosterKind, rows: readonly RawRow[]): Header | undefined {
  let best: Header | undefined;
  let bestScore = 0;
  for (const [i, row] of rows.entries()) {
    const next = rows[i + 1];
    const options = [matchHeader(kind, [row])];
    if (next && next.number === row.number + 1) options.push(matchHeader(kind, [row, next]));
    for (const option of options) {
      const score = scoreOf(option) - (option.lastRow - option.firstRow) * 0.75;
      if (score > bestScore) [best, bestScore] = [option, score];
    }
  }
  return best && matchedCount(best) >= FEWEST_FIELDS ? best : undefined;
}

export function matchedCount(header: Header): number {
  return header.columns.filter((column) => column.field !== null).length;
}

function scoreOf(header: Header): number {
  return header.columns.reduce(
    (sum, column) => sum + (column.by === 'EXACT' ? 1 : column.by === 'LIKE' ? 0.6 : 0),
    0,
  );
}

/** The importer's own choice over what was found; a field chosen for one column leaves the column that had it. */
export function applyChoices(header: Header, choices: ReadonlyMap<number, Field | null>): Header {
  const taken = new Set([...choices.values()].filter((field) => field !== null));
  const columns = header.columns.map((column): ColumnMatch => {
    const chosen = choices.get(column.column);
    if (chosen !== undefined) return { ...column, field: chosen, by: 'CHOSEN' };
    return column.field && taken.has(column.field) ? { ...column, field: null, by: 'NONE' } : column;
  });
  return { ...header, columns };
}

/** The labels of required fields that no column is taken for. */
export function missingFields(kind: RosterKind, header: Header): string[] {
  const found = new Set(header.columns.map((column) => column.field));
  return fieldsOf(kind)
    .filter((definition) => definition.required && !found.has(definition.field))
    .map((definition) => definition.label);
}

function matchHeader(kind: RosterKind, lines: readonly RawRow[]): Header {
  const width = Math.max(...lines.map((line) => line.cells.length));
  const columns: ColumnMatch[] = [];
  const offers: { column: ColumnMatch; field: Field; score: number }[] = [];
  let group = '';
  for (let at = 0; at < width; at++) {
    const texts = lines.map((line) => wordOf(line, at));
    const [top = '', bottom = ''] = texts;
    if (lines.length === 2 && top) group = top;
    const header = lines.length === 2 ? bottom || top : top;
    if (!header) continue;
    // Under a merged group (帮扶对象 over 户主, 镇, 村) the header is both words, or the lower alone.
    const words = lines.length === 2 && bottom ? [group + bottom, top + bottom, bottom] : [header];
    const written = bottom ? lines[1]?.cells[at]?.text : lines[0]?.cells[at]?.text;
    const shown =
      lines.length === 2 && bottom && group && group !== bottom
        ? `${group} ${plain(written ?? '')}`
        : plain(written ?? '');
    const column: ColumnMatch = { column: at, header: shown, field: null, by: 'NONE' };
    columns.push(column);
    if (words.some((word) => isKnownExtra(word))) column.by = 'EXTRA';
    else offers.push(...offersFor(kind, column, words));
  }
  assign(offers);
  return { firstRow: lines[0]?.number ?? 0, lastRow: lines.at(-1)?.number ?? 0, columns };
}

function wordOf(row: RawRow, at: number): string {
  const cell = row.cells[at];
  if (cell?.kind !== 'TEXT' || cell.text.length > 2 * LONGEST_HEADER) return '';
  return headerKey(cell.text);
}

const keysOf = (kind: RosterKind) =>
  fieldsOf(kind).map(({ field, aliases }) => ({ field, keys: aliases.map(headerKey) }));
const KEYS = { CADRES: keysOf('CADRES'), HOUSEHOLDS: keysOf('HOUSEHOLDS') };

/** How much each word is like each field; a sheet's words come again and again, and comparing them is what costs. */
const likenesses = {
  CADRES: new Map<string, Map<Field, number>>(),
  HOUSEHOLDS: new Map<string, Map<Field, number>>(),
};
const REMEMBERED = 5000;

function likenessesOf(kind: RosterKind, word: string): Map<Field, number> {
  const known = likenesses[kind];
  let found = known.get(word);
  if (!found) {
    if (known.size >= REMEMBERED) known.clear();
    found = new Map(
      KEYS[kind].map(({ field, keys }) => [field, Math.max(...keys.map((key) => compare(word, key)))]),
    );
    known.set(word, found);
  }
  return found;
}

function offersFor(kind: RosterKind, column: ColumnMatch, words: readonly string[]) {
  const tables = words.map((word) => likenessesOf(kind, word));
  return KEYS[kind].flatMap(({ field }) => {
    const score = Math.max(...tables.map((table, i) => (table.get(field) ?? 0) - i * 0.01));
    return score >= ALIKE_ENOUGH ? [{ column, field, score }] : [];
  });
}

function compare(word: string, key: string): number {
  if (word === key) return 1;
  if (word.length < 2 || key.length < 2 || word.length > LONGEST_HEADER) return 0;
  // 帮扶户所在镇 and 帮扶户所在村 are almost alike and mean different things; 结束时间 is never a beginning.
  const [wordEnd, keyEnd] = [word.at(-1) ?? '', key.at(-1) ?? ''];
  if (wordEnd !== keyEnd && (PLACE_LEVELS.includes(wordEnd) || PLACE_LEVELS.includes(keyEnd))) return 0;
  if (/结束|终止|截止/.test(word)) return 0;
  if (word.endsWith(key) && key.length >= 3) return 0.85;
  const longer = Math.max(word.length, key.length);
  if (Math.abs(word.length - key.length) > longer * (1 - ALIKE_ENOUGH)) return 0;
  return Math.min(likeness(word, key), 0.9);
}

/** Best offers first; a column has one field and a field one column. */
function assign(offers: { column: ColumnMatch; field: Field; score: number }[]): void {
  const taken = new Set<Field>();
  for (const { column, field, score } of offers.toSorted((a, b) => b.score - a.score)) {
    if (column.field !== null || taken.has(field)) continue;
    column.field = field;
    column.by = score > 0.9 ? 'EXACT' : 'LIKE';
    taken.add(field);
  }
}
