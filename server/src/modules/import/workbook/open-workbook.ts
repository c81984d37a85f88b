import { decodeText, readCsv } from './csv-reader.ts';
import { WorkbookRefusal } from './refusal.ts';
import { DEFAULT_LIMITS } from './workbook.ts';
import type { Workbook, WorkbookLimits } from './workbook.ts';
import { readXlsx } from './xlsx-reader.ts';
import { openZip } from './zip.ts';

const OLE2 = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const ZIP = Buffer.from('PK\x03\x04', 'latin1');
const EMPTY_ZIP = Buffer.from('PK\x05\x06', 'latin1');
const ENCRYPTED_PACKAGE = Buffer.from('EncryptedPackage', 'utf16le');

/**
 * Opens a roster by what is in it, whatever it is called.
 * @throws WorkbookRefusal with a stable code and one sentence that says what to do
 */
export async function openWorkbook(
  bytes: Buffer,
  limits: WorkbookLimits = DEFAULT_LIMITS,
): Promise<Workbook> {
  if (bytes.length === 0) throw new WorkbookRefusal('EMPTY');
  if (bytes.length > limits.maxBytes) throw new WorkbookRefusal('TOO_LARGE');
  if (startsWith(bytes, OLE2)) {
    throw new WorkbookRefusal(bytes.includes(ENCRYPTED_PACKAGE) ? 'PASSWORD_PROTECTED' : 'OLD_FORMAT');
  }
  if (startsWith(bytes, EMPTY_ZIP)) throw new WorkbookRefusal('NOT_A_WORKBOOK');
  if (startsWith(bytes, ZIP)) return openZipped(bytes, limits);
  if (/^(%PDF|GIF8|\x89PNG|\xff\xd8\xff|Rar!|7z\xbc\xaf|\{\\rtf)/.test(bytes.toString('latin1', 0, 8))) {
    throw new WorkbookRefusal('NOT_A_WORKBOOK');
  }
  const text = decodeText(bytes);
  if (text === undefined) throw new WorkbookRefusal('NOT_A_WORKBOOK');
  if (text.replace(/^\uFEFF/, '').trim() === '') throw new WorkbookRefusal('EMPTY');
  // Many systems export a web page and call it .xls; Excel opens it, so people think it is a workbook.
  if (/^\uFEFF?\s*<(!doctype|html|table|\?xml|meta|head)/i.test(text))
    throw new WorkbookRefusal('OTHER_FORMAT');
  return readCsv(text, limits);
}

async function openZipped(bytes: Buffer, limits: WorkbookLimits): Promise<Workbook> {
  const zip = await openZip(bytes, limits);
  const names = zip.names();
  if (names.some((name) => /^xl\/workbook\.xml$/i.test(name))) return readXlsx(zip, limits);
  if (names.includes('xl/workbook.bin') || names.includes('content.xml'))
    throw new WorkbookRefusal('OTHER_FORMAT');
  throw new WorkbookRefusal('NOT_A_WORKBOOK');
}

function startsWith(bytes: Buffer, signature: Buffer): boolean {
  return bytes.subarray(0, signature.length).equals(signature);
}
