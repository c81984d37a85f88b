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
] as const satisfies (keyof DB)[];
type Table = (typeof ORDER)[number];

/** Gathers the rows of the demo city and writes them in bulk, one statement a table. */
export class Rows {
  readonly #rows = new Map<Table, object[]>(ORDER.map((table) => [table, []]));

  add<T extends Table>(table: T, row: Insertable<DB[T]>): void {
    this.#rows.get(table)!.push(row);
  }

  count(table: Table): number {
    return this.#rows.get(table)!.length;
  }

  async write(db: Kysely<DB>): Promise<void> {
    for (const [table, rows] of this.#rows) await insertAll(db, table, rows);
  }
}

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
