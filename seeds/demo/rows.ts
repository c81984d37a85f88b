import { sql, type Insertable, type Kysely } from 'kysely';
import type { DB } from '../../server/src/generated/tables.ts';

/** Tables in an order in which every row finds what it refers to. */
const ORDER = [
  'account',
  'programme_year',
  'municipal_place',
  'unit',
  'village_assignment',
  'cadre',
  'posting',
  'household',
  'household_member',
  'kin_declaration',
  'assistance_duty',
  'pairing',
  'pairing_claim',
  'waiver',
  'role_grant',
  'confirmation_signature',
  'confirmation_line',
] as const satisfies (keyof DB)[];
type Table = (typeof ORDER)[number];

const MUCH = 20_000; // rows

/** Writes the rows of one table in bulk. */
export type WriteTable = (table: keyof DB, rows: readonly object[]) => Promise<void>;

/** Gathers the rows of an invented city, to be written in bulk and in an order that every reference bears. */
export class Rows {
  readonly #write: WriteTable;
  #gathered = empty();
  #writing: Promise<void> = Promise.resolve();

  constructor(write: WriteTable) {
    this.#write = write;
  }

  add<T extends Table>(table: T, row: Insertable<DB[T]>): void {
    this.#gathered.get(table)!.push(row);
  }

  /** Begins to write what was gathered once it is much; the next rows are made meanwhile. */
  async spill(): Promise<void> {
    const gathered = this.#gathered.values().reduce((sum, rows) => sum + rows.length, 0);
    if (gathered > MUCH) await this.#begin();
  }

  /** Writes what was gathered and waits until it is there. */
  async flush(): Promise<void> {
    await this.#begin();
    await this.#writing;
  }

  async #begin(): Promise<void> {
    await this.#writing;
    const gathered = this.#gathered;
    this.#gathered = empty();
    this.#writing = this.#writeAll(gathered);
    this.#writing.catch(() => undefined); // heard at the next await, which may come after the next rows
  }

  async #writeAll(gathered: ReadonlyMap<Table, object[]>): Promise<void> {
    for (const [table, rows] of gathered) if (rows.length > 0) await this.#write(table, rows);
  }
}

const empty = () => new Map<Table, object[]>(ORDER.map((table) => [table, []]));

/** Inserts rows of any number; a column that the first row leaves out keeps its default in all of them. */
export async function insertAll(db: Kysely<DB>, table: keyof DB, rows: readonly object[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = sql.join(Object.keys(first).map((name) => sql.ref(name)));
  await sql`insert into ${sql.table(table)} (${columns})
            select ${columns} from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows.map(plain))}::jsonb)`.execute(
    db,
  );
}

/** A row with its bytes as PostgreSQL reads them from text. */
const plain = (row: object) =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : value,
    ]),
  );
