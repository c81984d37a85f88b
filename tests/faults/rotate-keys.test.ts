import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApplication, type Application } from '../../server/src/app/application.ts';
import { keysOutside } from '../../server/src/app/rotate-keys/wrapped.ts';
import { checkSign, PersonVault, personColumns } from '../../server/src/modules/people/index.ts';
import { systemScope } from '../../server/src/platform/auth/scope.ts';
import { loadMasterKeys, reloadMasterKeys } from '../../server/src/platform/keys.ts';
import { openLog } from '../../server/src/platform/log.ts';
import { cli, cliEnvironment } from '../support/cli.ts';
import type { Client } from '../support/client.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { World, type Place } from '../support/world.ts';

const CADRES = 3000;
const SOME = 600;
const UNHURRIED = { points: 1_000_000, seconds: 1 };
const nobody = { accountId: null, grantId: null };

let database: TestDatabase;
let folder: string;
let dataDir: string;
let app: Application;
let unit: Place;
let county: Client;
const ids: string[] = [];

const numberOf = (serial: number) => {
  const body = `6109261980${String(101 + Math.floor(serial / 1000) * 100).padStart(4, '0')}${String(serial % 1000).padStart(3, '0')}`;
  return body + checkSign(body);
};

beforeAll(async () => {
  mkdirSync(join(import.meta.dirname, '../.tmp'), { recursive: true });
  folder = mkdtempSync(join(import.meta.dirname, '../.tmp/rotate-'));
  dataDir = join(folder, 'data');
  database = await testDatabase();
  app = await openApplication({
    appUrl: database.appUrl,
    keys: await loadMasterKeys(dataDir, {}),
    readKeys: () => reloadMasterKeys(dataDir, {}),
    dataDir,
    log: openLog({ level: 'fatal' }),
    limits: { perAddress: UNHURRIED, perAccount: UNHURRIED },
  });
  const world = new World(app);
  unit = await world.unit('610926');
  county = await world.signedIn('COUNTY_OPERATOR', '6109/610926/');
  const people = new PersonVault(app.vault);
  await app.db.write(nobody, systemScope, async ({ sql: db }) => {
    const rows = Array.from({ length: CADRES }, (_one, serial) => ({
      name: `干部${serial}`,
      unit_id: unit.id,
      path: unit.path,
      rank: 'STAFF',
      ...personColumns(people.person({ identity: numberOf(serial) })),
    }));
    for (let at = 0; at < rows.length; at += 500) {
      const made = await db
        .insertInto('cadre')
        .values(rows.slice(at, at + 500))
        .returning('id')
        .execute();
      ids.push(...made.map(({ id }) => id));
    }
  });
});

afterAll(async () => {
  await app.close();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

const underNew = () =>
  app.db.write(nobody, systemScope, async ({ sql: db }) => {
    const { rows } = await sql<{
      n: number;
    }>`select count(*)::int as n from cadre where get_byte(person_key, 1) = 2`.execute(db);
    return rows[0]!.n;
  });

/** The command in a process of its own; with `killAt` it is killed as soon as so many rows lie under the new key. */
function rotating(killAt?: number): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [cli, 'rotate-keys'], {
    env: {
      ...cliEnvironment,
      DATABASE_URL: database.appUrl,
      QINYOU_OWNER_URL: database.ownerUrl,
      QINYOU_DATA: dataDir,
    },
  });
  let said = '';
  let ended = false;
  child.stdout.on('data', (bytes: Buffer) => (said += bytes.toString()));
  child.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()));
  const killing = async (rows: number) => {
    while (!ended && (await underNew()) < rows) await sleep(5);
    child.kill('SIGKILL');
  };
  if (killAt !== undefined) void killing(killAt);
  return new Promise((resolve) => {
    child.once('exit', (code) => {
      ended = true;
      resolve({ code, said });
    });
  });
}

const REGISTER = `mutation ($input: RegisterCadreInput!) { registerCadre(input: $input) { id } }`;
const REVEAL = `mutation ($input: RevealInput!) { reveal(input: $input) { value } }`;
const register = (serial: number) =>
  county.ask<{ registerCadre: { id: string } }, unknown>(REGISTER, {
    input: {
      unitId: unit.id,
      name: `新人${serial}`,
      rank: 'STAFF',
      rankTitle: '一级科员',
      identity: numberOf(serial),
    },
  });
const revealed = (id: string) =>
  county.ask<{ reveal: { value: string } }, unknown>(REVEAL, {
    input: { subject: 'CADRE', id, field: 'IDENTITY', reason: '核对名册' },
  });

/** People go on all the while: numbers are read, numbers in use are found to be in use, new ones are entered. */
async function work(until: () => boolean): Promise<{ reads: number; found: number; entered: number }> {
  const done = { reads: 0, found: 0, entered: 0 };
  for (let turn = 0; !until(); turn++) {
    const serial = (turn * 7919) % ids.length;
    const { data, code } = await revealed(ids[serial]!);
    expect([data?.reveal.value, code]).toEqual([numberOf(serial), undefined]);
    done.reads++;
    const taken = await register((turn * 104_729) % ids.length);
    expect([taken.code, taken.errors[0]?.message]).toEqual([
      'INVALID_INPUT',
      expect.stringContaining('已经用了这个证件号'),
    ]);
    done.found++;
    if (turn % 5 > 0) continue;
    const made = await register(ids.length);
    expect(made.code).toBeUndefined();
    ids.push(made.data!.registerCadre.id);
    done.entered++;
  }
  return done;
}

test(
  'keys are rotated while people work, killed midway and taken up again: no search missed, nothing unreadable',
  { timeout: 240_000 },
  async () => {
    const [old] = readFileSync(join(dataDir, 'master.key'), 'utf8').trim().split('\n');
    let over = false;
    const working = work(() => over);
    try {
      const killed = await rotating(SOME);
      expect(killed.code).toBeNull();
      const between = await underNew();
      expect(between).toBeGreaterThanOrEqual(SOME);
      expect(between).toBeLessThan(CADRES);
      expect(readFileSync(join(dataDir, 'master.key'), 'utf8').trim().split('\n')).toHaveLength(2);
      const again = await rotating();
      expect(again.said).toContain('换好了');
      expect(again.code).toBe(0);
    } finally {
      over = true;
    }
    const done = await working;
    for (const times of Object.values(done)) expect(times).toBeGreaterThan(20);

    const file = readFileSync(join(dataDir, 'master.key'), 'utf8');
    expect(file).toMatch(/^2:\S{44}\n$/);
    expect(file).not.toContain(old);
    expect(statSync(join(dataDir, 'master.key')).mode & 0o777).toBe(0o600);
    expect(await keysOutside(app.db, [2])).toEqual(new Map());
    for (const [serial, id] of ids.entries()) {
      if (serial % 20 > 0) continue;
      expect((await revealed(id)).data?.reveal.value).toBe(numberOf(serial));
      expect((await register(serial)).code).toBe('INVALID_INPUT');
    }
    const twice = await app.db.write(nobody, systemScope, async ({ sql: db }) => {
      const { rows } = await sql`select 1 from cadre group by identity_index having count(*) > 1`.execute(db);
      return rows;
    });
    expect(twice).toEqual([]);
    const recorded = await app.db.write(nobody, systemScope, async ({ sql: db }) => {
      const { rows } =
        await sql`select before, after ->> 'kid' as kid from audit_entry where action = 'keys.rotate'`.execute(
          db,
        );
      return rows;
    });
    expect(recorded).toEqual([{ before: { kid: 1 }, kid: '2' }]);
  },
);
