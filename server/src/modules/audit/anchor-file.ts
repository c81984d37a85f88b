import type { KeyObject } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { refuseWidePermissions } from '../../platform/cluster/secrets.ts';
import { formatAnchor, nextAnchor, readAnchors, type Anchor } from './audit-anchor.rules.ts';

/** The end of a chain: how many seals, and the last one's mac. */
export interface Head {
  seq: number;
  mac: Buffer;
}

/** The anchors beside the data: lines are only ever added, and are on the disk when {@link append} returns. */
export class AnchorFile {
  readonly #file: string;
  readonly #key: KeyObject;
  #newest: Anchor | null = null;
  #size = 0;

  constructor(file: string, key: KeyObject) {
    this.#file = file;
    this.#key = key;
  }

  /** The newest anchor, or null where there is no file yet. @throws StartError where others could write it */
  newest(): Anchor | null {
    if (!existsSync(this.#file)) return (this.#newest = null);
    refuseWidePermissions(this.#file);
    if (statSync(this.#file).size !== this.#size) this.#read();
    return this.#newest;
  }

  append(head: Head, now: Date): void {
    const anchor = nextAnchor(this.#key, this.newest(), head, now);
    const file = openSync(this.#file, 'a', 0o600);
    try {
      writeSync(file, formatAnchor(anchor));
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    this.#newest = anchor;
    this.#size = statSync(this.#file).size;
  }

  /** Also takes away a line that a fall has torn: the next one would be lost behind it. */
  #read(): void {
    const bytes = readFileSync(this.#file);
    const whole = bytes.lastIndexOf(0x0a) + 1;
    if (whole < bytes.length) truncateSync(this.#file, whole);
    this.#newest = readAnchors(this.#key, bytes.toString('utf8', 0, whole)).anchors.at(-1) ?? null;
    this.#size = whole;
  }
}
