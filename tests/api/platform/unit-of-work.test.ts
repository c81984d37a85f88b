import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { entities } from '../../../server/src/app/modules.ts';
import { systemScope } from '../../../server/src/platform/auth/scope.ts';
import { Database, type UnitOfWork } from '../../../server/src/platform/db/database.ts';
import { openOrm } from '../../../server/src/platform/db/orm.ts';
import { audit } from '../../../server/src/modules/audit/index.ts';
import { countingProxy, type CountingProxy } from '../../support/counting-proxy.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';

let database: TestDatabase;
let proxy: CountingProxy;
let db: Database;
let behind: pg.Client;
const nobody = { accountId: null, grantId: null };
const broken = { name: 'broken', text: 'select 1 / ($1::int)', values: [0] };
const one = { name: 'one', text: 'select 1 as n', values: [] };

beforeAll(async () => {
  database = await testDatabase();
  proxy = await countingProxy(database.appUrl);
  db = new Database(await openOrm(proxy.url, entities), { connectionString: proxy.url });
  behind = new pg.Client({ connectionString: database.appUrl, options: '-c role=r_system' });
  await behind.connect();
});
afterAll(async () => {
  await behind.end();
  await db.close();
  await proxy.close();
  await database.drop();
});

const write = <T>(work: (unit: UnitOfWork) => T | Promise<T>) => db.write(nobody, systemScope, work);
const record = (unit: UnitOfWork, action: string) => audit(unit, { action, subjectType: 'test' });

async function recorded(action: string): Promise<number> {
  const { rows } = await behind.query('select from audit_entry where action = $1', [action]);
  return rows.length;
}

async function tripsOf(work: (unit: UnitOfWork) => unknown): Promise<number> {
  await write(work); // the connection is made, its statements are prepared
  const before = proxy.trips();
  await write(work);
  return proxy.trips() - before;
}

it('takes one trip for what is asked with its transaction and its scope, one for what is written with the commit', async () => {
  const trips = await tripsOf(async (unit) => {
    await unit.prepared(one);
    record(unit, 'trip.first');
    record(unit, 'trip.second');
  });
  expect(trips).toBe(2);
  expect(await recorded('trip.first')).toBe(2);
  expect(await recorded('trip.second')).toBe(2);
});

it('takes one trip where nothing is asked, none where nothing is sent', async () => {
  expect(await tripsOf((unit) => record(unit, 'trip.only'))).toBe(1);
  expect(await tripsOf(() => undefined)).toBe(0);
});

it('sends what is asked side by side in one trip', async () => {
  const trips = await tripsOf((unit) => Promise.all([unit.prepared(one), sql`select 2`.execute(unit.sql)]));
  expect(trips).toBe(2);
});

it('sees what was sent before, and runs as the role and in the scope that it was given', async () => {
  const { rows } = await write((unit) => {
    record(unit, 'seen.within');
    return sql`select count(*)::int as n, current_user::text as role from audit_entry where action = 'seen.within'`.execute(
      unit.sql,
    );
  });
  expect(rows).toEqual([{ n: 1, role: 'r_system' }]);
});

it('fails by the first error, told as it was asked to be, and nothing of it happened', async () => {
  const work = write(async (unit) => {
    record(unit, 'failed.later');
    unit.later(broken, () => new Error('told so'));
    await unit.prepared(one);
  });
  await expect(work).rejects.toThrow('told so');
  const atCommit = write((unit) => {
    record(unit, 'failed.later');
    unit.later(broken);
  });
  await expect(atCommit).rejects.toThrow('division by zero');
  expect(await recorded('failed.later')).toBe(0);
});

it('fails alike where all of it is prepared and travels together, and its connection lives on', async () => {
  const pid = { name: 'pid', text: 'select pg_backend_pid() as pid', values: [] };
  const onConnection = async () => (await write((unit) => unit.prepared<{ pid: number }>(pid)))[0]?.pid;
  const before = await onConnection();
  for (let nth = 0; nth < 3; nth++) {
    const asked = write(async (unit) => {
      record(unit, 'failed.together');
      unit.later(broken, () => new Error('told so'));
      record(unit, 'failed.together');
      await unit.prepared(one);
    });
    await expect(asked).rejects.toThrow('told so');
    const atCommit = write((unit) => {
      record(unit, 'failed.together');
      unit.later(broken, () => new Error('told at the end'));
    });
    await expect(atCommit).rejects.toThrow('told at the end');
  }
  expect(await onConnection()).toBe(before);
  expect(await recorded('failed.together')).toBe(0);
});

it('never says done of what a swallowed error undid', async () => {
  const work = write(async (unit) => {
    record(unit, 'failed.swallowed');
    await unit.prepared(broken).catch(() => undefined);
  });
  await expect(work).rejects.toThrow('division by zero');
  expect(await recorded('failed.swallowed')).toBe(0);
});

it('leaves no open transaction behind, however it ended', async () => {
  await Promise.allSettled([
    write((unit) => unit.prepared(one)),
    write((unit) => unit.prepared(broken)),
    write(async (unit) => {
      await unit.prepared(one);
      throw new Error('thought better of it');
    }),
  ]);
  await behind.query('set role none'); // the login sees what its own sessions do, the role doesn't
  const { rows } = await behind.query<{ state: string }>(
    `select state from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and state like 'idle in%'`,
  );
  await behind.query('reset role');
  expect(rows).toEqual([]);
});
