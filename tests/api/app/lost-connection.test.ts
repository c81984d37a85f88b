import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemScope } from '../../../server/src/platform/auth/scope.ts';
import type { UnitOfWork } from '../../../server/src/platform/db/database.ts';
import { sql } from 'kysely';
import { withApp } from '../../support/app.ts';

const test = withApp();
/** More than the pool has places. */
const LOSSES = 12;
const nobody = { accountId: null, grantId: null };
let other: pg.Client;

beforeAll(async () => {
  other = new pg.Client({ connectionString: test.urls.appUrl });
  await other.connect();
});
afterAll(() => other.end());

const write = (work: (unit: UnitOfWork) => Promise<unknown>) => test.app.db.write(nobody, systemScope, work);

it('a connection that is lost within a unit of work leaves its place to the next', async () => {
  for (let i = 0; i < LOSSES; i++) {
    const lost = write(async ({ sql: db }) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db);
      await other.query('select pg_terminate_backend($1, 5000)', [rows[0]!.pid]);
      await sql`select 1`.execute(db);
    });
    await expect(lost).rejects.toThrow();
  }
  const { rows } = (await write(({ sql: db }) => sql`select 1 as n`.execute(db))) as { rows: unknown[] };
  expect(rows).toEqual([{ n: 1 }]);
});
