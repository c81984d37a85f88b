import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { scopeOf, systemScope } from '../../../server/src/platform/auth/scope.ts';
import { statement } from '../../../server/src/platform/db/query-builder.ts';
import { ReadPools } from '../../../server/src/platform/db/read-pools.ts';
import { withApp } from '../../support/app.ts';

const test = withApp();

interface Numbered {
  n: number;
}
/** Each of the 20 is made 30 ms after the one before, and is more than PostgreSQL gathers before it sends. */
const slow = () =>
  statement(
    sql<Numbered>`select n, repeat('x', 20000) as wide from generate_series(1, 20) n, lateral (select pg_sleep(n * 0 + 0.03)) z`,
  );

it('gives rows while others are still being made, and keeps none', async () => {
  const came: { n: number; at: number }[] = [];
  const begun = performance.now();
  const pools = new ReadPools({ connectionString: test.urls.appUrl });
  const { sql: text, parameters } = slow().compile();
  const kept = await pools.query<Numbered>(systemScope, { text, values: [...parameters] }, ({ n }) =>
    came.push({ n, at: performance.now() - begun }),
  );
  await pools.end();
  expect(kept).toEqual([]);
  expect(came.map(({ n }) => n)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
  expect(came.at(-1)!.at - came[0]!.at).toBeGreaterThan(300);
});

it('ends with what whoever takes the rows throws, gives no more, and goes on reading', async () => {
  const { db } = test.app;
  const came: number[] = [];
  const broken = db.each(systemScope, slow(), ({ n }) => {
    came.push(n);
    if (n === 2) throw new Error('broken');
  });
  await expect(broken).rejects.toThrow('broken');
  expect(came).toEqual([1, 2]);
  expect(await db.rows(systemScope, statement(sql`select 1 as n`))).toEqual([{ n: 1 }]);
});

it('gives what the scope lets through, as rows do', async () => {
  const scope = scopeOf('territory', '6109/610926/');
  const query = statement(sql`select current_setting('app.scope_lo') as lo, current_user as axis`);
  const came: unknown[] = [];
  await test.app.db.each(scope, query, (row) => came.push(row));
  expect(came).toEqual([{ lo: '6109/610926/', axis: 'r_territory' }]);
});
