import type { Readable } from 'node:stream';
import yauzl from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';
import { WorkbookRefusal } from './refusal.ts';
import type { WorkbookLimits } from './workbook.ts';

/** A zip whose sizes have been weighed; entries are read in any order. */
export interface Zip {
  has(name: string): boolean;
  names(): string[];
  /**
   * The entry's text in pieces, counted as it inflates: what the file declares about itself is not believed.
   * @param passed told after each piece how much of the entry is read, from 0 to 1, by what it declares
   */
  read(name: string, passed?: (share: number) => void): AsyncGenerator<string>;
}

const MEGABYTE = 1024 * 1024;

/** Opens a zip held in memory and refuses one that is damaged, encrypted, or would inflate beyond the limits. */
export async function openZip(bytes: Buffer, limits: WorkbookLimits): Promise<Zip> {
  const file = await openFile(bytes);
  if (file.entryCount > limits.maxEntries) throw new WorkbookRefusal('ZIP_BOMB');
  const entries = await listEntries(file);
  let declared = 0;
  for (const entry of entries.values()) {
    if (entry.generalPurposeBitFlag & 1) throw new WorkbookRefusal('PASSWORD_PROTECTED');
    declared += entry.uncompressedSize;
    const ratio = entry.uncompressedSize / Math.max(entry.compressedSize, 1);
    if (declared > limits.maxInflated) throw new WorkbookRefusal('ZIP_BOMB');
    if (entry.uncompressedSize > MEGABYTE && ratio > limits.maxRatio) throw new WorkbookRefusal('ZIP_BOMB');
  }
  return {
    has: (name) => entries.has(name),
    names: () => [...entries.keys()],
    read: (name, passed) => readEntry(file, entries.get(name), limits, passed),
  };
}

function openFile(bytes: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(bytes, { lazyEntries: true, autoClose: false }, (error, file) => {
      if (error) reject(new WorkbookRefusal('DAMAGED', { cause: error }));
      else resolve(file);
    });
  });
}

function listEntries(file: ZipFile): Promise<Map<string, Entry>> {
  return new Promise((resolve, reject) => {
    const entries = new Map<string, Entry>();
    file.on('entry', (entry: Entry) => {
      entries.set(entry.fileName, entry);
      file.readEntry();
    });
    file.once('end', () => resolve(entries));
    file.once('error', (error) => reject(new WorkbookRefusal('DAMAGED', { cause: error })));
    file.readEntry();
  });
}

async function* readEntry(
  file: ZipFile,
  entry: Entry | undefined,
  limits: WorkbookLimits,
  passed?: (share: number) => void,
): AsyncGenerator<string> {
  if (!entry) throw new WorkbookRefusal('DAMAGED');
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let inflated = 0;
  try {
    for await (const chunk of await openStream(file, entry)) {
      const bytes = chunk as Buffer;
      inflated += bytes.length;
      if (inflated > limits.maxInflated) throw new WorkbookRefusal('ZIP_BOMB');
      passed?.(Math.min(1, inflated / Math.max(1, entry.uncompressedSize)));
      yield decoder.decode(bytes, { stream: true });
    }
    yield decoder.decode();
  } catch (error) {
    throw error instanceof WorkbookRefusal ? error : new WorkbookRefusal(tooMany(error), { cause: error });
  }
}

function openStream(file: ZipFile, entry: Entry): Promise<Readable> {
  return new Promise((resolve, reject) => {
    file.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream)));
  });
}

/** yauzl stops an entry that inflates beyond what its header declares; that is a bomb, anything else is damage. */
function tooMany(error: unknown): 'ZIP_BOMB' | 'DAMAGED' {
  return error instanceof Error && error.message.startsWith('too many bytes') ? 'ZIP_BOMB' : 'DAMAGED';
}
