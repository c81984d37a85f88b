import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { removeCluster, runningCluster } from '../../server/src/platform/cluster/index.ts';
import { copyDemoData } from '../support/demo-data.ts';
import { isRunning, postmasterOf } from '../support/processes.ts';
import { freePort, outcomeOf, type Service } from '../support/service.ts';
import { startsServices } from '../support/started.ts';

const folder = join(import.meta.dirname, `../.tmp/accidents-${process.pid}`);
const data = join(folder, 'data');
const accidents = pathToFileURL(join(import.meta.dirname, 'killing/accidents.mjs')).href;
/** What must come within some tenths of a second may come late beside other files. */
const AGAIN = { retry: 2 };
const startOn = startsServices();
const start = () => startOn(data, { env: { NODE_OPTIONS: `--import=${accidents}` } });

const answers = (service: Service) => fetch(`http://127.0.0.1:${service.port}/`).then(({ ok }) => ok);

const beginnings = (): number =>
  readFileSync(join(data, 'postgres.log'), 'utf8').split('terminated; reinitializing').length;

/** One process of PostgreSQL dies, with much to write again, so that it takes a while. @returns the postmaster, just beginning anew */
async function loseOneProcess(): Promise<number> {
  const client = new pg.Client({ connectionString: runningCluster(data)!.ownerUrl });
  client.on('error', () => undefined);
  await client.connect();
  await client.query('create table if not exists accident as select generate_series(1, 1000000) as n');
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  const [main, before] = [postmasterOf(data), beginnings()];
  process.kill(rows[0]!.pid, 'SIGKILL');
  await expect.poll(beginnings, { interval: 5, timeout: 30_000 }).toBeGreaterThan(before);
  return main;
}

async function recovered(): Promise<void> {
  const look = async () => {
    const client = new pg.Client({ connectionString: runningCluster(data)!.ownerUrl });
    client.on('error', () => undefined);
    await client.connect();
    await client.query('drop table if exists accident');
    await client.end();
    return true;
  };
  await expect.poll(() => look().catch(() => false), { timeout: 60_000 }).toBe(true);
}

beforeAll(() => {
  mkdirSync(folder, { recursive: true });
  copyDemoData(data);
});

afterAll(async () => {
  await removeCluster(data);
  rmSync(folder, { recursive: true, force: true });
});

test('a promise that nobody waited for is told, and the service goes on', async () => {
  const service = await start();
  await service.ready;
  service.signalAll('SIGUSR2');
  await expect.poll(() => service.stdout(), { timeout: 10_000 }).toContain('nobody waited for this');
  expect(await answers(service)).toBe(true);
});

test(
  'an error that nobody caught ends the service, and PostgreSQL with it, even while that recovers',
  AGAIN,
  async () => {
    const service = await start();
    await service.ready;
    await recovered();
    const main = await loseOneProcess();
    service.signalAll('SIGHUP');
    expect(await service.ended).toBe(1);
    expect(service.stdout()).toContain('nobody caught this error');
    await expect.poll(() => isRunning(main), { timeout: 10_000 }).toBe(false);
  },
);

test('a PostgreSQL that is stuck in a shutdown does not hold up the next start', AGAIN, async () => {
  const service = await start();
  await service.ready;
  await recovered();
  const main = await loseOneProcess();
  process.kill(main, 'SIGINT');
  service.killAll();
  await service.ended;
  await sleep(2000);
  expect(isRunning(main)).toBe(true); // else PostgreSQL has been mended, and `postmaster.ts` could ask as politely as before
  const next = await start();
  expect(await next.ready).toBeLessThan(20_000); // 30 of which were once waited in vain
  expect(isRunning(main)).toBe(false);
});

test('the folder is still taken after PostgreSQL has begun anew', async () => {
  const service = await start();
  await service.ready;
  await recovered();
  await loseOneProcess();
  await recovered();
  const { code, lines } = await outcomeOf(await startOn(data, { port: await freePort() }));
  expect({ code, lines }).toEqual({
    code: 1,
    lines: [expect.stringMatching(/^另一个亲友正在使用数据文件夹 /)],
  });
  expect(await answers(service)).toBe(true);
});
