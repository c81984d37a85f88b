import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEMO_PASSWORD } from '../../seeds/demo/index.ts';
import { removeCluster, runningCluster } from '../../server/src/platform/cluster/index.ts';
import { qinyou } from '../support/cli.ts';
import { Client, overHttp } from '../support/client.ts';
import { copyDemoData } from '../support/demo-data.ts';
import { postmasterOf } from '../support/processes.ts';
import { freePort, startService, type Service } from '../support/service.ts';
import { Ledger } from './killing/intent.ts';
import { beginning, faultsOf, strangersOf, type Beginning } from './killing/proof.ts';
import { Writer, type Share } from './killing/writer.ts';

/** Of each kind; `npm run faults` kills twenty times. */
const KILLS = Number(process.env['FAULT_KILLS'] ?? 1);
const WRITERS = 4;
const SHORTEST_MS = 300;
const LONGEST_MS = 1500;
/** Four writers of one account are faster than people. */
const UNHURRIED = { QINYOU_LIMITS: '{"perAccount":{"points":100000,"seconds":1}}' };
const folder = join(import.meta.dirname, `../.tmp/killed-${process.pid}`);
const data = join(folder, 'data');
const ledger = new Ledger();

type Fault = 'server' | 'postmaster' | 'backend';
const FAULTS: Record<Fault, string> = {
  server: 'the service and the script behind it (SIGKILL to the group)',
  postmaster: 'PostgreSQL (SIGKILL to the postmaster)',
  backend: 'one connection of PostgreSQL (SIGKILL to a backend)',
};
const done: Record<Fault, { kills: number; acknowledged: number; unknown: number; recoveredMs: number[] }> = {
  server: { kills: 0, acknowledged: 0, unknown: 0, recoveredMs: [] },
  postmaster: { kills: 0, acknowledged: 0, unknown: 0, recoveredMs: [] },
  backend: { kills: 0, acknowledged: 0, unknown: 0, recoveredMs: [] },
};

let service: Service;
let port: number;
const writers: Writer[] = [];
let running: Promise<void>[] = [];
let since: Beginning;

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  port = await freePort();
  copyDemoData(data);
  service = await startService(data, { port, env: UNHURRIED });
  await service.ready;
  const system = await connect();
  since = await beginning(system);
  const shares = await share(system);
  await system.end();
  const door = overHttp(`http://127.0.0.1:${port}`);
  const signIn = `mutation ($input: SignInInput!) { signIn(input: $input) }`;
  for (const [nth, one] of shares.entries()) {
    const client = new Client(door, null);
    await client.get(signIn, { input: { login: 'city', password: DEMO_PASSWORD } });
    writers.push(new Writer(`写手${nth + 1}`, client, one, ledger));
  }
  running = writers.map((writer) => writer.run());
});

afterAll(async () => {
  for (const writer of writers) writer.stop();
  await Promise.all(running);
  service.signal('SIGTERM');
  await service.ended;
  await removeCluster(data);
  rmSync(folder, { recursive: true, force: true });
});

/** PostgreSQL replays and flushes what it had: beside the databases of other files it once took more than half a minute. */
const RECOVERED = { timeout: 150_000 };

async function recovered() {
  for (const end = Date.now() + RECOVERED.timeout; Date.now() < end; await sleep(200)) {
    const cluster = runningCluster(data);
    if (cluster) return cluster;
  }
  throw new Error('PostgreSQL does not come back');
}

