import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { copyFile, MANIFEST, type Manifest } from './backup-files.ts';
import { openDataFolder } from './data-folder.ts';
import { StartError } from './start-error.ts';

/**
 * Puts a backup into a data folder that holds no database, after every file has proven to be the one that was copied. All of it
 * is there afterwards, or nothing.
 * @throws StartError with one sentence
 */
export async function restoreCluster(options: {
  dataDir: string;
  source: string;
  log: (line: string) => void;
}): Promise<Manifest> {
  const { dataDir } = options;
  const source = resolve(options.source);
  const { manifest, files } = readManifest(source);
  openDataFolder(dataDir);
  for (const name of ['postgres', 'files']) {
    if (existsSync(join(dataDir, name))) {
      throw new StartError(
        `数据文件夹 ${dataDir} 里已有 ${name}；恢复只放进空的数据文件夹，请用 QINYOU_DATA 换一个。`,
      );
    }
  }
  const draft = join(dataDir, `postgres.restore-${process.pid}`);
  try {
    mkdirSync(join(draft, 'postgres'), { recursive: true, mode: 0o700 });
    for (const { path, bytes, sha256 } of files) {
      const to = join(draft, path);
      mkdirSync(sha256 === null ? to : dirname(to), { recursive: true, mode: 0o700 });
      if (sha256 === null) continue;
      const copied = await copyFile(join(source, path), to);
      if (!copied) throw new StartError(`备份 ${source} 缺少文件 ${path}，不完整；请用另一份备份。`);
      if (copied.bytes !== bytes || copied.sha256 !== sha256) {
        throw new StartError(`备份 ${source} 的文件 ${path} 已损坏；请用另一份备份。`);
      }
    }
    if (existsSync(join(draft, 'beside'))) {
      for (const name of readdirSync(join(draft, 'beside')))
        renameSync(join(draft, 'beside', name), join(dataDir, name));
    }
    if (existsSync(join(draft, 'files'))) renameSync(join(draft, 'files'), join(dataDir, 'files'));
    renameSync(join(draft, 'postgres'), join(dataDir, 'postgres'));
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return manifest;
}

function readManifest(source: string): { manifest: Manifest; files: Manifest['files'] } {
  let manifest: Partial<Manifest>;
  try {
    manifest = JSON.parse(readFileSync(join(source, MANIFEST), 'utf8')) as Partial<Manifest>;
  } catch {
    throw new StartError(
      `${source} 不是一份完整的备份（没有能读的 ${MANIFEST}），可能没有做完；请用另一份备份。`,
    );
  }
  const { files = [], startedAt, endedAt } = manifest;
  const sound =
    startedAt &&
    endedAt &&
    files.some(({ path }) => path === 'postgres/backup_label') &&
    files.every(({ path }) => /^(postgres|files|beside)\//.test(path) && !path.split('/').includes('..'));
  if (!sound) throw new StartError(`备份 ${source} 的 ${MANIFEST} 内容不完整；请用另一份备份。`);
  return { manifest: { files, startedAt, endedAt }, files };
}
