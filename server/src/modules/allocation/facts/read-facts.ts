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
import { Ids } from './ids.ts';
import type { Facts } from './facts.ts';

export type FactsOf = Pick<FactsWanted, 'lo' | 'hi' | 'year' | 'today' | 'runId'>;

/** Reads everything that an allocation of an area goes by, as it is in one snapshot. Jobs read as the system. */
export async function readFacts(db: Database, wanted: FactsOf): Promise<Facts> {
  const causes = await causesOf(db);
  const query = factsQuery({ ...wanted, causes, ranks: RANKS });
  const rows = await db.rows<FactRow>(systemScope, statement(query));
  return unpack(rows, causes);
}

async function causesOf(db: Database): Promise<string[]> {
  const query = sql<{
    code: string;
  }>`select code from dictionary_entry where dictionary = 'POVERTY_CAUSE' order by code`;
  return (await db.rows(systemScope, statement(query))).map(({ code }) => code);
}

const NOTHING = Buffer.alloc(0);
type Packed<I> = { id: string; info: I; packed: Buffer };
const rowsOf = <I>(rows: readonly FactRow[], kind: FactRow['kind']): Packed<I>[] =>
  rows
    .filter((row) => row.kind === kind)
    .map(({ id, info, packed }) => ({ id, info: info as I, packed: packed ?? NOTHING }));

function unpack(rows: readonly FactRow[], causes: readonly string[]): Facts {
  const villages = rowsOf<VillageInfo>(rows, 'VILLAGE');
  const units = rowsOf<UnitInfo>(rows, 'UNIT');
  const homes = unpackHomes(villages);
  return {
    causes,
    units: units.map(({ id, info }) => ({ id, ...info })),
    villages: villages.map(({ id, info }) => ({ id, ...info })),
    cadres: unpackCadres(units),
    homes,
    ties: unpackTies(rowsOf(rows, 'TIES'), villages, homes),
    digest: digestOf(rows, causes),
  };
}

function unpackCadres(units: readonly Packed<UnitInfo>[]): Facts['cadres'] {
  const count = recordsIn(units, CADRE_BYTES);
  const ids = Buffer.alloc(count * 16);
  const cadres = {
    ids: new Ids(ids),
    count,
    unit: new Int32Array(count),
    rank: new Uint8Array(count),
    load: new Uint8Array(count),
    open: new Uint8Array(count),
    owes: new Uint8Array(count),
  };
  let n = 0;
  units.forEach(({ packed }, unit) => {
    for (let at = 0; at < packed.length; at += CADRE_BYTES, n++) {
      packed.copy(ids, n * 16, at, at + 16);
      const word = packed.readInt32BE(at + 16);
      cadres.unit[n] = unit;
      cadres.rank[n] = word & 0xff;
      cadres.open[n] = (word >> 8) & 1;
      cadres.owes[n] = (word >> 9) & 1;
      cadres.load[n] = (word >> 16) & 0xff;
    }
  });
  return cadres;
}

function unpackHomes(villages: readonly Packed<VillageInfo>[]): Facts['homes'] {
  const count = recordsIn(villages, HOME_BYTES);
  const ids = Buffer.alloc(count * 16);
  const homes = {
    ids: new Ids(ids),
    count,
    from: new Int32Array(villages.length + 1),
    village: new Int32Array(count),
    need: new Uint8Array(count),
    cause: new Int8Array(count),
    state: new Uint8Array(count),
    friend: new Int32Array(count),
  };
  let n = 0;
  villages.forEach(({ packed }, village) => {
    for (let at = 0; at < packed.length; at += HOME_BYTES, n++) {
      packed.copy(ids, n * 16, at, at + 16);
      const word = packed.readInt32BE(at + 16);
      homes.village[n] = village;
      homes.need[n] = word & 0xff;
      homes.cause[n] = (word >> 8) & 0xff; // 255 wraps to -1: none
      homes.state[n] = (word >> 16) & 0xff;
      homes.friend[n] = packed.readInt32BE(at + 20);
    }
    homes.from[village + 1] = n;
  });
  return homes;
}

function unpackTies(
  rows: readonly Packed<null>[],
  villages: readonly { id: string }[],
  homes: Facts['homes'],
): Facts['ties'] {
  const village = new Map(villages.map(({ id }, index) => [id, index]));
  const ties: Facts['ties'] = [];
  for (const { id, packed } of rows) {
    const index = village.get(id) ?? 0;
    const [from, to] = [homes.from[index] ?? 0, homes.from[index + 1] ?? 0];
    for (let at = 0; at < packed.length; at += TIE_BYTES) {
      const home = homes.ids.find(packed.subarray(at, at + 16), from, to);
      ties.push({ home, cadre: packed.readInt32BE(at + 16), tie: packed[at + 20] ?? 0 });
    }
  }
  return ties;
}

const recordsIn = (rows: readonly { packed: Buffer }[], bytes: number): number =>
  rows.reduce((sum, { packed }) => sum + packed.length, 0) / bytes;

/** The rows come in one order, so the same data give the same digest. */
function digestOf(rows: readonly FactRow[], causes: readonly string[]): string {
  const hash = createHash('sha256').update(JSON.stringify(causes));
  for (const { kind, id, info, packed } of rows)
    hash.update(`${kind} ${id} ${JSON.stringify(info)}`).update(packed ?? NOTHING);
  return hash.digest('hex');
}
