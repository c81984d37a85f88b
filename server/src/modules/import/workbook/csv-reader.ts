import { parse } from 'csv-parse';
import { Readable } from 'node:stream';
import { visible } from './visible.ts';
import { WorkbookRefusal } from './refusal.ts';
import type { RawCell, RawRow, RawSheet, Workbook, WorkbookLimits } from './workbook.ts';

/** Text from bytes: UTF-16 and UTF-8 by their marks, else UTF-8 where it is valid, else GB18030. Undefined: not text. */
export function decodeText(bytes: Buffer): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      return hasControls(text) ? undefined : text;
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
  }
  return undefined;
}

/** A table as text, with commas, tabs or semicolons between the cells, whichever the first lines use most. */
export function readCsv(text: string, limits: WorkbookLimits): Workbook {
  return {
    format: 'CSV',
    date1904: false,
    sheets: [new CsvSheet(text, delimiterOf(text), limits)],
  };
}

const BLOCK = 500;
const SLICE = 65_536;

class CsvSheet implements RawSheet {
  share = 0;
  readonly name = '';
  readonly hidden = false;
  readonly #text: string;
  readonly #delimiter: string;
  readonly #limits: WorkbookLimits;

  constructor(text: string, delimiter: string, limits: WorkbookLimits) {
    this.#text = text;
    this.#delimiter = delimiter;
    this.#limits = limits;
  }

  async *rows(): AsyncGenerator<RawRow[]> {
    const parser = Readable.from(this.#slices()).pipe(
      parse({
        delimiter: this.#delimiter,
        bom: true,
        relax_column_count: true,
        relax_quotes: true,
        skip_empty_lines: false,
        info: false,
      }),
    );
    let block: RawRow[] = [];
    let number = 0;
    try {
      for await (const record of parser) {
        number += 1;
        block.push({ number, cells: (record as string[]).slice(0, this.#limits.maxColumns).map(textCell) });
        if (block.length < BLOCK) continue;
        yield block;
        block = [];
      }
    } catch (error) {
      throw new WorkbookRefusal('DAMAGED', { cause: error });
    }
    if (block.length > 0) yield block;
  }

  *#slices(): Generator<string> {
    for (let at = 0; at < this.#text.length; at += SLICE) {
      this.share = Math.min(1, (at + SLICE) / this.#text.length);
      yield this.#text.slice(at, at + SLICE);
    }
  }
}

/** `="610…"` and a leading apostrophe or tab are how people keep Excel from turning digits into a number. */
function textCell(written: string): RawCell | undefined {
  const value = visible(written);
  const guarded = /^="(.*)"$/s.exec(value.trim());
  const text = guarded?.[1] ?? value.replace(/^['\t]+/, '');
  if (text.trim() === '') return undefined;
  if (/^\s*\d(\.\d+)?E\+\d+\s*$/i.test(text)) return { kind: 'NUMBER', text: text.trim() };
  if (/^=[A-Z]+\(/i.test(text)) return { kind: 'FORMULA', text };
  return { kind: 'TEXT', text };
}

function delimiterOf(text: string): string {
  const head = text.slice(0, 20_000);
  const count = (sign: string) => head.split(sign).length;
  return [',', '\t', ';'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}

function hasControls(text: string): boolean {
  // oxlint-disable-next-line no-control-regex -- a control character is what tells a binary file from text
  return /[\u0000-\u0008\u000e-\u001f]/.test(text.slice(0, 100_000));
}
