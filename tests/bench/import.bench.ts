import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { prepareDatabase } from '../../server/src/app/database.ts';
import { removeCluster, startCluster } from '../../server/src/platform/cluster/index.ts';
import { newToken, tokenHash } from '../../server/src/platform/crypto.ts';
import { freePort } from '../support/service.ts';
import { makeRoster, type MadeRoster, type VillageName } from './import-roster.ts';
import { IMPORT_STAGES } from './import-stages.ts';
import { stagesOf } from './profile.ts';
import { serviceFile, serviceFlags } from './servers.ts';

const ROWS = Number(process.env['BENCH_IMPORT_ROWS'] ?? 100_000);
/** Where the time goes, at the price of some of it. */
const PROFILE = process.env['BENCH_PROFILE'] === '1';
const GOAL = { rowsPerSecond: 8000, megabytes: 400 };
const root = join(import.meta.dirname, '../..');
const tmp = join(root, 'tests/.tmp');
const MB = 1024 * 1024;

/** A cluster as it runs for people: every commit reaches the disk. */
let cluster: Awaited<ReturnType<typeof startCluster>>;
let folder: string;
let server: ChildProcess;
let base: string;
let headers: Record<string, string>;
let roster: Buffer;
let made: MadeRoster;
let owner: pg.Client;

beforeAll(async () => {
  folder = mkdtempSync(join(tmp, 'bench-import-'));
  cluster = await startCluster({ dataDir: join(folder, 'cluster'), log: () => undefined });
  await prepareDatabase(cluster, false);
  owner = new pg.Client({ connectionString: cluster.ownerUrl });
  await owner.connect();
  const token = await signIn();
  headers = { cookie: `qinyou_session=${token}`, 'x-qinyou': '1', 'apollo-require-preflight': 'true' };
  const { rows: villages } = await owner.query<VillageName>(`
    select v.code, c.name as county, t.name as town, v.name as village
    from region v join region t on t.id = v.parent_id join region c on c.id = t.parent_id
    where v.level = 'VILLAGE' and v.to_date is null order by v.path`);
  const file = join(folder, 'roster.xlsx');
  made = await makeRoster(file, villages, ROWS);
  roster = await readFile(file);
  await startServer();
});

afterAll(async () => {
  await stopServer();
  await owner.end();
  await cluster.stop();
  await removeCluster(join(folder, 'cluster'));
  rmSync(folder, { recursive: true, force: true });
});

it(`${ROWS} households, from the upload to the last row written`, { timeout: 900_000 }, async () => {
  const before = memory();
  const cpuBegun = cpuSeconds();
  const since = Number(process.hrtime.bigint() / 1000n);
  const begun = performance.now();
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(roster)]), '农户花名册.xlsx');
  const uploaded = await fetch(`${base}/upload/import/households?year=2026`, {
    method: 'POST',
    headers,
    body: form,
  });
  expect(uploaded.status).toBe(201);
  const { id } = (await uploaded.json()) as { id: string };
  const upload = performance.now();
  const ready = await settled(id);
  const checked = performance.now();
  const cpuChecked = cpuSeconds();
  expect(ready.problem).toBeNull();
  expect(ready.counts).toMatchObject({
    rows: made.rows,
    refuse: made.faultyIdentities + made.unknownVillages,
    skip: made.repeats,
    add: made.rows - made.faultyIdentities - made.unknownVillages - made.repeats,
  });
  await graphql('mutation ($id: ID!) { writeImport(input: { id: $id }) { id } }', { id });
  const done = await settled(id);
  const written = performance.now();
  expect(done).toMatchObject({ state: 'DONE', outcome: { added: ready.counts!.add, missing: 0 } });
  const after = memory();
  const cpuWritten = cpuSeconds();
  const seconds = (from: number, to: number) => (to - from) / 1000;
  const rate = (from: number, to: number) => Math.round(ROWS / seconds(from, to)).toLocaleString('en');
  const spent = (from: Spent, to: Spent) =>
    `${(to.server - from.server).toFixed(1)} | ${(to.database - from.database).toFixed(1)}`;
  const line = (name: string, from: number, to: number, cpu: string) =>
    `| ${name} | ${seconds(from, to).toFixed(2)} | ${rate(from, to)} | ${cpu} |\n`;
  process.stdout.write(
    `\n### Import of ${ROWS.toLocaleString('en')} households (${(roster.length / MB).toFixed(1)} MB .xlsx)\n` +
      `${cpus().length} cores, Node ${process.version}, the embedded PostgreSQL with every commit on the disk\n\n` +
      '| step | s | rows/s | processor s: service | PostgreSQL |\n|---|---:|---:|---:|---:|\n' +
      line('upload', begun, upload, ' | ') +
      line('check (to the preview)', upload, checked, spent(cpuBegun, cpuChecked)) +
      line('write', checked, written, spent(cpuChecked, cpuWritten)) +
      line('**end to end**', begun, written, spent(cpuBegun, cpuWritten)) +
      `\nGoal ≥ ${GOAL.rowsPerSecond.toLocaleString('en')} rows/s in ≤ ${GOAL.megabytes} MB. ` +
      `Memory of the server (RSS): ${before.now} MB before, at most ${after.peak} MB (+${after.peak - before.now} MB).\n`,
  );
  await stopServer();
  if (PROFILE) process.stdout.write(stagesOf(folder, since, IMPORT_STAGES));
});

