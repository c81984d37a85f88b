import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { prepareDatabase } from '../../../server/src/app/database.ts';
import { withDatabase } from '../../support/cluster-setup.ts';

const name = `fresh_${randomBytes(6).toString('hex')}`;
let owner: pg.Client;
let urls: { ownerUrl: string; appUrl: string };

beforeAll(async () => {
  owner = new pg.Client({ connectionString: inject('cluster').ownerUrl });
  await owner.connect();
  await owner.query(`create database ${name}`);
  const { ownerUrl, appUrl } = inject('cluster');
  urls = { ownerUrl: withDatabase(ownerUrl, name), appUrl: withDatabase(appUrl, name) };
});
afterAll(async () => {
  await owner.query(`drop database ${name} with (force)`);
  await owner.end();
});

it('prepares a fresh database once, however many processes start over it at the same moment', async () => {
  await Promise.all([1, 2, 3].map(() => prepareDatabase(urls, false)));
  const client = new pg.Client({ connectionString: urls.ownerUrl });
  await client.connect();
  const { rows } = await client.query<{ villages: number; twice: number }>(`
    select (select count(*)::int from region where level = 'VILLAGE') as villages,
      (select count(*)::int from (select name from mikro_orm_migrations group by name having count(*) > 1) as d) as twice`);
  await client.end();
  expect(rows).toEqual([{ villages: 1924, twice: 0 }]);
});
