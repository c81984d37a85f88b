import { readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { isClaimed } from './claim.ts';
import { isAlive } from './initialise.ts';
import { StartError } from './start-error.ts';

/** What `postmaster.pid` says: process number, start time in seconds, port, and whether connections are taken or never again. */
export interface PidFile {
  pid: number;
  startedAt: number;
  port: number;
  ready: boolean;
  stopping: boolean;
}

export function readPidFile(folder: string): PidFile | undefined {
  let lines: string[];
  try {
    lines = readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return undefined;
  }
  const [pid, , startedAt, port] = lines.map(Number);
  if (!pid || !Number.isInteger(pid) || pid < 2) return undefined;
  const status = lines[7]?.trim();
  return {
    pid,
    startedAt: startedAt ?? 0,
    port: port ?? 0,
    ready: status === 'ready',
    stopping: status === 'stopping',
  };
}

/**
 * Ends the PostgreSQL that a killed start has left running in this folder. Only a process proven to be ours is ended: it runs in
 * our data folder, or it knows our password and started when our file says. Refuses where another start is alive and using it.
 */
export async function stopLeftover(folder: string, url: (port: number) => string): Promise<void> {
  const file = readPidFile(folder);
  if (!file) return;
  if (!isAlive(file.pid) || isSomethingElse(file.pid, folder))
    return rmSync(join(folder, 'postmaster.pid'), { force: true });
  const client = await connectUntil(file, folder, url);
  if (client) await refuseIfInUse(client, file, folder);
  else if (!runsIn(file.pid, folder)) {
    throw new StartError(
      `数据文件夹 ${folder} 正被另一个 PostgreSQL（进程 ${file.pid}）使用；请先停掉它，再启动亲友。`,
    );
  }
  // One that takes no connections has nothing to finish that the log does not hold, and may be stuck in stopping.
  await stopPostmaster(folder, file.pid, client ? ENDING : AT_ONCE);
}

type Ending = readonly (readonly [signal: NodeJS.Signals, seconds: number])[];

const AT_ONCE: Ending = [
  ['SIGQUIT', 10],
  ['SIGKILL', 5],
];

/** PostgreSQL 18.4 never ends by SIGINT while it recovers from the death of one of its processes. */
const ENDING: Ending = [['SIGINT', 20], ...AT_ONCE];

/** Asks for a fast shutdown, then insists. Returns when the process is gone. */
export async function stopPostmaster(folder: string, pid: number, ending = ENDING): Promise<void> {
  for (const [signal, seconds] of ending) {
    try {
      process.kill(pid, signal);
    } catch {
      return; // gone already
    }
    const deadline = Date.now() + seconds * 1000;
    while (Date.now() < deadline) {
      // Without a parent that reaps it, an ended process stays in the table; its file is gone all the same.
      if (!isAlive(pid) || (readPidFile(folder)?.pid !== pid && isZombie(pid))) return;
      await sleep(20);
    }
  }
}

async function connectUntil(
  file: PidFile,
  folder: string,
  url: (port: number) => string,
): Promise<pg.Client | undefined> {
  const deadline = Date.now() + 10_000;
  while (Date.now() < deadline && isAlive(file.pid)) {
    const now = readPidFile(folder);
    if (now?.pid !== file.pid) return undefined;
    const client = new pg.Client({ connectionString: url(now.port), connectionTimeoutMillis: 3000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      const { rows } = await client.query<{ at: number }>(
        'select extract(epoch from pg_postmaster_start_time())::float8 as at',
      );
      if (Math.abs((rows[0]?.at ?? 0) - now.startedAt) <= 2) return client;
      await client.end();
      return undefined;
    } catch {
      await client.end().catch(() => undefined);
      if (now.stopping || !runsIn(file.pid, folder)) return undefined;
      await sleep(100); // ours, and still starting or recovering
    }
  }
  return undefined;
}

async function refuseIfInUse(client: pg.Client, file: PidFile, folder: string): Promise<void> {
  try {
    if (!(await isClaimed(client))) return;
  } finally {
    await client.end().catch(() => undefined);
  }
  throw new StartError(
    `另一个亲友正在使用数据文件夹 ${folder}（数据库进程 ${file.pid}）；请先停掉它，或者用 QINYOU_DATA 换一个文件夹。`,
  );
}

/** True where the process surely isn't the one that wrote the file: numbers are used again after a restart of the machine. */
function isSomethingElse(pid: number, folder: string): boolean {
  if (process.platform === 'linux') {
    try {
      return basename(readlinkSync(`/proc/${pid}/exe`)) !== 'postgres' || !runsIn(pid, folder);
    } catch {
      return isZombie(pid); // another user's process: its connection will tell
    }
  }
  const listing = spawnSync('ps', ['-p', String(pid), '-o', 'comm='], { encoding: 'utf8' });
  return listing.status === 0 && !listing.stdout.includes('postgres');
}

function runsIn(pid: number, folder: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(folder);
  } catch {
    return false;
  }
}

function isZombie(pid: number): boolean {
  try {
    return /^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
