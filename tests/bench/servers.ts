import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from 'node:net';

const root = join(import.meta.dirname, '../..');
/** A server that is profiled writes megabytes when it is told to stop; killed meanwhile, it leaves half a file. */
const STOPS_MS = 60_000;
let children: ChildProcess[] = [];
const folders: string[] = [];

/** The service as `npm start` runs it; `npm run bench` has built it. */
export const serviceFile = join(root, 'server/dist/server/src/main.js');
/** What `npm start` gives its Node; `npm run bench` says it. */
export const serviceFlags = process.env['BENCH_SERVICE_FLAGS']?.split(' ') ?? [];
/** One account asks as fast as it can, which the service would refuse; the limits still count every request. */
const NO_END = { points: 1e9, seconds: 1 };
const LIMITS = JSON.stringify({ perAddress: NO_END, perAccount: NO_END, atOnce: 1_000_000 });
export const serverFile = (name: string) => join(import.meta.dirname, 'servers', `${name}.mjs`);

/** A server in a process of its own. */
export interface Server {
  port: number;
  pid: number;
}

/** Starts a server in a process of its own and waits until it takes connections. */
export async function startServer(
  file: string,
  environment: Record<string, string>,
  flags: readonly string[] = [],
): Promise<Server> {
  const port = await freePort();
  const dataDir = mkdtempSync(join(tmpdir(), 'qinyou-bench-'));
  folders.push(dataDir);
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    QINYOU_LIMITS: LIMITS,
    ...environment,
    PORT: String(port),
    QINYOU_DATA: dataDir,
  };
  const own = file === serviceFile ? serviceFlags : [];
  const child = spawn(process.execPath, [...own, ...flags, file], {
    env,
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  children.push(child);
  for (let waited = 0; waited < 60_000; waited += 100) {
    if (child.exitCode !== null) throw new Error(`${file} ended with ${child.exitCode}`);
    if (await listens(port)) return { port, pid: child.pid ?? 0 };
    await sleep(100);
  }
  throw new Error(`${file} does not listen`);
}

/** @param pids all of them where left out */
export async function stopServers(pids?: readonly number[]): Promise<void> {
  const stopping = children.filter(({ pid }) => !pids || pids.includes(pid ?? 0));
  children = children.filter((child) => !stopping.includes(child));
  for (const child of stopping) {
    child.kill('SIGTERM');
    if (child.exitCode === null)
      await Promise.race([new Promise((done) => child.once('exit', done)), sleep(STOPS_MS)]);
    if (child.exitCode === null) child.kill('SIGKILL');
  }
  if (children.length > 0) return;
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

const listens = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket.destroy() !== undefined));
    socket.once('error', () => resolve(false));
  });

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
