/** What a cell held, before anything is read into it. `text` is the value as the file spells it (`6.10926E+17` stays so). */
export interface RawCell {
  kind: 'TEXT' | 'NUMBER' | 'FORMULA' | 'ERROR';
  text: string;
}

/** A row with the number that the person sees in the spreadsheet; `cells` is sparse, by column from 0. */
export interface RawRow {
  number: number;
  cells: (RawCell | undefined)[];
}

export interface RawSheet {
  name: string;
  hidden: boolean;
  /** Rows from the top, each time anew, in blocks as they are read: a promise a row costs more than the row. Empty rows may be missing. */
  rows(): AsyncIterable<RawRow[]>;
  /** How much of it the latest reading has passed, from 0 to 1. */
  readonly share: number;
}

export interface Workbook {
  format: 'XLSX' | 'CSV';
  sheets: RawSheet[];
  /** Days since 1904 instead of 1900: an old Mac setting that shifts every date by four years. */
  date1904: boolean;
}

/** What a file may cost before it is refused. Sizes in bytes. */
export interface WorkbookLimits {
  maxBytes: number;
  maxEntries: number;
  maxInflated: number;
  maxRatio: number;
  maxColumns: number;
  maxRows: number;
}

export const DEFAULT_LIMITS: WorkbookLimits = {
  maxBytes: 20 * 1024 * 1024,
  maxEntries: 1000,
  maxInflated: 400 * 1024 * 1024,
  maxRatio: 120,
  maxColumns: 200,
  maxRows: 200_000,
};
