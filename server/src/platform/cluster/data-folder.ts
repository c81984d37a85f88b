import { accessSync, constants, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { StartError } from './start-error.ts';

/** Makes the data folder where it is missing and refuses one that is no folder, not ours to write, or full of something else. */
export function openDataFolder(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o755 });
    if (!statSync(dataDir).isDirectory()) throw new Error('not a folder');
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch {
    throw new StartError(
      `数据文件夹 ${dataDir} 不能用：它不是文件夹，或者没有写入的权限；请改好权限，或者用 QINYOU_DATA 换一个文件夹。`,
    );
  }
  const entries = readdirSync(dataDir).filter((name) => !name.startsWith('.') && name !== 'lost+found');
  if (!entries.some((name) => /^(postgres|master\.key)/.test(name)) && entries.length > 0) {
    throw new StartError(
      `文件夹 ${dataDir} 里已有别的东西（${entries.slice(0, 3).join('、')}），不是亲友的数据；请用 QINYOU_DATA 指定一个空文件夹。`,
    );
  }
}

/** Whether the PostgreSQL folder holds a database of this major version; an absent or empty one does not, a broken one throws. */
export function holdsDatabase(folder: string, major: string): boolean {
  let entries: string[];
  try {
    entries = readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw new StartError(`数据库文件夹 ${folder} 打不开；请检查它的权限，或者用 QINYOU_DATA 换一个文件夹。`);
  }
  if (entries.length === 0) return false;
  let version: string;
  try {
    version = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim();
  } catch {
    throw new StartError(
      `数据库文件夹 ${folder} 已损坏（缺少 PG_VERSION）；请从备份恢复整个数据文件夹，或者用 QINYOU_DATA 换一个文件夹。`,
    );
  }
  if (version === major) return true;
  throw new StartError(
    `数据库文件夹 ${folder} 是 PostgreSQL ${version.slice(0, 20) || '（未知版本）'} 建的，这里要用 ${major}；请用原来的版本打开，或者用 QINYOU_DATA 换一个文件夹。`,
  );
}
