import { WorkbookRefusal } from './refusal.ts';
import { visible } from './visible.ts';
import type { RawCell, RawRow } from './workbook.ts';
import { XmlScanner, attribute } from './xml-scan.ts';
import type { XmlHandler } from './xml-scan.ts';

/** Spreadsheets have no row below this one. */
const LAST_ROW = 1_048_576;

/** The shared strings in order. Phonetic readings (`rPh`) are not part of the text. */
export async function readSharedStrings(chunks: AsyncIterable<string>): Promise<string[]> {
  const strings: string[] = [];
  let text = '';
  let inText = false;
  let phonetic = false;
  const scanner = new XmlScanner({
    open(name) {
      if (name === 'si') text = '';
      else if (name === 't') inText = !phonetic;
      else if (name === 'rPh') phonetic = true;
    },
    text(value) {
      if (inText) text += value;
    },
    close(name) {
      if (name === 'si') strings.push(text);
      else if (name === 't') inText = false;
      else if (name === 'rPh') phonetic = false;
    },
  });
  for await (const chunk of chunks) scanner.push(chunk);
  scanner.end();
  return strings;
}

/** Builds rows from a worksheet's XML. Rows and cells may leave out their references; then they follow the one before. */
export class SheetScan implements XmlHandler {
  private done: RawRow[] = [];
  private row: RawRow | undefined;
  private lastRow = 0;
  private column = -1;
  private type = 'n';
  private value = '';
  private formula = '';
  private isFormula = false;
  private collecting: 'VALUE' | 'FORMULA' | 'NONE' = 'NONE';
  private phonetic = false;
  private readonly strings: readonly string[];
  private readonly maxColumns: number;

  constructor(strings: readonly string[], maxColumns: number) {
    this.strings = strings;
    this.maxColumns = maxColumns;
  }

  /** The rows finished since the last call. */
  take(): RawRow[] {
    const rows = this.done;
    this.done = [];
    return rows;
  }

  open(name: string, attributes: string): void {
    if (name === 'row') {
      this.row = { number: this.numberOf(attribute(attributes, 'r')), cells: [] };
      this.column = -1;
    } else if (name === 'c') {
      this.openCell(attributes);
    } else if (name === 'f') {
      this.isFormula = true;
      this.collecting = 'FORMULA';
    } else if (name === 'v' || (name === 't' && this.type === 'inlineStr' && !this.phonetic)) {
      this.collecting = 'VALUE';
    } else if (name === 'rPh') {
      this.phonetic = true;
    }
  }

  text(value: string): void {
    if (this.collecting === 'VALUE') this.value += value;
    else if (this.collecting === 'FORMULA') this.formula += value;
  }

  close(name: string): void {
    if (name === 'v' || name === 't' || name === 'f') this.collecting = 'NONE';
    else if (name === 'rPh') this.phonetic = false;
    else if (name === 'c') this.closeCell();
    else if (name === 'row' && this.row) {
      this.lastRow = this.row.number;
      this.done.push(this.row);
      this.row = undefined;
    }
  }

  /** Rows only ever go down, whatever their references say: two of one number would be one, and one of the two lost. */
  private numberOf(reference: string | undefined): number {
    const said = Number(reference);
    const sound = Number.isInteger(said) && said > this.lastRow && said <= LAST_ROW;
    if (!sound && this.lastRow >= LAST_ROW) throw new WorkbookRefusal('TOO_MANY_ROWS');
    return sound ? said : this.lastRow + 1;
  }

  private openCell(attributes: string): void {
    const reference = attribute(attributes, 'r');
    this.column = reference ? columnOf(reference) : this.column + 1;
    this.type = attribute(attributes, 't') ?? 'n';
    this.value = '';
    this.formula = '';
    this.isFormula = false;
  }

  private closeCell(): void {
    if (!this.row || this.column < 0 || this.column >= this.maxColumns) return;
    const cell = this.cell();
    if (cell) this.row.cells[this.column] = cell;
  }

  private cell(): RawCell | undefined {
    if (this.isFormula)
      return { kind: 'FORMULA', text: visible(this.formula ? `=${this.formula}` : `=${this.value}`) };
    if (this.value === '') return undefined;
    if (this.type === 's') {
      const text = this.strings[Number(this.value)] ?? '';
      return textCell(unescape(text));
    }
    if (this.type === 'n') return { kind: 'NUMBER', text: visible(this.value) };
    if (this.type === 'e') return { kind: 'ERROR', text: visible(this.value) };
    if (this.type === 'b') return { kind: 'TEXT', text: this.value === '1' ? '是' : '否' };
    return textCell(unescape(this.value));
  }
}

function textCell(text: string): RawCell | undefined {
  const seen = visible(text);
  return seen === '' ? undefined : { kind: 'TEXT', text: seen };
}

/** Excel writes control characters as `_x000D_`. */
function unescape(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_whole, hex) => String.fromCharCode(parseInt(hex, 16)));
}

function columnOf(reference: string): number {
  let column = 0;
  for (let i = 0; i < reference.length; i++) {
    const code = reference.charCodeAt(i) & ~32;
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
  }
  return column - 1;
}
