import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, lstatSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { StartError } from './start-error.ts';

/** The operating-system account that PostgreSQL runs under; empty when it is our own. */
export interface OsUser {
  uid?: number;
  gid?: number;
}

/** PostgreSQL refuses to run as root: root lends it the account `postgres`, made here when it is missing. */
export function postgresUser(): OsUser {
  if (process.getuid?.() !== 0) return {};
  const found = lookUp();
  if (found) return found;
  spawnSync('groupadd', ['--system', 'postgres']);
  spawnSync('useradd', ['--system', '--no-create-home', '--gid', 'postgres', 'postgres']);
  const made = lookUp();
  if (made) return made;
  throw new StartError(
    '用 root 运行时，数据库需要一个名叫 postgres 的系统账户，没能建成；请先建好这个账户，或者换一个普通用户再运行。',
  );
}

/** A folder that root has copied or restored belongs to root: hands it back to the account of the database. */
export function handOver(user: OsUser, folder: string): void {
  const { uid, gid } = user;
  if (uid === undefined || gid === undefined) return;
  if (statSync(folder).uid === uid && statSync(join(folder, 'PG_VERSION')).uid === uid) return;
  chmodSync(folder, 0o700);
  for (const name of ['.', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })]) {
    const path = join(folder, name);
    if (!lstatSync(path).isSymbolicLink()) chownSync(path, uid, gid);
  }
}

function lookUp(): OsUser | undefined {
  const [uid, gid] = ['-u', '-g'].map((flag) => {
    const run = spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' });
    return run.status === 0 ? Number.parseInt(run.stdout, 10) : Number.NaN;
  });
  return uid === undefined || gid === undefined || Number.isNaN(uid + gid) ? undefined : { uid, gid };
}

/** Whether that account can enter the folder: one closed folder above it (as `/root` is) and it cannot. */
export function canEnter(user: OsUser, folder: string): boolean {
  if (user.uid === undefined) return true;
  return spawnSync('test', ['-x', `${folder}/.`], { ...user, cwd: '/' }).status === 0;
}
