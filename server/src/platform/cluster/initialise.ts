import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Binaries } from './binaries.ts';
import { canEnter, type OsUser } from './os-user.ts';
import type { Secrets } from './secrets.ts';
import { StartError } from './start-error.ts';

const DRAFT = 'postgres.init-';

/** How programs are pointed at the data: by name, or through their own working directory where a folder above is closed. */
export function dataArgument(user: OsUser, folder: string): string {
  return canEnter(user, folder) || process.platform !== 'linux' ? folder : '/proc/self/cwd';
}

/**
 * Makes a data folder with the database and its two logins. Everything happens in a draft that is renamed when it is whole, so a
 * process killed halfway leaves nothing that looks like a database; of two starts at once, the first one's folder stays.
 */
export function initialise(
  binaries: Binaries,
  user: OsUser,
  folder: string,
  secrets: Secrets,
  sync: boolean,
): void {
  const draft = join(folder, '..', `${DRAFT}${process.pid}`);
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  if (user.uid !== undefined && user.gid !== undefined) chownSync(draft, user.uid, user.gid);
  const options = { ...user, cwd: draft, encoding: 'utf8', maxBuffer: 64e6 } as const;
  const at = dataArgument(user, draft);
  const locale = process.platform === 'linux' ? '--locale=C.UTF-8' : '--locale=en_US.UTF-8'; // with C, pg_trgm finds no Chinese trigram
  const flags = [
    '-D',
    at,
    '-U',
    'postgres',
    '--encoding=UTF8',
    locale,
    '--no-instructions',
    '--auth-local=trust',
  ];
  flags.push('--auth-host=scram-sha-256', '--locale-provider=builtin', '--builtin-locale=C.UTF-8');
  if (!sync) flags.push('--no-sync');
  expectSuccess(spawnSync(binaries.initdb, flags, options), folder);

  // Single-user mode takes the passwords over a pipe before anything listens: they appear in no argument and no log.
  const settings = ['-c', 'log_min_messages=fatal', ...(sync ? [] : ['-c', 'fsync=off'])];
  const single = ['--single', '-j', '-D', at, ...settings, 'postgres'];
  expectSuccess(spawnSync(binaries.postgres, single, { ...options, input: bootstrap(secrets) }), folder);

  // In place of initdb's: nobody comes in without a password.
  writeFileSync(
    join(draft, 'pg_hba.conf'),
    'local all all scram-sha-256\nhost all all 127.0.0.1/32 scram-sha-256\n',
  );
  try {
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(join(folder, 'PG_VERSION'))) throw error;
  }
}

/** Removes what starts that were killed halfway have left. */
export function removeDrafts(dataDir: string): void {
  for (const entry of readdirSync(dataDir)) {
    const pid = entry.startsWith(DRAFT) ? Number(entry.slice(DRAFT.length)) : Number.NaN;
    if (Number.isInteger(pid) && !isAlive(pid))
      rmSync(join(dataDir, entry), { recursive: true, force: true });
  }
}

/** Whether a process with this number exists (whoever it belongs to). */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The owner migrates and may make roles and databases; neither login is a superuser or passes row-level security by. */
function bootstrap(secrets: Secrets): string {
  const owner = 'login createrole createdb nosuperuser nobypassrls noreplication';
  const app = 'login nocreaterole nocreatedb nosuperuser nobypassrls noreplication';
  const statements = [
    `alter role postgres password '${secrets.superuser}'`,
    `create role qinyou_owner ${owner} password '${secrets.owner}'`,
    `create role qinyou_app ${app} password '${secrets.app}'`,
    'grant qinyou_app to qinyou_owner with admin option, inherit true, set true',
    'create database qinyou owner qinyou_owner',
    'revoke connect, temporary on database qinyou from public',
    'grant connect on database qinyou to qinyou_app',
  ];
  return statements.map((statement) => `${statement};\n\n`).join('');
}

function expectSuccess(run: SpawnSyncReturns<string>, folder: string): void {
  const output = `${run.stdout ?? ''}${run.stderr ?? ''}${run.error?.message ?? ''}`;
  const trouble = /^.*\b(?:ERROR|FATAL|PANIC|error):\s*(.*)$/m.exec(output);
  if (run.status === 0 && !trouble) return;
  throw new StartError(
    `在 ${folder} 建立数据库没有成功（${trouble?.[1] ?? (output.trim().split('\n').at(-1) || '原因不明')}）；请看磁盘是否已满、文件夹能否写入，再启动一次。`,
  );
}
