import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findBinaries, type Binaries } from './binaries.ts';
import { holdsDatabase, openDataFolder } from './data-folder.ts';
import { Claim } from './claim.ts';
import { dataArgument, initialise, removeDrafts } from './initialise.ts';
import { handOver, postgresUser, type OsUser } from './os-user.ts';
import { readPidFile, stopLeftover, stopPostmaster } from './postmaster.ts';
import { loadSecrets } from './secrets.ts';
import { StartError } from './start-error.ts';

export { backupCluster, LAST_BACKUP } from './backup.ts';
export { restoreCluster } from './restore.ts';
export { runningCluster } from './running.ts';
export { StartError } from './start-error.ts';

export interface ClusterOptions {
  /** The folder of all data (`QINYOU_DATA`); PostgreSQL gets `postgres/` in it, its passwords stand beside in `postgres.json`. */
  dataDir: string;
  /** A free one is picked where it is left out. */
  port?: number;
  /** Receives a Chinese line at each step that takes a while. */
  log: (line: string) => void;
  /** Called when PostgreSQL ends without `stop()`: the service can only end too. */
  onDeath?: (sentence: string) => void;
  /** For tests: no flushing to disk, gone with the machine. */
  disposable?: boolean;
}

export interface Cluster {
  port: number;
  /** As `qinyou_owner`: migrates, owns everything, no superuser. */
  ownerUrl: string;
  /** As `qinyou_app`: what the service works as; owns nothing. */
  appUrl: string;
  /** Ends PostgreSQL cleanly; may be called twice. */
  stop(): Promise<void>;
}

/**
 * Starts the PostgreSQL of a data folder on 127.0.0.1, makes it at the first start, and takes over after a start that was killed.
 * @throws StartError with a sentence for people.
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const dataDir = resolve(options.dataDir);
  const folder = join(dataDir, 'postgres');
  openDataFolder(dataDir);
  const user = postgresUser();
  const binaries = findBinaries(user);
  removeDrafts(dataDir);
  const exists = holdsDatabase(folder, binaries.major);
  const secrets = loadSecrets(dataDir, !exists);
  const superuserUrl = (port: number) => urlOf('postgres', secrets.superuser, port, 'postgres');
  if (exists) {
    if (readPidFile(folder)) options.log('上次没有正常退出，正在恢复数据库……');
    await stopLeftover(folder, superuserUrl);
    handOver(user, folder);
  } else {
    options.log('第一次启动，正在建立数据库……');
    initialise(binaries, user, folder, secrets, !options.disposable);
  }
  const port = options.port ?? (await freePort());
  const child = await launch(binaries, user, folder, port, options.disposable ?? false);
  const claim = await Claim.on(superuserUrl(port));
  let stopping: Promise<void> | undefined;
  child.once('exit', () => {
    if (!stopping)
      options.onDeath?.(`数据库意外停止了；原因记在 ${folder}.log 的最后几行，请看过之后重新启动。`);
  });
  return {
    port,
    ownerUrl: urlOf('qinyou_owner', secrets.owner, port, 'qinyou'),
    appUrl: urlOf('qinyou_app', secrets.app, port, 'qinyou'),
    stop() {
      stopping ??= claim
        .release()
        .then(() => (child.pid && child.exitCode === null ? stopPostmaster(folder, child.pid) : undefined));
      return stopping;
    },
  };
}

/** Ends whatever a killed test run has left in the folder and removes the folder. */
export async function removeCluster(dataDir: string): Promise<void> {
  const folder = join(resolve(dataDir), 'postgres');
  if (readPidFile(folder)) {
    const secrets = loadSecrets(resolve(dataDir), false);
    await stopLeftover(folder, (port) => urlOf('postgres', secrets.superuser, port, 'postgres'));
  }
  rmSync(resolve(dataDir), { recursive: true, force: true });
}

function urlOf(login: string, password: string, port: number, database: string): string {
  return `postgres://${login}:${password}@127.0.0.1:${port}/${database}`;
}

async function launch(
  binaries: Binaries,
  user: OsUser,
  folder: string,
  port: number,
  disposable: boolean,
): Promise<ChildProcess> {
  const settings: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    cluster_name: 'qinyou',
    timezone: 'Asia/Shanghai', // current_date in policies and defaults is the day in China
    max_connections: '120',
    shared_buffers: '256MB',
    effective_cache_size: '1GB',
    jit: 'off', // short statements: compiling them costs more than running them
    // Messages, details, statements and parameters of what failed carry personal values; what the server says of itself stays.
    log_min_messages: 'log',
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    log_parameter_max_length_on_error: '0',
    log_parameter_max_length: '0',
    ...(disposable ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  };
  const log = openSync(`${folder}.log`, 'w', 0o600); // a file, for a pipe would end with us
  const args = ['-D', dataArgument(user, folder)];
  for (const [name, value] of Object.entries(settings)) args.push('-c', `${name}=${value}`);
  const child = spawn(binaries.postgres, args, {
    ...user,
    cwd: folder,
    stdio: ['ignore', log, log],
    detached: true, // Ctrl-C in the terminal is for us: PostgreSQL ends after our connections
    env: { ...process.env, LC_MESSAGES: 'C', TZ: 'Asia/Shanghai' },
  });
  closeSync(log);
  // Whoever ends this process without stop(), even in the middle of a start: PostgreSQL ends as well. At once, for nobody is left
  // to insist where it is stuck in a shutdown; what was committed is in the log.
  const endWithUs = () => child.kill('SIGQUIT');
  process.once('exit', endWithUs);
  child.once('exit', () => process.off('exit', endWithUs));
  let ended = false;
  child.once('error', () => (ended = true));
  child.once('exit', () => (ended = true));
  const deadline = Date.now() + 120_000; // recovery after a crash may take its time
  while (!ended && Date.now() < deadline) {
    const file = readPidFile(folder);
    if (file?.pid === child.pid && file?.ready) return child;
    await sleep(15);
  }
  if (child.pid && !ended) await stopPostmaster(folder, child.pid);
  throw new StartError(
    `数据库启动不了（${lastWords(`${folder}.log`)}）；数据在 ${folder}，请从备份恢复，或者用 QINYOU_DATA 换一个文件夹。`,
  );
}

function lastWords(logFile: string): string {
  const lines = readFileSync(logFile, 'utf8').split('\n');
  const trouble =
    lines.findLast((line) => /FATAL|PANIC|LOG: {2}could not|error/.test(line)) ?? lines.findLast(Boolean);
  return trouble?.replace(/^.*?(?:FATAL|PANIC|LOG): +/, '').trim() || '没有留下原因';
}

function freePort(): Promise<number> {
  return new Promise((fulfil, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => fulfil(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
