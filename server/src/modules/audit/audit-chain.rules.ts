import { createHmac, type KeyObject } from 'node:crypto';

/** A record as the database tells it, every value as text, so that nothing is lost on the way: `at` in µs since 1970. */
export interface EntryFacts {
  id: string;
  xact: string;
  at: string;
  accountId: string | null;
  grantId: string | null;
  action: string;
  subjectType: string;
  subjectId: string | null;
  path: string;
  before: string | null;
  after: string | null;
  reason: string | null;
}

/** What a seal says of its record: its place in the chain (from 1), and when it was sealed, in µs since 1970. */
export interface SealFacts {
  seq: number;
  entryId: string;
  xact: string;
  sealedAt: string;
}

/** A seal and the record under it; null where that is gone. */
export interface Link extends SealFacts {
  mac: Buffer;
  entry: EntryFacts | null;
}

/** What stands before the first seal. */
export const GENESIS = Buffer.alloc(32);

/** The bytes that a seal covers: each value with its length, so that nothing moves from one into the next. Never change it. */
export function canonicalBytes(seal: SealFacts, entry: EntryFacts): Buffer {
  const values = [
    String(seal.seq),
    seal.entryId,
    seal.xact,
    seal.sealedAt,
    entry.id,
    entry.xact,
    entry.at,
    entry.accountId,
    entry.grantId,
    entry.action,
    entry.subjectType,
    entry.subjectId,
    entry.path,
    entry.before,
    entry.after,
    entry.reason,
  ];
  const text = values.map((value) => (value === null ? '-' : `${Buffer.byteLength(value)}:${value}`));
  return Buffer.from(`qinyou audit 1\n${text.join('\n')}`, 'utf8');
}

/** HMAC-SHA256 over the seal before and this record. */
export function sealMac(key: KeyObject, previous: Buffer, seal: SealFacts, entry: EntryFacts): Buffer {
  return createHmac('sha256', key).update(previous).update(canonicalBytes(seal, entry)).digest();
}

/** Seals records in the order given, behind `head`. */
export function sealAll(
  key: KeyObject,
  head: { seq: number; mac: Buffer },
  entries: readonly EntryFacts[],
  now: Date,
): Link[] {
  const sealedAt = `${now.getTime()}000`;
  let previous = head.mac;
  return entries.map((entry, i) => {
    const seal = { seq: head.seq + i + 1, entryId: entry.id, xact: entry.xact, sealedAt };
    previous = sealMac(key, previous, seal, entry);
    return { ...seal, mac: previous, entry };
  });
}
