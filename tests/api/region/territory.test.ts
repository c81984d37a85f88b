import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { withApp } from '../../support/app.ts';
import type { Client } from '../../support/client.ts';
import type { Place } from '../../support/world.ts';

const test = withApp();
const ASK = `query ($id: ID!) { region(id: $id) { name poor parent { name parent { name } } } }`;

let owner: pg.Client;
let village: Place;
let operator: Client;

beforeAll(async () => {
  owner = new pg.Client({ connectionString: test.urls.ownerUrl });
  await owner.connect();
  [village] = (await test.world.villages('610926107', 1)) as [Place];
  operator = await test.world.signedIn('COUNTY_OPERATOR', (await test.world.region('610926')).path);
});
afterAll(() => owner.end());

const asked = () =>
  operator.get<{ region: { name: string; poor: boolean } }, unknown>(ASK, { id: village.id });
const rename = (name: string) => owner.query('update region set name = $2 where id = $1', [village.id, name]);

describe('the territory in memory', () => {
  it('is read once, then asked without the database', async () => {
    await asked();
    test.forgetStatements();
    expect(await asked()).toMatchObject({ region: { parent: { parent: { name: '平利县' } } } });
    expect(test.statements.filter((text) => text.includes('"region"'))).toEqual([]);
  });

  it('follows a change within a moment', async () => {
    await asked();
    await rename('新名村');
    await vi.waitFor(async () => expect((await asked()).region.name).toBe('新名村'), { timeout: 3000 });
  });

  it('follows one that happened while the line to the database was cut', async () => {
    await asked();
    const cut = `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and usename = 'qinyou_app' and query like 'listen%'`;
    expect((await owner.query(cut)).rowCount).toBe(1);
    await rename('断线村');
    await vi.waitFor(async () => expect((await asked()).region.name).toBe('断线村'), { timeout: 5000 });
    await rename('又连上村');
    await vi.waitFor(async () => expect((await asked()).region.name).toBe('又连上村'), { timeout: 5000 });
  });
});
