import { createSecretKey } from 'node:crypto';
import { expect, it } from 'vitest';
import { formatAnchor, nextAnchor, readAnchors, type Anchor } from './audit-anchor.rules.ts';
import { GENESIS, sealAll, type EntryFacts, type Link } from './audit-chain.rules.ts';
import { ChainCheck } from './audit-verification.rules.ts';

const CHAIN_KEY = createSecretKey(Buffer.alloc(32, 1));
const ANCHOR_KEY = createSecretKey(Buffer.alloc(32, 2));
const OTHER_KEY = createSecretKey(Buffer.alloc(32, 9));
const now = new Date('2026-11-22T02:00:00Z');
const RECORDS = 60;
const TAMPERINGS = 1000;

/** The same numbers in the same order every time. */
function dice(seed: number): (below: number) => number {
  let x = seed;
  return (below) => {
    x = (x * 1103515245 + 12345) % 2147483648;
    return (x >> 8) % below; // the low bits of such a generator repeat
  };
}

const entries = Array.from({ length: RECORDS }, (_, i): EntryFacts => {
  const id = String(100 + i);
  return {
    id,
    xact: String(900 + Math.floor(i / 3)),
    at: `17953128${100 + i}00000`,
    accountId: `a${i % 4}`,
    grantId: null,
    action: i % 2 ? 'pairing.end' : 'pairing.create',
    subjectType: 'pairing',
    subjectId: `s${i}`,
    path: '6109/',
    before: i % 2 ? `{"n": ${i}}` : null,
    after: `{"n": ${i + 1}}`,
    reason: i % 5 ? null : `原因 ${i}`,
  };
});
const chain = sealAll(CHAIN_KEY, { seq: 0, mac: GENESIS }, entries, now);

/** Anchors after so many records; the last stands at the end of the chain. */
const anchorText = [0, 10, 25, 40, RECORDS]
  .reduce<Anchor[]>((lines, count) => {
    const mac = chain[count - 1]?.mac ?? GENESIS;
    return [...lines, nextAnchor(ANCHOR_KEY, lines.at(-1) ?? null, { seq: count, mac }, now)];
  }, [])
  .map(formatAnchor)
  .join('');

function verify(links: readonly Link[], text = anchorText, unsealed: string[] = []) {
  const { anchors, faults } = readAnchors(ANCHOR_KEY, text);
  const check = new ChainCheck(CHAIN_KEY, anchors);
  for (const link of links) check.take(link);
  return [...faults, ...check.finish(unsealed)];
}

type Tampering = (links: Link[], roll: (below: number) => number) => Link[];
const EDITABLE = [
  'id',
  'xact',
  'at',
  'accountId',
  'grantId',
  'action',
  'subjectType',
  'subjectId',
  'path',
  'before',
  'after',
  'reason',
] as const;

/** What an owner can do to the two tables, without the key. */
const tamperings: Record<string, Tampering> = {
  'edit a record': (links, roll) => {
    const link = links[roll(links.length)]!;
    const field = EDITABLE[roll(EDITABLE.length)]!;
    link.entry = { ...link.entry!, [field]: `${link.entry![field] ?? ''}${roll(10)}` };
    return links;
  },
  'edit a seal': (links, roll) => {
    const link = links[roll(links.length)]!;
    const mac = Buffer.from(link.mac);
    const at = roll(32);
    mac[at] = mac[at]! ^ (1 + roll(255));
    [
      () => (link.mac = mac),
      () => (link.sealedAt += '1'),
      () => (link.xact += '1'),
      () => (link.entryId += '1'),
    ][roll(4)]!();
    return links;
  },
  'delete a record': (links, roll) => {
    links[roll(links.length)]!.entry = null;
    return links;
  },
  'delete records with their seals': (links, roll) => {
    links.splice(roll(links.length), 1 + roll(5));
    return links;
  },
  'delete and close the gap': (links, roll) => {
    links.splice(roll(links.length), 1 + roll(5));
    return links.map((link, i) => ({ ...link, seq: i + 1 }));
  },
  'exchange two records': (links, roll) => {
    const [one, other] = pair(links, roll);
    [one.entry, other.entry] = [other.entry, one.entry];
    return links;
  },
  'exchange two links': (links, roll) => {
    const [one, other] = pair(links, roll);
    [one.seq, other.seq] = [other.seq, one.seq];
    return links.toSorted((a, b) => a.seq - b.seq);
  },
  'read in another order': (links, roll) => {
    const i = roll(links.length - 1);
    return [...links.slice(0, i), links[i + 1]!, links[i]!, ...links.slice(i + 2)];
  },
  'cut the tail': (links, roll) => links.slice(0, links.length - 1 - roll(links.length)),
  'cut the tail and go on with another': (links, roll) => {
    const kept = links.slice(0, links.length - 1 - roll(links.length - 1));
    const made = links.slice(kept.length).map(({ entry }) => ({ ...entry!, reason: '另写的' }));
    return [...kept, ...sealAll(CHAIN_KEY, kept.at(-1) ?? { seq: 0, mac: GENESIS }, made, now)]; // sealed by the service itself
  },
  'seal with a key of one’s own': (links, roll) => {
    const from = roll(links.length);
    const made = links.slice(from).map(({ entry }) => entry!);
    const head = links[from - 1] ?? { seq: 0, mac: GENESIS };
    return [...links.slice(0, from), ...sealAll(OTHER_KEY, head, made, now)];
  },
};

