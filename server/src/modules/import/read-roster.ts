import type { Field, RosterKind } from './layout/fields.ts';
import { applyChoices, missingFields } from './layout/header.ts';
import type { Header } from './layout/header.ts';
import { findRoster } from './layout/inspect.ts';
import { noCounts, rosterRows } from './layout/roster-rows.ts';
import type { LayoutCounts, RosterRow } from './layout/roster-rows.ts';
import { CadreFileCheck, HouseholdFileCheck } from './verdict/file-check.ts';
import type { FileFinding } from './verdict/file-check.ts';
import { readCadre } from './verdict/read-cadre.ts';
import type { ReadingContext } from './verdict/read-cadre.ts';
import { readHousehold } from './verdict/read-household.ts';
import type { HouseholdContext } from './verdict/read-household.ts';
import type { CadreRecord, HouseholdRecord } from './verdict/records.ts';
import { openWorkbook } from './workbook/open-workbook.ts';
import type { RawSheet } from './workbook/workbook.ts';

/** A roster that was opened and whose header was found; its rows are read anew with each call of a reader below. */
export interface OpenRoster {
  kind: RosterKind;
  sheet: RawSheet;
  header: Header;
  date1904: boolean;
  /** Labels of required columns that nothing is taken for: the importer has to point at them. */
  missing: string[];
}

/** One row as read, with what the rows before it say of it. */
export interface CheckedRow<R> {
  source: RosterRow;
  record: R;
  finding: FileFinding;
}

/**
 * Opens a roster by its content and matches its columns.
 * @param choices the importer's own mapping of columns (by position) to fields, over what is found
 * @throws WorkbookRefusal
 */
export async function openRoster(
  kind: RosterKind,
  bytes: Buffer,
  choices: ReadonlyMap<number, Field | null> = new Map(),
): Promise<OpenRoster> {
  const workbook = await openWorkbook(bytes);
  const { sheet, header: found } = await findRoster(kind, workbook);
  const header = applyChoices(found, choices);
  return { kind, sheet, header, date1904: workbook.date1904, missing: missingFields(kind, header) };
}

/** Suggestions that the importer took: by row, the field's new text. */
export type Mends = Readonly<Record<string, Partial<Record<Field, string>>>>;

/** What reading needs to know besides the file. */
export type RosterContext<C extends ReadingContext> = Omit<C, 'date1904' | 'mapped'>;

export async function* readCadres(
  roster: OpenRoster,
  context: RosterContext<ReadingContext>,
  counts: LayoutCounts = noCounts(),
  mends: Mends = {},
): AsyncGenerator<CheckedRow<CadreRecord>[]> {
  const check = new CadreFileCheck();
  const reading = { ...context, date1904: roster.date1904, mapped: mappedFields(roster) };
  for await (const block of rosterRows(roster.kind, roster.sheet, roster.header, counts)) {
    yield block.map((source) => {
      const record = readCadre(mended(source, mends), reading);
      return { source, record, finding: check.check(record) };
    });
  }
}

export async function* readHouseholds(
  roster: OpenRoster,
  context: RosterContext<HouseholdContext>,
  counts: LayoutCounts = noCounts(),
  mends: Mends = {},
): AsyncGenerator<CheckedRow<HouseholdRecord>[]> {
  const check = new HouseholdFileCheck();
  const reading = { ...context, date1904: roster.date1904, mapped: mappedFields(roster) };
  for await (const block of rosterRows(roster.kind, roster.sheet, roster.header, counts)) {
    yield block.map((source) => {
      const record = readHousehold(mended(source, mends), reading);
      return { source, record, finding: check.check(record) };
    });
  }
}

function mappedFields({ header }: OpenRoster): ReadonlySet<string> {
  return new Set(header.columns.flatMap(({ field }) => (field ? [field] : [])));
}

function mended(source: RosterRow, mends: Mends): RosterRow {
  const values = mends[String(source.number)];
  if (!values) return source;
  const cells = Object.fromEntries(
    Object.entries(values).map(([field, text]) => [field, { kind: 'TEXT', text }]),
  );
  return { ...source, cells: { ...source.cells, ...cells } };
}
