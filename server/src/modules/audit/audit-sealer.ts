import type { KeyObject } from 'node:crypto';
import pg from 'pg';
import type { Logger } from 'pino';
import type { Clock } from '../../platform/clock.ts';
import type { AnchorFile, Head } from './anchor-file.ts';
import { GENESIS, sealAll } from './audit-chain.rules.ts';
import { becomeSealer, insertSeals, lastSeal, stillHolds, unsealedAfter } from './audit-chain.queries.ts';

/** Records sealed in one transaction. */
const BATCH = 500;

export interface SealerGround {
  appUrl: string;
  chainKey: KeyObject;
  anchors: AnchorFile;
  clock: Clock;
  log: Logger;
}

/** Chains the records and anchors the chain's end outside the database. Of several over one database, one works at a time. */
export class AuditSealer {
  readonly #pool: pg.Pool;
  readonly #ground: SealerGround;
  /** The end of the chain as this process knows it: what has been there must stay there. */
  #known: Head | null = null;

  constructor(ground: SealerGround) {
    this.#ground = ground;
    this.#pool = new pg.Pool({
      connectionString: ground.appUrl,
      options: '-c role=r_system',
      max: 1,
      connectionTimeoutMillis: 5000, // a stop doesn't wait for a database that is gone
    });
    this.#pool.on('connect', (client) => client.on('error', (error) => this.#lost(error)));
    this.#pool.on('error', (error) => this.#lost(error));
  }

  /** Seals all that is settled. @returns how many records; 0 as well where another sealer is at it */
  async seal(): Promise<number> {
    const client = await this.#pool.connect();
    let broken = true;
    try {
      let sealed = 0;
      for (;;) {
        const batch = await this.#batch(client);
        sealed += batch;
        if (batch < BATCH) break;
      }
      broken = false;
      return sealed;
    } finally {
      client.release(broken); // the transaction of a failed batch ends with its connection
    }
  }

  /** Writes down the end of the chain, where it has moved since. @returns whether a line was written */
  anchor(): boolean {
    const { anchors, clock } = this.#ground;
    const newest = anchors.newest();
    if (!this.#known || newest?.head === this.#known.mac.toString('hex')) return false;
    anchors.append(this.#known, clock.now());
    return true;
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }

  async #batch(client: pg.PoolClient): Promise<number> {
    const { chainKey, clock } = this.#ground;
    await client.query('begin');
    const mine = await becomeSealer(client);
    const last = await lastSeal(client);
    await this.#compare(client, last);
    const entries = mine ? await unsealedAfter(client, last, BATCH) : [];
    const links = sealAll(chainKey, last ?? { seq: 0, mac: GENESIS }, entries, clock.now());
    if (links.length > 0) await insertSeals(client, links);
    await client.query('commit');
    this.#known = links.at(-1) ?? last ?? { seq: 0, mac: GENESIS };
    return links.length;
  }

  /** A chain that no longer holds its known end was cut: that end is anchored first, so that it shows whatever comes behind. */
  async #compare(client: pg.PoolClient, last: Head | null): Promise<void> {
    const newest = this.#ground.anchors.newest();
    // A first line stands before there is anything to anchor, else a file that was taken away would look like a new one.
    if (!newest) this.#ground.anchors.append(last ?? { seq: 0, mac: GENESIS }, this.#ground.clock.now());
    this.#known ??= newest && { seq: newest.count, mac: Buffer.from(newest.head, 'hex') };
    if (!this.#known || (await stillHolds(client, this.#known))) return;
    this.#ground.log.error({ seq: this.#known.seq }, 'the audit chain was cut or replaced: run verify-audit');
    this.anchor();
  }

  #lost(error: Error): void {
    this.#ground.log.warn({ err: error }, 'the sealer lost its connection');
  }
}
