import { sql } from 'kysely';
import { expect } from 'vitest';
import { systemScope } from '../../../server/src/platform/auth/scope.ts';
import type { TestApp } from '../../support/app.ts';

const nobody = { accountId: null, grantId: null };
/** When it was last seen is written into it whatever is asked. */
const SESSION = `select count(*) || ':' || coalesce(sum(hashtext(concat(id, grant_id, ended_at, account_id))), 0) from session`;

/**
 * The state of every table, the record of acts included, in one figure each: a row inserted, changed or deleted by anybody shows,
 * since each version of a row carries the number of its transaction.
 */
export async function digestOf({ app }: TestApp): Promise<Record<string, string>> {
  return app.db.write(nobody, systemScope, async (unit) => {
    const { rows: tables } = await sql<{ name: string }>`select relname as name from pg_class
      where relkind = 'r' and relnamespace = 'public'::regnamespace and relname !~ 'mikro_orm' order by 1`.execute(
      unit.sql,
    );
    const one = (name: string) =>
      name === 'session'
        ? SESSION
        : `select count(*) || ':' || coalesce(sum(xmin::text::int8), 0) || ':' || coalesce(max(xmin::text::int8), 0) from ${name}`;
    const fields = tables.map(({ name }) => `(${one(name)}) as ${name}`).join(', ');
    const { rows } = await sql<Record<string, string>>`select ${sql.raw(fields)}`.execute(unit.sql);
    return rows[0]!;
  });
}

/** The tables in which two digests differ. */
export const changedTables = (before: Record<string, string>, after: Record<string, string>): string[] =>
  Object.keys(after).filter((table) => before[table] !== after[table]);

/** Resolves once the runs of the board that were planned have been worked out. */
export async function workIsDone({ app }: TestApp): Promise<void> {
  const open = () =>
    app.db.write(nobody, systemScope, ({ sql: db }) =>
      db.selectFrom('board_run').select('id').where('state', 'in', ['PLANNING', 'RUNNING']).execute(),
    );
  await expect.poll(async () => (await open()).length, { timeout: 25_000 }).toBe(0);
}
