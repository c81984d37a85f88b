import { WorkbookRefusal } from '../workbook/refusal.ts';
import type { RawRow, RawSheet, Workbook } from '../workbook/workbook.ts';
import { HEADER_SEARCH_ROWS, findHeader, matchedCount } from './header.ts';
import type { Header } from './header.ts';
import type { RosterKind } from './fields.ts';

export interface FoundSheet {
  sheet: RawSheet;
  header: Header;
}

/**
 * The visible sheet that most looks like the roster, and its header.
 * @throws WorkbookRefusal EMPTY, NO_KNOWN_COLUMN or WRONG_ROSTER
 */
export async function findRoster(kind: RosterKind, workbook: Workbook): Promise<FoundSheet> {
  const other: RosterKind = kind === 'CADRES' ? 'HOUSEHOLDS' : 'CADRES';
  let best: FoundSheet | undefined;
  let otherBest = 0;
  let anything = false;
  for (const sheet of workbook.sheets.filter(({ hidden }) => !hidden)) {
    const rows = await firstRows(sheet);
    anything ||= rows.length > 0;
    const header = findHeader(kind, rows);
    if (header && (!best || exactCount(header) > exactCount(best.header))) best = { sheet, header };
    const otherHeader = findHeader(other, rows);
    if (otherHeader) otherBest = Math.max(otherBest, exactCount(otherHeader));
  }
  if (!anything) throw new WorkbookRefusal('EMPTY');
  if (!best) throw new WorkbookRefusal(otherBest > 2 ? 'WRONG_ROSTER' : 'NO_KNOWN_COLUMN');
  if (otherBest >= exactCount(best.header) + 3) throw new WorkbookRefusal('WRONG_ROSTER');
  return best;
}

function exactCount(header: Header): number {
  return header.columns.filter((column) => column.by === 'EXACT').length + matchedCount(header) / 100;
}

async function firstRows(sheet: RawSheet): Promise<RawRow[]> {
  const rows: RawRow[] = [];
  for await (const block of sheet.rows()) {
    rows.push(...block.filter((row) => row.cells.some((cell) => cell && cell.text.trim() !== '')));
    if (rows.length >= HEADER_SEARCH_ROWS) break;
  }
  return rows.slice(0, HEADER_SEARCH_ROWS);
}
