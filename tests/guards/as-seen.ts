import { sql } from 'kysely';
import { systemScope } from '../../server/src/platform/auth/scope.ts';
import type { TestApp } from '../support/app.ts';

const nobody = { accountId: null, grantId: null };
const VERSIONED = ['household', 'household_member', 'cadre', 'unit', 'pairing', 'import_review'];
/** A text as version is of no one record: it stays as it is. */
type Input = Record<string, unknown> & { version?: number | string };

/** The variables of a change with the version that somebody would see who had just opened the record, so that it is done. */
export async function asSeen(
  { app }: TestApp,
  variables: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const input = variables['input'] as Input | undefined;
  if (typeof input?.version !== 'number') return variables;
  const id = input['id'] ?? input['memberId'] ?? input['unitId'] ?? input['countyId'] ?? null;
  const year = input['year'] ?? null;
  const found = await app.db.write(nobody, systemScope, ({ sql: db }) => {
    const versions = [
      sql`select version from confirmation where ${id}::uuid in (unit_id, county_id) and year = ${year}::int`,
      sql`select version from programme_year where ${id}::uuid is null and year = ${year}::int`,
      sql`select c.version from posting p join cadre c on c.id = p.cadre_id where p.id = ${id}::uuid`,
      ...VERSIONED.map((table) => sql`select version from ${sql.table(table)} where id = ${id}::uuid`),
    ];
    return sql<{ version: number }>`${sql.join(versions, sql` union all `)}`.execute(db);
  });
  const [row] = found.rows;
  return row ? { ...variables, input: { ...input, version: row.version } } : variables;
}
