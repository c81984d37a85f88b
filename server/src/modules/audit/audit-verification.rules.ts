import type { KeyObject } from 'node:crypto';
import type { Anchor } from './audit-anchor.rules.ts';
import { GENESIS, redactionHolds, sealMac, type Link } from './audit-chain.rules.ts';

/** Something wrong with the record: what kind, and what and where in a sentence for people. */
export interface AuditFault {
  kind: 'EDITED' | 'ENTRY_GONE' | 'SEALS_GONE' | 'ORDER' | 'REPLACED' | 'TAIL_CUT' | 'UNSEALED' | 'ANCHOR';
  sentence: string;
}

/** Follows a chain from its first seal to its last, a link at a time: of millions, none is kept. */
export class ChainCheck {
  readonly faults: AuditFault[] = [];
  readonly #key: KeyObject;
  readonly #anchors = new Map<number, Anchor[]>();
  /** The seal before: as it stands, and as it ought to be. Empty behind a gap. */
  #previous: Buffer[] = [GENESIS];
  #last = 0;
  #anchored = 0;
  #replaced = false;
  #erased = 0;

  constructor(key: KeyObject, anchors: readonly Anchor[]) {
    this.#key = key;
    for (const anchor of anchors) {
      this.#anchors.set(anchor.count, [...(this.#anchors.get(anchor.count) ?? []), anchor]);
    }
  }

  /** How many seals the chain reaches to. */
  get reached(): number {
    return this.#last;
  }

  /** Of how many records a part was taken out by law. */
  get erased(): number {
    return this.#erased;
  }

  /** The next link, in order of `seq`. */
  take(link: Link): void {
    const { seq, entry, mac } = link;
    if (seq <= this.#last) {
      this.#fault('ORDER', `第 ${seq} 条排在第 ${this.#last} 条后面，次序被动过`);
      return;
    }
    if (seq > this.#last + 1) {
      this.#fault('SEALS_GONE', `${range(this.#last + 1, seq - 1)}的封条不见了`);
      this.#previous = [];
    }
    this.#last = seq;
    const erased = redactionHolds(this.#key, link);
    if (erased) this.#erased += 1;
    const right =
      entry && !erased ? this.#previous.map((previous) => sealMac(this.#key, previous, link, entry)) : [];
    if (!entry) this.#fault('ENTRY_GONE', `第 ${seq} 条记录（编号 ${link.entryId}）不见了，封条还在`);
    else if (right.length > 0 && !right.some((expected) => expected.equals(mac))) {
      this.#fault('EDITED', `第 ${seq} 条记录（编号 ${link.entryId}）与封条不符，记录或封条被改过`);
    }
    this.#previous = [mac, ...right.filter((expected) => !expected.equals(mac)).slice(0, 1)];
    this.#compare(seq, mac);
  }

  /** After the last link. `unsealed`: records that lie before the last sealed one and have no seal. */
  finish(unsealed: readonly string[] = []): AuditFault[] {
    const furthest = [...this.#anchors.values()]
      .flat()
      .reduce<Anchor | null>(
        (most, anchor) => (anchor.count > (most?.count ?? this.#last) ? anchor : most),
        null,
      );
    if (furthest) {
      this.#fault(
        'TAIL_CUT',
        `末尾${range(this.#last + 1, furthest.count)}不见了，${furthest.at} 锚定时还在`,
      );
    }
    for (const id of unsealed)
      this.#fault(
        'UNSEALED',
        `编号 ${id} 的记录没有封条，排在已封的记录前面：是后来塞进去的，或者封条被拿掉了`,
      );
    return this.faults;
  }

  #compare(seq: number, mac: Buffer): void {
    const anchors = this.#anchors.get(seq);
    if (!anchors) return;
    const wrong = anchors.find(({ head }) => head !== mac.toString('hex'));
    if (wrong && !this.#replaced) {
      this.#replaced = true; // all later anchors differ as well
      this.#fault('REPLACED', `${range(this.#anchored + 1, seq)}里有封条被换过，与 ${wrong.at} 的锚定不符`);
    }
    this.#anchored = seq;
  }

  #fault(kind: AuditFault['kind'], sentence: string): void {
    this.faults.push({ kind, sentence });
  }
}

const range = (from: number, to: number): string => (from === to ? `第 ${from} 条` : `第 ${from}–${to} 条`);
