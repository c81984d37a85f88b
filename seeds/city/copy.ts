import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { from } from 'pg-copy-streams';

/** Rows that go into one chunk of the stream. */
const CHUNK = 500;

/** Writes rows by COPY; a column that the first row leaves out keeps its default in all of them. Names come from code, never from outside. */
export async function copyRows(client: Client, table: string, rows: readonly object[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first);
  const names = columns.map((name) => `"${name}"`).join(', ');
  await pipeline(
    Readable.from(chunks(columns, rows as readonly Record<string, unknown>[])),
    client.query(from(`copy "${table}" (${names}) from stdin`)),
  );
}

function* chunks(columns: readonly string[], rows: readonly Record<string, unknown>[]) {
  for (let start = 0; start < rows.length; start += CHUNK) {
    let text = '';
    for (const row of rows.slice(start, start + CHUNK)) {
      let tab = '';
      for (const name of columns) {
        text += tab + field(row[name]);
        tab = '\t';
      }
      text += '\n';
    }
    yield text;
  }
}

const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** A value as COPY's text format has it. */
function field(value: unknown): string {
  if (value === null || value === undefined) return '\\N';
  if (typeof value === 'string') return escaped(value);
  if (Buffer.isBuffer(value)) return `\\\\x${value.toString('hex')}`;
  return typeof value === 'object' ? escaped(JSON.stringify(value)) : String(value);
}

/** Nearly none has such a sign, and to look is much cheaper than to replace. */
const escaped = (text: string): string =>
  /[\\\t\n\r]/.test(text) ? text.replace(/[\\\t\n\r]/g, (sign) => ESCAPES[sign]!) : text;
