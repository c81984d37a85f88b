import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { copyFile, listTree, MANIFEST, type Copied, type Manifest } from './backup-files.ts';
import { isAlive } from './initialise.ts';
import { readPidFile } from './postmaster.ts';
import { loadSecrets } from './secrets.ts';
import { StartError } from './start-error.ts';

/** What `backup` leaves in the data folder once a backup is whole. */
export const LAST_BACKUP = 'last-backup.json';

/** Made anew by every start, or meant for this one server only; WAL is taken at the end, from the slot on. */
const LEFT_OUT =
  /^(postmaster\.(pid|opts)$|backup_label|tablespace_map|pg_(wal|replslot|dynshmem|notify|serial|snapshots|stat_tmp|subtrans)\/)|(^|\/)(pg_internal\.init|pgsql_tmp)/;

export interface BackupOptions {
  dataDir: string;
  /** A folder that doesn't exist yet, or is empty. */
  target: string;
  /** Files of the data folder that belong with it, taken before the database's end: none may know more than the database. */
  beside: readonly string[];
  log: (line: string) => void;
}

/**
 * Copies the running embedded database, and the encrypted uploads, while the service goes on: everything acknowledged before the
 * end is in it. The manifest is written last; without it a folder is no backup. Keys and passwords are left out.
 * @throws StartError with one sentence
 */
export async function backupCluster({ dataDir, target, beside, log }: BackupOptions): Promise<void> {
  const folder = join(dataDir, 'postgres');
  const into = emptyFolder(target);
  const client = await superuser(dataDir, folder);
  try {
    const startedAt = new Date().toISOString();
    // The slot holds back the WAL that belongs to the copy; it goes with this connection, however that ends.
    await client.query(
      `select pg_create_physical_replication_slot('qinyou_backup_' || pg_backend_pid(), true, true)`,
    );
    await client.query(`select pg_backup_start('qinyou', true)`);
    const tree = listTree(folder).filter(({ path }) => !LEFT_OUT.test(path));
    const copied = await copyAll(folder, join(into, 'postgres'), tree, log);
    const extras = await copyBeside(dataDir, join(into, 'beside'), beside);
    const endedAt = new Date().toISOString();
    const { rows } = await client.query<{ label: string; last: string }>(
      'select labelfile as label, pg_walfile_name(lsn) as last from pg_backup_stop(false)',
    );
    const { label, last } = rows[0]!;
    writeFileSync(join(into, 'postgres/backup_label'), label, { mode: 0o600, flush: true });
    const first = /\(file ([0-9A-F]{24})\)/.exec(label)?.[1] ?? '';
    const wal = listTree(join(folder, 'pg_wal')).filter(
      ({ path, folder: isFolder }) =>
        isFolder || (/^[0-9A-F]{24}$/.test(path) && path >= first && path <= last),
    );
    const segments = await copyAll(
      join(folder, 'pg_wal'),
      join(into, 'postgres/pg_wal'),
      wal,
      () => undefined,
    );
    const files = existsSync(join(dataDir, 'files'))
      ? await copyAll(
          join(dataDir, 'files'),
          join(into, 'files'),
          listTree(join(dataDir, 'files')),
          () => undefined,
        )
      : [];
    const labelled = await copyFile(join(into, 'postgres/backup_label'), null);
    const under = (prefix: string, list: Copied[]) =>
      list.map((one) => ({ ...one, path: `${prefix}/${one.path}` }));
    const manifest: Manifest = {
      startedAt,
      endedAt,
      files: [
        ...under('postgres', copied),
        ...under('postgres/pg_wal', segments),
        ...under('files', files),
        ...under('beside', extras),
        { path: 'postgres/backup_label', ...labelled! },
      ],
    };
    writeFileSync(join(into, MANIFEST), JSON.stringify(manifest), { mode: 0o600, flush: true });
    writeFileSync(join(dataDir, LAST_BACKUP), JSON.stringify({ at: manifest.endedAt }), { mode: 0o600 });
  } finally {
    await client.end();
  }
}

async function copyBeside(dataDir: string, to: string, names: readonly string[]): Promise<Copied[]> {
  mkdirSync(to, { mode: 0o700 });
  const copied: Copied[] = [];
  for (const path of names) {
    const file = await copyFile(join(dataDir, path), join(to, path));
    if (file) copied.push({ path, ...file });
  }
  return copied;
}

function emptyFolder(target: string): string {
  const into = resolve(target);
  try {
    mkdirSync(into, { recursive: true, mode: 0o700 });
    if (readdirSync(into).length === 0) return into;
  } catch {
    throw new StartError(`备份文件夹 ${into} 建不了或写不进；请换一个文件夹。`);
  }
  throw new StartError(`备份文件夹 ${into} 里已有东西；每次备份请给一个新的文件夹。`);
}

async function superuser(dataDir: string, folder: string): Promise<pg.Client> {
  const file = readPidFile(folder);
  if (!file?.ready || !isAlive(file.pid)) throw new StartError('数据库没有在运行；请先 npm start，再备份。');
  const { superuser: password } = loadSecrets(dataDir, false);
  const client = new pg.Client({
    connectionString: `postgres://postgres:${password}@127.0.0.1:${file.port}/postgres`,
  });
  client.on('error', () => undefined); // the statement under way reports it
  await client.connect();
  return client;
}

async function copyAll(
  from: string,
  to: string,
  tree: ReturnType<typeof listTree>,
  log: (line: string) => void,
): Promise<Copied[]> {
  mkdirSync(to, { recursive: true, mode: 0o700 });
  const total = tree.reduce((sum, { bytes }) => sum + bytes, 0);
  const copied: Copied[] = [];
  let done = 0;
  let told = 0;
  for (const { path, folder, bytes } of tree) {
    if (folder) {
      mkdirSync(join(to, path), { recursive: true, mode: 0o700 });
      copied.push({ path, bytes: 0, sha256: null });
      continue;
    }
    const file = await copyFile(join(from, path), join(to, path));
    if (file) copied.push({ path, ...file }); // null: dropped meanwhile, and the WAL says so
    done += bytes;
    const percent = Math.floor((done / Math.max(total, 1)) * 10) * 10;
    if (percent > told)
      log(`已复制 ${(told = percent)}%（${Math.round(done / 1e6)} / ${Math.round(total / 1e6)} MB）`);
  }
  return copied;
}
