import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { systemScope } from '../../../platform/auth/scope.ts';
import type { Database } from '../../../platform/db/database.ts';
import { statement } from '../../../platform/db/query-builder.ts';
import type { Facts } from './facts.ts';

/** New pairs of the proposal of before. */
export interface FormerPairs {
  /** By household of the facts the number of the cadre, -1 for none or for whom the facts don't know. */
  cadreOf: Int32Array;
  /** SHA-256 of all of them. */
  digest: string;
}

interface Row {
  /** Of the village. */
  path: string;
  packed: Buffer;
}

/** Bytes of a pair: household, unit, cadre. */
const PAIR_BYTES = 48;

/** What a run proposes so far, but for what the office had pinned: a pin that is taken back leaves the pair to the run. */
export async function readFormerPairs(db: Database, facts: Facts, runId: string): Promise<FormerPairs> {
  const query = sql<Row>`
    select l.path, string_agg(uuid_send(l.household_id) || uuid_send(c.unit_id) || uuid_send(c.id), ''::bytea order by l.household_id) as packed
    from allocation_line l join cadre c on c.id = l.cadre_id
    where l.run_id = ${runId} and not l.pinned group by l.path order by l.path`;
  const rows = await db.rows(systemScope, statement(query));
  const hash = createHash('sha256');
  for (const { path, packed } of rows) hash.update(path).update(packed);
  return { cadreOf: numbered(facts, rows), digest: hash.digest('hex') };
}

function numbered({ villages, units, homes, cadres }: Facts, rows: readonly Row[]): Int32Array {
  const village = new Map(villages.map(({ path }, n) => [path, n]));
  const parts = Map.groupBy(units.keys(), (n) => units[n]!.id.replaceAll('-', ''));
  const staffFrom = new Int32Array(units.length + 1);
  for (const of of cadres.unit) staffFrom[of + 1]! += 1;
  for (let n = 0; n < units.length; n++) staffFrom[n + 1]! += staffFrom[n]!;

  const cadreOf = new Int32Array(homes.count).fill(-1);
  for (const { path, packed } of rows) {
    const place = village.get(path);
    if (place === undefined) continue;
    for (let at = 0; at < packed.length; at += PAIR_BYTES) {
      const ofUnit = parts.get(packed.toString('hex', at + 16, at + 32)) ?? [];
      const home = homes.ids.find(packed.subarray(at, at + 16), homes.from[place]!, homes.from[place + 1]!);
      if (home < 0) continue;
      const id = packed.subarray(at + 32, at + PAIR_BYTES);
      const found = ofUnit.map((part) => cadres.ids.find(id, staffFrom[part]!, staffFrom[part + 1]!));
      cadreOf[home] = Math.max(-1, ...found);
    }
  }
  return cadreOf;
}
