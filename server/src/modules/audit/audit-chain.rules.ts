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

/** Says that what is missing in a record was taken out by an erasure; without a mac it was touched before, and that stays visible. */
export interface Redaction {
  erasureId: string;
  mac: Buffer | null;
}

/** A seal and the record under it; null where that is gone. */
export interface Link extends SealFacts {
  mac: Buffer;
  entry: EntryFacts | null;
  redaction?: Redaction | null;
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

/**
 * HMAC-SHA256 over a seal and what an erasure has left of its record (R32). The seal can't be made again from that; it is covered
 * instead, so that the chain holds before and behind.
 */
export function redactionMac(
  key: KeyObject,
  mac: Buffer,
  erasureId: string,
  seal: SealFacts,
  entry: EntryFacts,
): Buffer {
  const what = Buffer.from(`qinyou redaction 1\n${erasureId}\n`, 'utf8');
  return createHmac('sha256', key).update(what).update(mac).update(canonicalBytes(seal, entry)).digest();
}

/** Whether what an erasure has left of a record is what stands there. */
export const redactionHolds = (key: KeyObject, link: Link): boolean =>
  Boolean(
    link.redaction?.mac &&
    link.entry &&
    redactionMac(key, link.mac, link.redaction.erasureId, link, link.entry).equals(link.redaction.mac),
  );

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
