import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { systemScope } from '../../../platform/auth/scope.ts';
import type { Database } from '../../../platform/db/database.ts';
import { statement } from '../../../platform/db/query-builder.ts';
import { RANKS } from '../../people/index.ts';
import {
  CADRE_BYTES,
  factsQuery,
  HOME_BYTES,
  TIE_BYTES,
  type FactRow,
  type FactsWanted,
  type UnitInfo,
  type VillageInfo,
} from './facts.sql.ts';
import type { Facts } from './facts.ts';
import { Ids } from './ids.ts';

export type FactsOf = Pick<FactsWanted, 'lo' | 'hi' | 'year' | 'today' | 'runId'>;

/** Reads everything that an allocation of an area goes by, as it is in one snapshot. Jobs read as the system. */
export async function readFacts(db: Database, wanted: FactsOf): Promise<Facts> {
  const causes = await causesOf(db);
  const unpacking = new Unpacking(causes);
  const query = factsQuery({ ...wanted, causes, ranks: RANKS });
  await db.each(systemScope, statement(query), (row) => unpacking.take(row));
  return unpacking.facts();
}

async function causesOf(db: Database): Promise<string[]> {
  const query = sql<{
    code: string;
  }>`select code from dictionary_entry where dictionary = 'POVERTY_CAUSE' order by code`;
  return (await db.rows(systemScope, statement(query))).map(({ code }) => code);
}

/** Facts as their rows come, in one order: the same data give the same digest. A row is let go when it is unpacked. */
class Unpacking {
  readonly #causes: readonly string[];
  readonly #hash = createHash('sha256');
  readonly #units: Facts['units'][number][] = [];
  readonly #villages: Facts['villages'][number][] = [];
  /** Where each village begins. */
  readonly #from = [0];
  readonly #ties: { id: string; packed: string }[] = [];
  #cadreIds = Buffer.alloc(0);
  #homeIds = Buffer.alloc(0);
  #cadres = cadreColumns(0);
  #homes = homeColumns(0);
  /** So many of each are there so far. */
  #cadre = 0;
  #home = 0;
  /** Where one row after another is unpacked; grows to the largest there was. */
  #bytes = Buffer.allocUnsafeSlow(16 * 1024);

  constructor(causes: readonly string[]) {
    this.#causes = causes;
    this.#hash.update(JSON.stringify(causes));
  }

  take(row: FactRow): void {
    if (row.kind === 'COUNT') return this.#makeRoom(row.info);
    const { kind, id, info } = row;
    const packed = this.#unpack(row.packed ?? '');
    this.#hash.update(`${kind} ${id} ${JSON.stringify(info)}`).update(packed);
    if (kind === 'TIES') this.#ties.push({ id, packed: row.packed });
    else if (kind === 'UNIT') this.#addCadres({ id, ...info }, packed);
    else this.#addHomes({ id, ...info }, packed);
  }

  #unpack(text: string): Buffer {
    if (this.#bytes.length < text.length) this.#bytes = Buffer.allocUnsafeSlow(2 * text.length);
    return this.#bytes.subarray(0, this.#bytes.write(text, 'base64'));
  }

  #makeRoom({ cadres, homes }: { cadres: number; homes: number }): void {
    this.#cadreIds = Buffer.alloc(16 * cadres);
    this.#homeIds = Buffer.alloc(16 * homes);
    this.#cadres = cadreColumns(cadres);
    this.#homes = homeColumns(homes);
  }

  #addCadres(unit: UnitInfo & { id: string }, packed: Buffer): void {
    const columns = this.#cadres;
    for (let at = 0; at < packed.length; at += CADRE_BYTES) {
      const n = this.#cadre++;
      packed.copy(this.#cadreIds, n * 16, at, at + 16);
      const word = packed.readInt32BE(at + 16);
      columns.unit[n] = this.#units.length;
      columns.rank[n] = word & 0xff;
      columns.open[n] = (word >> 8) & 1;
      columns.owes[n] = (word >> 9) & 1;
      columns.load[n] = (word >> 16) & 0xff;
      columns.promised[n] = (word >> 24) & 0x7f;
    }
    this.#units.push(unit);
  }

  #addHomes(village: VillageInfo & { id: string }, packed: Buffer): void {
    const columns = this.#homes;
    for (let at = 0; at < packed.length; at += HOME_BYTES) {
      const n = this.#home++;
      packed.copy(this.#homeIds, n * 16, at, at + 16);
      const word = packed.readInt32BE(at + 16);
      columns.village[n] = this.#villages.length;
      columns.need[n] = word & 0xff;
      columns.cause[n] = (word >> 8) & 0xff; // 255 wraps to -1: none
      columns.state[n] = (word >> 16) & 0xff;
      columns.friend[n] = packed.readInt32BE(at + 20);
    }
    this.#villages.push(village);
    this.#from.push(this.#home);
  }

  facts(): Facts {
    const homes = {
      ...this.#homes,
      ids: new Ids(this.#homeIds),
      count: this.#home,
      from: Int32Array.from(this.#from),
    };
    return {
      causes: this.#causes,
      units: this.#units,
      villages: this.#villages,
      cadres: { ...this.#cadres, ids: new Ids(this.#cadreIds), count: this.#cadre },
      homes,
      ties: this.#unpackTies(homes),
      digest: this.#hash.digest('hex'),
    };
  }

  #unpackTies(homes: Facts['homes']): Facts['ties'] {
    const village = new Map(this.#villages.map(({ id }, index) => [id, index]));
    const ties: Facts['ties'] = [];
    for (const { id, packed: text } of this.#ties) {
      const packed = this.#unpack(text);
      const index = village.get(id) ?? 0;
      const [from, to] = [homes.from[index] ?? 0, homes.from[index + 1] ?? 0];
      for (let at = 0; at < packed.length; at += TIE_BYTES) {
        const home = homes.ids.find(packed.subarray(at, at + 16), from, to);
        ties.push({ home, cadre: packed.readInt32BE(at + 16), tie: packed[at + 20] ?? 0 });
      }
    }
    return ties;
  }
}

const cadreColumns = (count: number) => ({
  unit: new Int32Array(count),
  rank: new Uint8Array(count),
  load: new Uint8Array(count),
  promised: new Uint8Array(count),
  open: new Uint8Array(count),
  owes: new Uint8Array(count),
});

const homeColumns = (count: number) => ({
  village: new Int32Array(count),
  need: new Uint8Array(count),
  cause: new Int8Array(count),
  state: new Uint8Array(count),
  friend: new Int32Array(count),
});
