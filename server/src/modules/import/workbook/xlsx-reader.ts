import { WorkbookRefusal } from './refusal.ts';
import { SheetScan, readSharedStrings } from './sheet-scan.ts';
import type { RawRow, RawSheet, Workbook, WorkbookLimits } from './workbook.ts';
import { XmlScanner, attribute } from './xml-scan.ts';
import type { Zip } from './zip.ts';

const ROOT_RELATIONS = '_rels/.rels';

/** A workbook in a zip that has been weighed. Sheets stream; only the shared strings stay in memory. */
export async function readXlsx(zip: Zip, limits: WorkbookLimits): Promise<Workbook> {
  const main = await mainPart(zip);
  const folder = main.slice(0, main.lastIndexOf('/') + 1);
  const targets = await relations(zip, `${folder}_rels/${main.slice(folder.length)}.rels`, folder);
  const listed: { name: string; hidden: boolean; relation: string }[] = [];
  let date1904 = false;
  await scan(zip, main, (name, attributes) => {
    if (name === 'workbookPr') date1904 = /^(1|true)$/.test(attribute(attributes, 'date1904') ?? '');
    if (name !== 'sheet') return;
    listed.push({
      name: attribute(attributes, 'name') ?? '',
      hidden: (attribute(attributes, 'state') ?? 'visible') !== 'visible',
      relation: attribute(attributes, 'id') ?? '',
    });
  });
  const stringsPart = [...targets.values()].find((target) => target.type === 'sharedStrings')?.part;
  const strings = stringsPart && zip.has(stringsPart) ? await readSharedStrings(zip.read(stringsPart)) : [];
  const sheets: RawSheet[] = [];
  for (const { name, hidden, relation } of listed) {
    const target = targets.get(relation);
    if (target?.type !== 'worksheet' || !zip.has(target.part)) continue;
    sheets.push(new XlsxSheet(name, hidden, zip, target.part, strings, limits));
  }
  if (sheets.length === 0) throw new WorkbookRefusal('EMPTY');
  return { format: 'XLSX', sheets, date1904 };
}

async function mainPart(zip: Zip): Promise<string> {
  if (!zip.has(ROOT_RELATIONS)) return 'xl/workbook.xml';
  const targets = await relations(zip, ROOT_RELATIONS, '');
  const main = [...targets.values()].find((target) => target.type === 'officeDocument');
  return main && zip.has(main.part) ? main.part : 'xl/workbook.xml';
}

async function relations(
  zip: Zip,
  part: string,
  folder: string,
): Promise<Map<string, { type: string; part: string }>> {
  const found = new Map<string, { type: string; part: string }>();
  if (!zip.has(part)) return found;
  await scan(zip, part, (name, attributes) => {
    if (name !== 'Relationship') return;
    const target = attribute(attributes, 'Target') ?? '';
    const type = attribute(attributes, 'Type') ?? '';
    found.set(attribute(attributes, 'Id') ?? '', {
      type: type.slice(type.lastIndexOf('/') + 1),
      part: target.startsWith('/') ? target.slice(1) : folder + target,
    });
  });
  return found;
}

async function scan(zip: Zip, part: string, open: (name: string, attributes: string) => void): Promise<void> {
  const scanner = new XmlScanner({ open, text: () => undefined, close: () => undefined });
  for await (const chunk of zip.read(part)) scanner.push(chunk);
  scanner.end();
}

class XlsxSheet implements RawSheet {
  share = 0;
  readonly name: string;
  readonly hidden: boolean;
  readonly #zip: Zip;
  readonly #part: string;
  readonly #strings: readonly string[];
  readonly #limits: WorkbookLimits;

  constructor(
    name: string,
    hidden: boolean,
    zip: Zip,
    part: string,
    strings: readonly string[],
    limits: WorkbookLimits,
  ) {
    this.name = name;
    this.hidden = hidden;
    this.#zip = zip;
    this.#part = part;
    this.#strings = strings;
    this.#limits = limits;
  }

  async *rows(): AsyncGenerator<RawRow[]> {
    const sheet = new SheetScan(this.#strings, this.#limits.maxColumns);
    const scanner = new XmlScanner(sheet);
    for await (const chunk of this.#zip.read(this.#part, (share) => (this.share = share))) {
      scanner.push(chunk);
      const block = sheet.take();
      if (block.length > 0) yield block;
    }
    scanner.end();
    const block = sheet.take();
    if (block.length > 0) yield block;
  }
}