/** Twice the same roster: the second finds everything as it stands. */
it('again: nothing is written twice', { timeout: 900_000 }, async () => {
  const { rows } = await owner.query<{ members: number }>(
    `select (select count(*)::int from household_member) as members`,
  );
  expect(rows[0]!.members).toBe(made.rows - made.faultyIdentities - made.unknownVillages - made.repeats);
});

interface Run {
  state: string;
  problem: string | null;
  counts: { rows: number; add: number; skip: number; refuse: number } | null;
  outcome: { added: number; missing: number } | null;
}

async function graphql<T>(query: string, variables: object): Promise<T> {
  const response = await fetch(`${base}/graphql`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data: T; errors?: unknown[] };
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

async function settled(id: string): Promise<Run> {
  for (;;) {
    const { importRun } = await graphql<{ importRun: Run }>(
      'query ($id: ID!) { importRun(id: $id) { state problem counts { rows add skip refuse } outcome { added missing } } }',
      { id },
    );
    if (!['UPLOADED', 'CHECKING', 'WRITING'].includes(importRun.state)) return importRun;
    await sleep(200);
  }
}

async function signIn(): Promise<string> {
  const token = newToken();
  await owner.query(`insert into programme_year (year, confirm_by) values (2026, '2026-03-31')`);
  await owner.query(
    `with a as (insert into account (login, display_name) values ('bench', '测速') returning id),
          g as (insert into role_grant (account_id, role, path, title) select id, 'CITY_OPERATOR', '6109/', '市操作员' from a returning id, account_id)
     insert into session (token_hash, account_id, grant_id) select $1, account_id, id from g`,
    [tokenHash(token)],
  );
  return token;
}

async function startServer(): Promise<void> {
  const port = await freePort();
  base = `http://127.0.0.1:${port}`;
  server = spawn(
    process.execPath,
    [...serviceFlags, ...(PROFILE ? ['--cpu-prof', `--cpu-prof-dir=${folder}`] : []), serviceFile],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...process.env,
        NODE_ENV: 'production',
        DATABASE_URL: cluster.appUrl,
        QINYOU_OWNER_URL: cluster.ownerUrl,
        QINYOU_DATA: join(folder, 'data'),
        PORT: String(port),
      },
    },
  );
  await new Promise<void>((resolve, reject) => {
    server.stdout!.on('data', (bytes: Buffer) => bytes.includes('is ready') && resolve());
    server.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });
}

async function stopServer(): Promise<void> {
  if (!server || server.exitCode !== null) return;
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGTERM');
  await Promise.race([ended, sleep(20_000)]);
  if (server.exitCode === null) server.kill('SIGKILL');
}

/** Of the server's process, in MB: now, and the most there ever was. */
function memory(): { now: number; peak: number } {
  const status = readFileSync(`/proc/${server.pid}/status`, 'utf8');
  const of = (name: string) =>
    Math.round(Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1]) / 1024);
  return { now: of('VmRSS'), peak: of('VmHWM') };
}

/** Seconds of processor time. */
interface Spent {
  server: number;
  database: number;
}

/** What the server and PostgreSQL (its main process with all of its children) have used so far. */
function cpuSeconds(): Spent {
  const ticks = (pid: string, children: boolean): number => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ').map(Number);
    return fields[11]! + fields[12]! + (children ? fields[13]! + fields[14]! : 0);
  };
  const parentOf = (pid: string) =>
    Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')[1]);
  const main = readFileSync(join(folder, 'cluster/postgres/postmaster.pid'), 'utf8').split('\n')[0]!;
  let database = ticks(main, true);
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      if (parentOf(pid) === Number(main)) database += ticks(pid, false);
    } catch (error) {
      if (!['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error; // it has just ended
    }
  }
  return { server: ticks(String(server.pid), false) / 100, database: database / 100 };
}
