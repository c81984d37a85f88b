import { spawn } from 'node:child_process';
import { mkdtempSync, mkdirSync, rmSync, copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cli, cliEnvironment } from '../support/cli.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';

const root = join(import.meta.dirname, '../..');
const HOUSEHOLDS = 2302;
const A_BATCH = 500;

let database: TestDatabase;
let owner: pg.Client;
/** Looks at what is stored as the system role does; the owner, too, is under row-level security. */
let system: pg.Client;
let folder: string;

beforeAll(async () => {
  mkdirSync(join(root, 'tests/.tmp'), { recursive: true });
  folder = mkdtempSync(join(root, 'tests/.tmp/killed-'));
  copyFileSync(join(root, 'tests/fixtures/rosters/households.xlsx'), join(folder, 'households.xlsx'));
  database = await testDatabase();
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  system = new pg.Client({ connectionString: database.appUrl, options: '-c role=r_system' });
  await system.connect();
  await owner.query(`insert into programme_year (year, confirm_by) values (2026, '2026-03-31')`);
  await owner.query(`
    with a as (insert into account (login, display_name) values ('pingli', '平利县') returning id)
    insert into role_grant (account_id, role, path, title) select id, 'COUNTY_OPERATOR', '6109/610926/', '县操作员 · 平利县' from a`);
});

afterAll(async () => {
  await Promise.all([owner.end(), system.end()]);
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

/** Imports the households in a process of its own; with `killAt` it is killed as soon as so many rows are written. */
function importing(killAt?: number): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [cli, 'import', 'households', 'households.xlsx', '--as', 'pingli'], {
    cwd: folder,
    env: {
      ...cliEnvironment,
      DATABASE_URL: database.appUrl,
      QINYOU_OWNER_URL: database.ownerUrl,
      QINYOU_DATA: join(folder, 'data'),
    },
  });
  let said = '';
  let ended = false;
  if (killAt !== undefined) void killAtRow(killAt);
  child.stdout.on('data', (bytes: Buffer) => (said += bytes.toString()));
  child.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()));
  async function killAtRow(rows: number): Promise<void> {
    while (!ended && (await figures()).households < rows) await sleep(20);
    child.kill('SIGKILL');
  }
  return new Promise((resolve) => {
    child.once('exit', (code) => {
      ended = true;
      resolve({ code, said });
    });
  });
}

async function figures() {
  const { rows } = await system.query<Record<'households' | 'numbers' | 'members' | 'audited', number>>(`
    select count(*)::int as households, count(distinct number)::int as numbers,
      (select count(*)::int from household_member) as members,
      (select count(distinct subject_id)::int from audit_entry where action = 'household.import') as audited
    from household`);
  return rows[0]!;
}

test(
  'an import killed midway and run again: nothing doubled, nothing lost',
  { timeout: 240_000 },
  async () => {
    const killed = await importing(A_BATCH);
    expect(killed.code).toBe(null);
    const between = await figures();
    expect(between.households).toBeGreaterThanOrEqual(A_BATCH);
    expect(between.households).toBeLessThan(HOUSEHOLDS);
    expect(between.households % A_BATCH).toBe(0);

    const again = await importing();
    expect(again.said).toContain('写好了');
    expect(again.code).toBe(0);
    expect(await figures()).toEqual({
      households: HOUSEHOLDS,
      numbers: HOUSEHOLDS,
      members: HOUSEHOLDS,
      audited: HOUSEHOLDS,
    });
  },
);
