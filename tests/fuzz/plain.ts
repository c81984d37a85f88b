import type pg from 'pg';
import { type Axis, type Scope } from '../../server/src/platform/auth/scope.ts';

/** What an answer named: rows of these tables, by id. */
export type Named = Map<Table, Set<string>>;
type Table = 'household' | 'cadre' | 'pairing';

const TABLE_OF_TYPE: Record<string, Table> = {
  Household: 'household',
  HouseholdCard: 'household',
  Cadre: 'cadre',
  CadreCard: 'cadre',
  Pairing: 'pairing',
};

/**
 * The plain definition of what each axis covers (R6, R7, R31), said once more beside the policies: `$1` and `$2` are the ends of the
 * scope, `$1` the cadre on the friend axis.
 */
const PLAIN: Partial<Record<Axis, Record<Table, string>>> = {
  territory: {
    household: 't.path >= $1 and t.path < $2',
    pairing: 't.path >= $1 and t.path < $2 or t.cadre_path >= $1 and t.cadre_path < $2',
    cadre: `t.path >= $1 and t.path < $2
      or exists (select from pairing p where p.cadre_id = t.id and p.path >= $1 and p.path < $2)`,
  },
  unit: {
    household: `exists (select from pairing p where p.household_id = t.id and p.cadre_path >= $1 and p.cadre_path < $2)`,
    pairing: 't.cadre_path >= $1 and t.cadre_path < $2',
    cadre: 't.path >= $1 and t.path < $2',
  },
  friend: {
    household: `exists (select from pairing p where p.household_id = t.id and p.cadre_id::text = $1 and $2 = '' and p.withdrawn_at is null)`,
    pairing: `t.cadre_id::text = $1 and $2 = '' and t.withdrawn_at is null`,
    cadre: `t.id::text = $1 and $2 = ''`,
  },
};

/** Every row that an answer shows, wherever it stands in it. */
export function namedIn(answer: unknown, found: Named = new Map()): Named {
  if (Array.isArray(answer)) for (const item of answer) namedIn(item, found);
  else if (answer !== null && typeof answer === 'object') {
    const { __typename, rowId } = answer as { __typename?: string; rowId?: unknown };
    const table = __typename === undefined ? undefined : TABLE_OF_TYPE[__typename];
    if (table && typeof rowId === 'string') found.set(table, (found.get(table) ?? new Set()).add(rowId));
    for (const value of Object.values(answer)) namedIn(value, found);
  }
  return found;
}

/** Those of the named rows that lie outside the scope by the plain definition, asked of the database as its owner. */
export async function foreign(owner: pg.Client, scope: Scope, named: Named): Promise<string[]> {
  const strangers: string[] = [];
  for (const [table, ids] of named) {
    const plain = PLAIN[scope.axis]?.[table];
    if (!plain) continue;
    const { rows } = await owner.query<{ id: string }>(
      `select t.id::text as id from ${table} t where t.id = any($3::uuid[]) and not (${plain})`,
      [scope.lo, scope.hi, [...ids]],
    );
    strangers.push(...rows.map(({ id }) => `${table} ${id}`));
  }
  return strangers;
}
