const UUID = 2950;
const TEXT = 25;
const BYTEA = 17;
const JSONB = 3802;
const HEADER = 20;

/** Where arrays are put together; it grows to the largest there was. */
let scratch = Buffer.allocUnsafe(64 * 1024);

/** One kind of value. */
interface Form<T> {
  oid: number;
  /** At most so many bytes. */
  room: (value: T) => number;
  /** @returns how many it took */
  write: (value: T, into: Buffer, at: number) => number;
}

/**
 * An array in PostgreSQL's own form, for `${texts(…)}::text[]`: a buffer is sent as it is. As text each value is escaped here and
 * parsed there. The cast has to name the very type.
 */
const arrayOf =
  <T>({ oid, room, write }: Form<T>) =>
  (values: readonly (T | null)[]): Buffer => {
    let at = values.length === 0 ? 12 : HEADER;
    let nulls = 0;
    for (const value of values) {
      const most = value === null ? 0 : room(value);
      if (at + 4 + most > scratch.length) scratch = Buffer.concat([scratch], 2 * (at + 4 + most));
      if (value === null) nulls = 1;
      const bytes = value === null ? -1 : write(value, scratch, at + 4);
      scratch.writeInt32BE(bytes, at);
      at += 4 + Math.max(bytes, 0);
    }
    scratch.writeInt32BE(values.length === 0 ? 0 : 1, 0); // dimensions
    scratch.writeInt32BE(nulls, 4);
    scratch.writeInt32BE(oid, 8);
    if (values.length > 0) {
      scratch.writeInt32BE(values.length, 12);
      scratch.writeInt32BE(1, 16); // counted from 1
    }
    return Buffer.from(scratch.subarray(0, at));
  };

/** Short ones are mostly numbers and paths: sign by sign they are written before a call out of JavaScript has begun. */
function writeText(value: string, into: Buffer, at: number): number {
  if (value.length > 64) return into.write(value, at);
  for (let i = 0; i < value.length; i++) {
    const code = value.charCodeAt(i);
    if (code > 127) return into.write(value, at);
    into[at + i] = code;
  }
  return value.length;
}

export const texts = arrayOf<string>({
  oid: TEXT,
  room: (value) => 3 * value.length,
  write: writeText,
});

export const byteas = arrayOf<Buffer>({
  oid: BYTEA,
  room: (value) => value.length,
  write: (value, into, at) => value.copy(into, at),
});

/** @throws RangeError where it is none */
function writeUuid(value: string, into: Buffer, at: number): number {
  let written = 0;
  let high = -1;
  for (let i = 0; i < value.length; i++) {
    const code = value.charCodeAt(i);
    if (code === 45) continue; // a hyphen
    const digit = code < 58 ? code - 48 : (code | 32) - 87;
    if (digit < 0 || digit > 15 || written === 16) throw new RangeError('no UUID');
    if (high < 0) high = digit;
    else {
      into[at + written++] = 16 * high + digit;
      high = -1;
    }
  }
  if (written < 16 || high >= 0) throw new RangeError('no UUID');
  return written;
}

export const uuids = arrayOf<string>({ oid: UUID, room: () => 16, write: writeUuid });

/** Of JSON as text. */
export const jsonbs = arrayOf<string>({
  oid: JSONB,
  room: (value) => 1 + 3 * value.length,
  write: (value, into, at) => {
    into[at] = 1; // the version of the form
    return 1 + into.write(value, at + 1);
  },
});

/** Columns of rows for a bulk statement: `unnest(${uuids((row) => row.id)}::uuid[], …)`. */
export const columnsOf = <R>(rows: readonly R[]) => {
  const of =
    <T>(array: (values: readonly (T | null)[]) => Buffer) =>
    (pick: (row: R) => T | null) =>
      array(rows.map(pick));
  return { texts: of(texts), uuids: of(uuids), byteas: of(byteas), jsonbs: of(jsonbs) };
};
