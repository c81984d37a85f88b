import { createHmac, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { GENESIS } from './audit-chain.rules.ts';
import type { AuditFault } from './audit-verification.rules.ts';

const HEX = /^[0-9a-f]{64}$/;
const anchorLine = z.strictObject({
  no: z.number().int().positive(),
  count: z.number().int().nonnegative(),
  head: z.string().regex(HEX),
  at: z.iso.datetime(),
  mac: z.string().regex(HEX),
});

/** A line outside the database: at `at` (ISO) the chain had `count` seals and ended in `head` (hex). */
export type Anchor = z.infer<typeof anchorLine>;

/** The line after `previous` (null: the first of the file). Each covers the one before, so that none can be taken out. */
export function nextAnchor(
  key: KeyObject,
  previous: Anchor | null,
  head: { seq: number; mac: Buffer },
  now: Date,
): Anchor {
  const anchor = {
    no: (previous?.no ?? 0) + 1,
    count: head.seq,
    head: head.mac.toString('hex'),
    at: now.toISOString(),
  };
  return { ...anchor, mac: anchorMac(key, previous, anchor) };
}

export const formatAnchor = (anchor: Anchor): string => `${JSON.stringify(anchor)}\n`;

/** The lines of an anchor file, and what is wrong with the file itself. A last line without its end was torn by a fall: no fault. */
export function readAnchors(key: KeyObject, text: string): { anchors: Anchor[]; faults: AuditFault[] } {
  const anchors: Anchor[] = [];
  const faults: AuditFault[] = [];
  const fault = (line: number, what: string) =>
    faults.push({ kind: 'ANCHOR', sentence: `锚定文件第 ${line} 行${what}` });
  let previous: Anchor | null = null;
  for (const [i, line] of text.split('\n').slice(0, -1).entries()) {
    const anchor = parse(line);
    if (!anchor) {
      fault(i + 1, '读不出来，被改过');
      continue;
    }
    const before: Anchor | null = previous;
    previous = anchor;
    if (!before && (anchor.no !== 1 || anchor.count !== 0)) fault(i + 1, '不是开头，前面的行不见了');
    else if (anchor.no !== (before?.no ?? 0) + 1) fault(i + 1, '接不上前一行，中间有行不见了或者换了次序');
    if (anchor.no === (before?.no ?? 0) + 1 && anchor.mac !== anchorMac(key, before, anchor)) {
      fault(i + 1, '的校验码不对，这一行或前一行被改过');
      continue; // what it says can't be held against the database
    }
    anchors.push(anchor);
  }
  if (anchors.length === 0 && faults.length === 0)
    faults.push({ kind: 'ANCHOR', sentence: '锚定文件是空的，原来的行不见了' });
  return { anchors, faults };
}

function parse(line: string): Anchor | null {
  try {
    return anchorLine.parse(JSON.parse(line));
  } catch {
    return null; // told by the caller, with the number of the line
  }
}

function anchorMac(
  key: KeyObject,
  previous: Anchor | null,
  { no, count, head, at }: Omit<Anchor, 'mac'>,
): string {
  const before = previous?.mac ?? GENESIS.toString('hex');
  return createHmac('sha256', key).update([before, no, count, head, at].join('|')).digest('hex');
}