/** Behind the service, as the system role; without a role it is the service's own login, which sees who else came by it. */
async function connect(role: 'r_system' | 'none' = 'r_system'): Promise<pg.Client> {
  const { appUrl } = await recovered();
  const client = new pg.Client({
    connectionString: appUrl,
    options: `-c role=${role}`,
  });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** The demo city's waiting households and free officials, its households and its officials without a friend, dealt out. */
async function share(system: pg.Client): Promise<Share[]> {
  const ids = async (query: string) => (await system.query<{ id: string; version: number }>(query)).rows;
  const friend = `select from pairing p where p.withdrawn_at is null and p.to_date is null and p.kind = 'RESPONSIBLE'`;
  const homes = await ids(`select id, version from household h where eligible and ended_on is null
    and not exists (${friend} and p.household_id = h.id)
    and not exists (select from pairing_claim c where c.household_id = h.id and c.status = 'OPEN') order by id`);
  const free = await ids(`select id, version from cadre c where kind = 'OFFICIAL' and status = 'ACTIVE'
    and not exists (${friend} and p.cadre_id = c.id) and not exists (select from waiver w where w.cadre_id = c.id) order by id`);
  const others = await ids(`select id, version from household h where ended_on is null and version = 1
    and exists (${friend} and p.household_id = h.id) order by id`);
  const half = Math.floor(free.length / 2);
  const dealt = <T>(all: readonly T[], nth: number) => all.filter((_one, at) => at % WRITERS === nth);
  const pairs = homes.slice(0, half).map(({ id }, at) => ({ householdId: id, cadreId: free[at]!.id }));
  return Array.from({ length: WRITERS }, (_, nth) => ({
    pairs: dealt(pairs, nth),
    households: dealt(others, nth),
    officials: dealt(free.slice(half), nth).map(({ id }) => id),
  }));
}

async function kill(fault: Fault): Promise<void> {
  if (fault === 'server') {
    service.killAll();
    await service.ended;
  } else if (fault === 'postmaster') {
    process.kill(postmasterOf(data), 'SIGKILL');
    await service.ended; // it says so and ends, for it can do nothing without
  } else {
    const login = await connect('none');
    const { rows } = await login.query<{ pid: number }>(
      `select pid from pg_stat_activity where usename = 'qinyou_app' and backend_type = 'client backend'
       and pid <> pg_backend_pid() order by state = 'active' desc, random() limit 1`,
    );
    const gone = new Promise((resolve) => void login.once('end', resolve));
    process.kill(rows[0]!.pid, 'SIGKILL');
    await gone; // with one of its processes PostgreSQL ends all others
  }
}

const postgresLog = () => readFileSync(join(data, 'postgres.log'), 'utf8').slice(-5000);

/** Somebody's write is done again, by the service that lives on or was started anew. */
async function standsAgain(fault: Fault): Promise<number> {
  const begun = Date.now();
  if (fault !== 'backend') {
    service = await startService(data, { port, env: UNHURRIED });
    await service.ready;
  }
  const before = ledger.count('DONE');
  const written = expect.poll(() => ledger.count('DONE') - before, RECOVERED).toBeGreaterThan(WRITERS);
  const over = service.ended.then(() => {
    throw new Error(`the service ended:\n${service.stdout()}${service.stderr()}${postgresLog()}`);
  });
  await Promise.race([written, over]);
  return Date.now() - begun;
}

/** What was said so far, held against what is stored. */
async function proof(): Promise<string[]> {
  const said = [...ledger.written]; // before the look, so that all of it must be there
  const system = await connect();
  try {
    return await faultsOf(system, said, since);
  } finally {
    await system.end();
  }
}

const round = (fault: Fault) => async () => {
  const [doneBefore, unknownBefore] = [ledger.count('DONE'), ledger.count('UNKNOWN')];
  await sleep(SHORTEST_MS + Math.random() * (LONGEST_MS - SHORTEST_MS));
  await kill(fault);
  const took = await standsAgain(fault);
  done[fault].kills += 1;
  done[fault].recoveredMs.push(took);
  done[fault].acknowledged += ledger.count('DONE') - doneBefore;
  done[fault].unknown += ledger.count('UNKNOWN') - unknownBefore;
  expect(await proof()).toEqual([]);
};

const rounds = Array.from({ length: KILLS }, () => Object.keys(FAULTS) as Fault[]).flat();
test.each(rounds.map((fault, n) => ({ fault, n: n + 1 })))(
  '$n: $fault killed while people write',
  async ({ fault }) => {
    await round(fault)();
  },
  300_000,
);

test('every acknowledged write is there once with its record, and nothing else', async () => {
  for (const writer of writers) writer.stop();
  await Promise.all(running);
  expect(await proof()).toEqual([]);
  const system = await connect();
  expect(await strangersOf(system, ledger.written, since)).toEqual([]);
  await system.end();
  expect(ledger.count('DONE')).toBeGreaterThan(rounds.length * WRITERS);
  console.log(table());
});

test('the board is its recount, R2 and R3 hold, and the chain of the record is whole', async () => {
  const doctor = await qinyou(['doctor'], { QINYOU_DATA: data });
  expect(doctor.stdout).not.toMatch(/^不对/m);
  const verified = await qinyou(['verify-audit'], { QINYOU_DATA: data });
  expect(verified.stderr).toBe('');
  expect(verified.code).toBe(0);
});

function table(): string {
  const middle = (all: readonly number[]) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;
  const rows = (Object.keys(FAULTS) as Fault[])
    .filter((fault) => done[fault].kills > 0)
    .map((fault) => {
      const { kills, acknowledged, unknown, recoveredMs } = done[fault];
      return `| ${FAULTS[fault]} | ${kills} | ${acknowledged} | ${unknown} | ${middle(recoveredMs)} ms | ${Math.max(...recoveredMs)} ms |`;
    });
  const [total, refused] = [ledger.count('DONE'), ledger.count('REFUSED')];
  return [
    '| killed | times | writes acknowledged | without an answer | writing again after (median) | (longest) |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
    `${total} acknowledged, each there once with its record; ${refused} refused, none there; ${ledger.count('UNKNOWN')} without an answer, each there once or not at all`,
  ].join('\n');
}