function pair(links: Link[], roll: (below: number) => number): [Link, Link] {
  const one = roll(links.length);
  return [links[one]!, links[(one + 1 + roll(links.length - 1)) % links.length]!];
}

it('never accuses an untouched chain, wherever it ends and was anchored last', () => {
  expect(verify(chain)).toEqual([]);
  const lines = anchorText.split('\n').slice(0, -1);
  [0, 10, 25, 40].forEach((anchored, i) => {
    const text = `${lines.slice(0, i + 1).join('\n')}\n`;
    for (let end = anchored; end <= RECORDS; end++) expect(verify(chain.slice(0, end), text)).toEqual([]);
    expect(verify(chain, `${text}{"no":${i + 2},"cou`)).toEqual([]); // torn by a fall
  });
});

it(`finds each of ${TAMPERINGS} random tamperings`, { timeout: 30_000 }, () => {
  const kinds = Object.entries(tamperings);
  const roll = dice(20261122);
  const found = new Map<string, number>();
  const missed: string[] = [];
  for (let n = 0; n < TAMPERINGS; n++) {
    const [name, tamper] = kinds[n % kinds.length]!;
    const links = tamper(
      chain.map((link) => ({ ...link, entry: { ...link.entry! } })),
      roll,
    );
    const faults = verify(links);
    if (faults.length === 0) missed.push(`${n}: ${name}`);
    else found.set(name, (found.get(name) ?? 0) + 1);
  }
  expect(missed).toEqual([]);
  expect([...found.keys()]).toEqual(Object.keys(tamperings));
});

it('finds each tampering with the anchors', () => {
  const lines = anchorText.split('\n').slice(0, -1);
  const join = (changed: string[]) => changed.map((line) => `${line}\n`).join('');
  for (let i = 0; i < lines.length; i++) {
    const edited = [/"count":\d+/, /"head":"../, /"at":"..../, /"mac":"../, /"no":\d/].map((field) =>
      lines[i]!.replace(field, (text) => text.replace(/\d$|.$/, (last) => (last === '1' ? '2' : '1'))),
    );
    for (const line of edited.filter((text) => text !== lines[i])) {
      expect(verify(chain, join(lines.with(i, line))), line).not.toEqual([]);
    }
    if (i < lines.length - 1)
      expect(verify(chain, join(lines.toSpliced(i, 1))), `without ${i}`).not.toEqual([]);
    if (i > 0)
      expect(verify(chain, join(lines.with(i, lines[i - 1]!).with(i - 1, lines[i]!)))).not.toEqual([]);
  }
  expect(verify(chain, '')).not.toEqual([]);
});

it('says in plain words what is wrong, where, and nothing else', () => {
  const sentences = (links: Link[], unsealed: string[] = []) =>
    verify(links, anchorText, unsealed).map(({ sentence }) => sentence);
  const edit = (seq: number, change: Partial<Link>) =>
    chain.map((link) => (link.seq === seq ? { ...link, ...change } : link));
  expect(sentences(edit(12, { entry: { ...chain[11]!.entry!, reason: '改了' } }))).toEqual([
    '第 12 条记录（编号 111）与封条不符，记录或封条被改过',
  ]);
  expect(sentences(edit(12, { mac: Buffer.alloc(32) }))).toEqual([
    '第 12 条记录（编号 111）与封条不符，记录或封条被改过',
  ]);
  expect(sentences(edit(12, { entry: null }))).toEqual(['第 12 条记录（编号 111）不见了，封条还在']);
  expect(sentences(chain.toSpliced(11, 3))).toEqual(['第 12–14 条的封条不见了']);
  expect(sentences(chain.slice(0, -2))).toEqual([
    '末尾第 59–60 条不见了，2026-11-22T02:00:00.000Z 锚定时还在',
  ]);
  expect(sentences(chain, ['77'])).toEqual([expect.stringMatching(/^编号 77 的记录没有封条/)]);
});
