import { WorkbookRefusal } from './refusal.ts';

/** What the scanner reports. Names come without their namespace prefix (`x:row` is `row`). */
export interface XmlHandler {
  open(name: string, attributes: string): void;
  text(value: string): void;
  close(name: string): void;
}

const NAMED: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex, decimal, name) => {
    if (name) return NAMED[name] ?? whole;
    const code = hex ? parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** A piece of more than 12 signs is a view of the text that it was cut from, and keeps all of that in memory for as long as it lives. */
const copied = (piece: string): string => (piece.length > 12 ? Buffer.from(piece).toString() : piece);

/** Excel's longest cell has 32,767 signs. */
const LONGEST = 1024 * 1024;

const patterns = new Map<string, RegExp>();

/** An attribute of a tag, whatever its prefix. */
export function attribute(attributes: string, name: string): string | undefined {
  let pattern = patterns.get(name);
  if (!pattern) {
    pattern = new RegExp(`(?:^|\\s)(?:\\w+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`);
    patterns.set(name, pattern);
  }
  const match = pattern.exec(attributes);
  return match ? decodeEntities(match[1] ?? match[2] ?? '') : undefined;
}

/**
 * Reads XML as it streams past, in the little of XML that workbooks use. A document type is refused: it is only ever there to
 * make entities explode. Written here because exceljs's streaming reader, where the shared strings stand behind the sheet (as
 * they do in files from its own writer and from WPS), first copies the whole sheet to a temporary file in the clear.
 */
export class XmlScanner {
  private rest = '';
  private readonly handler: XmlHandler;

  constructor(handler: XmlHandler) {
    this.handler = handler;
  }

  push(chunk: string): void {
    const source = this.rest + chunk;
    let at = 0;
    for (;;) {
      const tag = source.indexOf('<', at);
      if (tag < 0) break;
      const end = endOfTag(source, tag);
      if (end < 0) {
        this.keep(source.slice(at));
        return;
      }
      if (tag > at) this.handler.text(decodeEntities(copied(source.slice(at, tag))));
      this.tag(source.slice(tag + 1, end));
      at = end + 1;
    }
    this.keep(source.slice(at));
  }

  end(): void {
    if (this.rest.trim()) throw new WorkbookRefusal('DAMAGED');
  }

  /** Text or a tag of this length is no workbook's; kept and searched again with every piece it would take hours. */
  private keep(rest: string): void {
    if (rest.length > LONGEST) throw new WorkbookRefusal('DAMAGED');
    this.rest = rest;
  }

  private tag(body: string): void {
    if (body.startsWith('![CDATA[')) return this.handler.text(body.slice(8, -2));
    if (body.startsWith('!DOCTYPE')) throw new WorkbookRefusal('DAMAGED');
    if (body.startsWith('?') || body.startsWith('!')) return;
    if (body.startsWith('/')) return this.handler.close(localName(body.slice(1).trimEnd()));
    const empty = body.endsWith('/');
    const space = body.search(/[\s/]/);
    const name = localName(space < 0 ? body : body.slice(0, space));
    this.handler.open(name, space < 0 ? '' : body.slice(space, empty ? -1 : undefined));
    if (empty) this.handler.close(name);
  }
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

/** Where the tag that opens at `start` closes, or -1. A `>` inside quotes, a comment or CDATA doesn't close it. */
function endOfTag(source: string, start: number): number {
  if (source.startsWith('<!--', start)) {
    const end = source.indexOf('-->', start + 4);
    return end < 0 ? -1 : end + 2;
  }
  if (source.startsWith('<![CDATA[', start)) {
    const end = source.indexOf(']]>', start + 9);
    return end < 0 ? -1 : end + 2;
  }
  if (source.startsWith('<!', start) && source.length < start + 9) return -1;
  let from = start;
  for (;;) {
    const close = source.indexOf('>', from);
    if (close < 0) return -1;
    const quote = firstQuote(source, from, close);
    if (quote < 0) return close;
    const end = source.indexOf(source.charAt(quote), quote + 1);
    if (end < 0) return -1;
    from = end + 1;
  }
}

function firstQuote(source: string, from: number, to: number): number {
  for (let i = from; i < to; i++) {
    const code = source.charCodeAt(i);
    if (code === 34 || code === 39) return i;
  }
  return -1;
}
