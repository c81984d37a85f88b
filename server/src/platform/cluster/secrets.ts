import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { StartError } from './start-error.ts';

/** Passwords of the three database logins. They live in a file beside the data, never in the database in clear. */
export interface Secrets {
  superuser: string;
  owner: string;
  app: string;
}

/** Reads the passwords, or makes them where `mayCreate` (a folder that holds no database yet). */
export function loadSecrets(dataDir: string, mayCreate: boolean): Secrets {
  const file = join(dataDir, 'postgres.json');
  if (!existsSync(file)) {
    if (!mayCreate) {
      throw new StartError(
        `数据文件夹 ${dataDir} 里有数据库，但存放数据库密码的 postgres.json 不见了；请从备份里把它放回原处。`,
      );
    }
    createOnce(file, JSON.stringify({ superuser: password(), owner: password(), app: password() }, null, 2));
  }
  refuseWidePermissions(file);
  const secrets = parse(readFileSync(file, 'utf8'));
  if (secrets) return secrets;
  throw new StartError(`数据库密码文件 ${file} 的内容不完整；请从备份里把它放回原处。`);
}

/** Throws where others than the owner could read the file. */
export function refuseWidePermissions(file: string): void {
  if (process.platform === 'win32' || (statSync(file).mode & 0o077) === 0) return;
  throw new StartError(`文件 ${file} 的权限太宽，别的用户也能读到；请运行 chmod 600 '${file}' 后再试。`);
}

/** Writes the file whole or not at all, with mode 0600; of two starts at once, the first one's content stays. */
export function createOnce(file: string, content: string): void {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${content}\n`, { mode: 0o600, flush: true });
  chmodSync(draft, 0o600);
  try {
    linkSync(draft, file);
  } catch (error) {
    if (!existsSync(file)) throw error;
  } finally {
    unlinkSync(draft);
  }
}

/** Puts another content in the place of a file, whole or not at all, with mode 0600; it is on the disk when this returns. */
export function replaceFile(file: string, content: string): void {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, content, { mode: 0o600, flush: true });
  chmodSync(draft, 0o600);
  renameSync(draft, file);
  const folder = openSync(dirname(file), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

function password(): string {
  return randomBytes(24).toString('base64url');
}

function parse(text: string): Secrets | undefined {
  let value: Partial<Secrets> | null;
  try {
    value = JSON.parse(text) as Partial<Secrets> | null;
  } catch {
    return undefined;
  }
  return value?.superuser && value.owner && value.app
    ? { superuser: value.superuser, owner: value.owner, app: value.app }
    : undefined;
}
