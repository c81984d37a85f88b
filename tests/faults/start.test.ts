import { spawn } from 'node:child_process';
import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { removeCluster } from '../../server/src/platform/cluster/index.ts';
import { isRunning, postmasterOf } from '../support/processes.ts';
import { freePort, outcomeOf, type Service } from '../support/service.ts';
import { startsServices } from '../support/started.ts';

const folder = join(import.meta.dirname, `../.tmp/start-${process.pid}`);
const data = join(folder, 'data');
/** On a machine that has nothing else to do; one that is overbooked gets as much longer as it is overbooked. */
const overbooked = () => Math.max(1, (loadavg()[0] ?? 0) / availableParallelism());
const secondStartMs = () => 5000 * overbooked();
const demoSeedMs = () => 10_000 * overbooked();
/** On the clock, PostgreSQL's part and its flushing to disk included. */
let demoTookMs = 0;
const AGAIN = { retry: 2 };
const startOn = startsServices();
const start = (dataDir = data, port?: number) => startOn(dataDir, { port });

const postmaster = () => postmasterOf(data);

const answers = (service: Service) =>
  fetch(`http://127.0.0.1:${service.port}/`).then(
    (response) => response.ok,
    () => false,
  );

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  const first = await start();
  await first.ready;
  expect(first.stdout().trimEnd().split('\n').at(-1)).toBe(
    `Qinyou is ready at http://127.0.0.1:${first.port}`,
  );
  demoTookMs = first.saidAt('演示账号') - first.saidAt('正在放入演示数据');
  expect(await answers(first)).toBe(true);
  first.signal('SIGTERM');
  expect(await first.ended).toBe(0);
}, 300_000);

afterAll(async () => {
  await removeCluster(data);
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

test('the first start puts the demo city in within 10 seconds', () => {
  console.log(`the demo city took ${(demoTookMs / 1000).toFixed(1)} s, allowed ${demoSeedMs() / 1000} s`);
  expect(demoTookMs).toBeGreaterThan(0);
  expect(demoTookMs).toBeLessThan(demoSeedMs());
});

test('the first start leaves keys and passwords that only their owner can read', () => {
  for (const name of ['master.key', 'postgres.json'])
    expect(statSync(join(data, name)).mode & 0o777).toBe(0o600);
});

test('the next start is ready within 5 seconds, and SIGTERM stops everything', AGAIN, async () => {
  const service = await start();
  expect(await service.ready).toBeLessThan(secondStartMs());
  const database = postmaster();
  expect(isRunning(database)).toBe(true);
  service.signal('SIGTERM');
  expect(await service.ended).toBe(0);
  expect(isRunning(database)).toBe(false);
  expect(await answers(service)).toBe(false);
});

test('Ctrl-C, which reaches everything twice, stops it as cleanly', async () => {
  const service = await start();
  await service.ready;
  const database = postmaster();
  service.signal('SIGINT');
  service.signal('SIGINT');
  expect(await service.ended).toBe(0);
  expect(isRunning(database)).toBe(false);
});

test('SIGTERM in the middle of a start leaves nothing running', async () => {
  const service = await start();
  await expect.poll(() => isRunning(postmasterOr(0)), { interval: 5, timeout: 60_000 }).toBe(true);
  const database = postmaster();
  service.signal('SIGTERM');
  await service.ended;
  await expect.poll(() => isRunning(database), { timeout: 30_000 }).toBe(false);
});

function postmasterOr(nothing: number): number {
  try {
    return postmaster();
  } catch {
    return nothing;
  }
}

test('when the script is killed the service ends by itself, and the same port serves again', async () => {
  const service = await start();
  await service.ready;
  service.signal('SIGKILL');
  const next = await start(data, service.port);
  await next.ready;
  expect(await answers(next)).toBe(true);
  next.signal('SIGTERM');
  expect(await next.ended).toBe(0);
});

test('when all is killed and PostgreSQL is left running, the next start recovers', AGAIN, async () => {
  const service = await start();
  await service.ready;
  const left = postmaster();
  service.killAll();
  await service.ended;
  expect(isRunning(left)).toBe(true);
  const next = await start(data, service.port);
  expect(await next.ready).toBeLessThan(secondStartMs());
  expect(isRunning(left)).toBe(false);
  next.signal('SIGTERM');
  expect(await next.ended).toBe(0);
});

test('a second service on the same data is refused and the first one keeps serving', async () => {
  const service = await start();
  await service.ready;
  const { code, lines } = await outcomeOf(await start(data, await freePort()));
  expect({ code, lines }).toEqual({
    code: 1,
    lines: [expect.stringMatching(/^另一个亲友正在使用数据文件夹 .*。$/)],
  });
  expect(await answers(service)).toBe(true);
  service.signal('SIGTERM');
  expect(await service.ended).toBe(0);
});

test('when PostgreSQL dies the service says so and ends, and the next start recovers', async () => {
  const service = await start();
  await service.ready;
  process.kill(postmaster(), 'SIGKILL');
  expect(await service.ended).toBe(1);
  expect(service.stderr()).toMatch(/数据库意外停止了/);
  const next = await start();
  await next.ready;
  next.signal('SIGTERM');
  expect(await next.ended).toBe(0);
});

test('a leftover file that names a process of somebody else harms nobody', async () => {
  const stranger = spawn('sleep', ['600']);
  const file = [stranger.pid, join(data, 'postgres'), 1_700_000_000, 5432, '', '127.0.0.1', '', 'ready', ''];
  writeFileSync(join(data, 'postgres/postmaster.pid'), file.join('\n'), { mode: 0o600 });
  const service = await start();
  await service.ready;
  expect(stranger.exitCode).toBeNull();
  expect(stranger.kill()).toBe(true);
  service.signal('SIGTERM');
  expect(await service.ended).toBe(0);
});
