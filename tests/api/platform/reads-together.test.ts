import type { EventEmitter } from 'node:events';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { entities } from '../../../server/src/app/modules.ts';
import { scopeOf, systemScope, type Scope } from '../../../server/src/platform/auth/scope.ts';
import { Database } from '../../../server/src/platform/db/database.ts';
import { openOrm } from '../../../server/src/platform/db/orm.ts';
import { build } from '../../../server/src/platform/db/query-builder.ts';
import { prepareScope, runScoped } from '../../../server/src/platform/db/scoped-query.ts';
import { countingProxy, type CountingProxy } from '../../support/counting-proxy.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';

let database: TestDatabase;
let proxy: CountingProxy;
let db: Database;
const first = scopeOf('territory', '6109/610902/');
const second = scopeOf('territory', '6109/610926/');

beforeAll(async () => {
  database = await testDatabase();
  proxy = await countingProxy(database.appUrl);
  db = new Database(await openOrm(proxy.url, entities), { connectionString: proxy.url });
});
afterAll(async () => {
  await db.close();
  await proxy.close();
  await database.drop();
});

const told = (divisor: number) => {
  const text = sql<{
    lo: string;
  }>`select current_setting('app.scope_lo', true) as lo, 1 / ${divisor}::int as n`;
  return { compile: () => text.compile(build) };
};
const lowest = async (scope: Scope, divisor = 1): Promise<string | undefined> =>
  (await db.together.rows(scope, told(divisor)))[0]?.lo;

it('takes one trip for all that is asked in one turn, each under its own scope', async () => {
  await lowest(first);
  const before = proxy.trips();
  const answers = await Promise.all([lowest(first), lowest(second), lowest(first)]);
  expect(answers).toEqual([first.lo, second.lo, first.lo]);
  expect(proxy.trips() - before).toBe(1);
});

it('fails none by another, and lends the connection out again', async () => {
  const outcomes = await Promise.allSettled([
    lowest(first),
    lowest(first, 0),
    lowest(second),
    lowest(systemScope),
  ]);
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
  const before = proxy.trips();
  expect(await lowest(second)).toBe(second.lo);
  expect(proxy.trips() - before).toBe(1);
});

it('asks once what the rows of a prepared statement look like, and reads them alike ever after', async () => {
  const client = new pg.Client(database.appUrl);
  await client.connect();
  await prepareScope(client);
  let described = 0;
  const { connection } = client as unknown as { connection: EventEmitter };
  connection.on('rowDescription', () => (described += 1));
  const ask = async (rows: number) => {
    const text = `select date '2026-11-23' as day, n::int8 as count, null::text as nothing from generate_series(1, $1::int) n`;
    return (await runScoped(client, first, { name: 'looks', text, values: [rows] })).rows as object[];
  };
  const row = (count: number) => ({ day: '2026-11-23', count, nothing: null });
  expect(await ask(1)).toEqual([row(1)]);
  expect(await ask(2)).toEqual([row(1), row(2)]);
  expect(await ask(0)).toEqual([]);
  expect(described).toBe(1);
  await client.end();
});
