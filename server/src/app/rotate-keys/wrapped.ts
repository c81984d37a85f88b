import { sql, type RawBuilder } from 'kysely';
import { systemScope } from '../../platform/auth/scope.ts';
import type { Vault } from '../../platform/crypto.ts';
import { NOBODY, type Database, type UnitOfWork } from '../../platform/db/database.ts';
import { isTaken, twins, type MovedIndex, type PersonTable } from './twins.ts';

/** Rows of one transaction: a person's form waits for no more than these. */
const BATCH = 200;

interface Row {
  /** The row's id; where a table has none, where the row stands in it. */
  id: string;
  key: Buffer;
  cipher: Buffer | null;
  index: Buffer | null;
}

/** A column that holds keys wrapped by a master key, and what else of the row hangs on that key. */
interface Wrapped {
  name: string;
  table: string;
  key: string;
  /** What tells a row from the others, in their order, and its type; the id where left out. */
  place?: { of: RawBuilder<unknown>; type: RawBuilder<unknown>; first: string };
  /** Append-only: nobody writes its rows meanwhile, and nobody but its own function may. */
  sealed?: true;
  /** Where the row is found by the blind index of the identity number sealed in it: whose. */
  indexed?: PersonTable;
  save: (
    rows: readonly Row[],
    keys: readonly Buffer[],
    indexes: readonly (Buffer | null)[],
  ) => RawBuilder<unknown>;
}

const BY_ID = { of: sql`t.id`, type: sql`uuid`, first: '00000000-0000-0000-0000-000000000000' };
/** Few at any time, so that no index is needed. */
const HELD = { of: sql`t.run_id || ' ' || lpad(t.row_number::text, 10, '0')`, type: sql`text`, first: '' };

const ids = (rows: readonly Row[]) => rows.map(({ id }) => id);

const person = (table: PersonTable): Wrapped => ({
  name: table,
  table,
  key: 'person_key',
  indexed: table,
  save: (
    rows,
    keys,
    indexes,
  ) => sql`update ${sql.table(table)} t set person_key = r.k, identity_index = coalesce(r.i, t.identity_index)
    from unnest(${ids(rows)}::uuid[], ${[...keys]}::bytea[], ${[...indexes]}::bytea[]) as r(id, k, i) where t.id = r.id`,
});

const plain = (table: string, key: string, place = BY_ID): Wrapped => ({
  name: `${table}.${key}`,
  table,
  key,
  place,
  save: (rows, keys) => sql`update ${sql.table(table)} t set ${sql.ref(key)} = r.k
    from unnest(${ids(rows)}::${place.type}[], ${[...keys]}::bytea[]) as r(id, k) where ${place.of} = r.id`,
});

/** Every key in the database that is wrapped by a master key. */
const WRAPPED: readonly Wrapped[] = [
  person('cadre'),
  person('household_member'),
  plain('household', 'remark_key'),
  plain('import_run', 'run_key'),
  plain('import_held_row', 'held_key', HELD),
  plain('disclosure', 'run_key'),
  {
    ...plain('confirmation_signature', 'key'),
    sealed: true,
    save: (rows, keys) => sql`select rewrap_signatures(${ids(rows)}::uuid[], ${[...keys]}::bytea[])`,
  },
];

/** How many keys still lie under another master key than these. */
export async function keysOutside(db: Database, kids: readonly number[]): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  for (const { name, table, key } of WRAPPED) {
    const n = await db.write(NOBODY, systemScope, async (unit) => {
      const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}
        where get_byte(${sql.ref(key)}, 1) <> all(${[...kids]}::int[])`.execute(unit.sql);
      return rows[0]!.n;
    });
    if (n > 0) found.set(name, n);
  }
  return found;
}

/**
 * Wraps every key anew that doesn't lie under the vault's current master key, and stores the index of the number with it, a batch a
 * transaction. What is done is told from the row itself, so that it may be killed and run again; rows that somebody holds are left
 * for the next time, so that no two wait for each other.
 * @returns how many rows were changed
 * @throws StartError where two people have the same number, one under each key
 */
export async function rewrapAll(db: Database, vault: Vault, told: (rows: number) => void): Promise<number> {
  let changed = 0;
  for (const wrapped of WRAPPED) {
    for (let after = (wrapped.place ?? BY_ID).first; ;) {
      const moved: MovedIndex[] = [];
      const batch = db.write(NOBODY, systemScope, async (unit) => {
        const rows = await lockBatch(unit, wrapped, vault.kid, after);
        if (rows.length > 0) await rewrap(unit, vault, wrapped, rows, moved);
        changed += rows.length;
        return rows.at(-1)?.id;
      });
      const last = await batch.catch(async (error: unknown) => {
        throw wrapped.indexed && isTaken(error) ? await twins(db, wrapped.indexed, moved) : error;
      });
      if (last === undefined) break;
      after = last;
      told(changed);
    }
  }
  return changed;
}

async function lockBatch(
  { sql: db }: UnitOfWork,
  { table, key, indexed, sealed, place = BY_ID }: Wrapped,
  kid: number,
  after: string,
): Promise<Row[]> {
  const more = indexed
    ? sql`identity_cipher as cipher, identity_index as index`
    : sql`null as cipher, null as index`;
  const { rows } =
    await sql<Row>`select ${place.of} as id, ${sql.ref(key)} as key, ${more} from ${sql.table(table)} t
    where get_byte(${sql.ref(key)}, 1) <> ${kid} and ${place.of} > ${after}::${place.type} order by 1 limit ${BATCH}
    ${sealed ? sql`` : sql`for no key update skip locked`}`.execute(db);
  return rows;
}

/**
 * A number that waits for a superior office is known by its index alone: it follows whoever has that number.
 * @param moved gets the indexes of the rows
 */
async function rewrap(
  unit: UnitOfWork,
  vault: Vault,
  { save }: Wrapped,
  rows: readonly Row[],
  moved: MovedIndex[],
): Promise<void> {
  const keys = rows.map(({ key }) => vault.rewrap(key));
  const indexes = rows.map(({ key, cipher, index }) =>
    cipher && index ? vault.blindIndex('identity', vault.open(key, cipher)) : null,
  );
  moved.push(
    ...rows.flatMap(({ index }, i) => (index && indexes[i] ? [{ from: index, to: indexes[i] }] : [])),
  );
  await save(rows, keys, indexes).execute(unit.sql);
  if (moved.length === 0) return;
  await sql`update import_review v set subject_index = r.t
    from unnest(${moved.map(({ from }) => from)}::bytea[], ${moved.map(({ to }) => to)}::bytea[]) as r(f, t)
    where v.subject_index = r.f`.execute(unit.sql);
}
