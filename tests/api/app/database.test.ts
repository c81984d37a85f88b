import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { prepareDatabase } from '../../../server/src/app/database.ts';
import { emptyDatabase, type TestDatabase } from '../../support/database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await emptyDatabase();
});
afterAll(() => database.drop());

it('prepares a fresh database once, however many processes start over it at the same moment', async () => {
  await Promise.all([1, 2, 3].map(() => prepareDatabase(database, false)));
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  const { rows } = await client.query<{ villages: number; twice: number }>(`
    select (select count(*)::int from region where level = 'VILLAGE') as villages,
      (select count(*)::int from (select name from mikro_orm_migrations group by name having count(*) > 1) as d) as twice`);
  await client.end();
  expect(rows).toEqual([{ villages: 1924, twice: 0 }]);
});
