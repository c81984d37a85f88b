import { readFile, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { systemScope } from '../../platform/auth/scope.ts';
import { NOBODY } from '../../platform/db/database.ts';
import { PROGRAMME_TIME_ZONE } from '../../platform/clock.ts';
import { LAST_BACKUP } from '../../platform/cluster/index.ts';
import { erasedSoFar, ErasureList } from '../../modules/erasure/index.ts';
import type { Application } from '../application.ts';
import { keysOutside } from '../rotate-keys/wrapped.ts';
import type { Finding } from './examine.ts';
import { tellingSettings, type LogSettings } from './server-log.rules.ts';

const GIB = 1024 ** 3;
/** Below either of them PostgreSQL may stop in the middle of a day. */
const FREE = { bytes: 2 * GIB, share: 0.05 };
const CLOCK_SECONDS = 5;
const BACKUP_HOURS = 48;

export interface MachineGround {
  app: Pick<Application, 'db' | 'vault' | 'clock'>;
  dataDir: string;
  outside: boolean;
}

const trouble = (id: string, sentence: string): Finding => ({ id, sentence, count: 1, examples: [] });

/** Version, time zone, clock, keys, disk and backups; everything that no query over the data can tell. */
export async function examineMachine(ground: MachineGround): Promise<Finding[]> {
  return [
    ...(await server(ground)),
    ...(await serverLog(ground)),
    ...(await keys(ground)),
    ...(await rotation(ground)),
    ...(await keyFile(ground)),
    ...(await erasures(ground)),
    ...(await disk(ground)),
    ...(await backups(ground)),
  ];
}

async function server({ app }: MachineGround): Promise<Finding[]> {
  const before = app.clock.now().getTime();
  const found = await app.db.write(NOBODY, systemScope, async (unit) => {
    const { rows } = await sql<{ version: number; shown: string; zone: string; at: number }>`
      select current_setting('server_version_num')::int as version, current_setting('server_version') as shown,
        current_setting('TimeZone') as zone, (extract(epoch from clock_timestamp()) * 1000)::float8 as at`.execute(
      unit.sql,
    );
    return rows[0]!;
  });
  const after = app.clock.now().getTime();
  const off = Math.max(before - found.at, found.at - after, 0) / 1000;
  const findings: Finding[] = [];
  if (found.version < 180_000) {
    findings.push(trouble('server.version', `数据库是 PostgreSQL ${found.shown}，这里要 18 或更新；请升级`));
  }
  if (found.zone !== PROGRAMME_TIME_ZONE) {
    findings.push(
      trouble(
        'server.zone',
        `数据库的时区是 ${found.zone}，日期会差一天；请运行 alter database … set timezone to '${PROGRAMME_TIME_ZONE}'`,
      ),
    );
  }
  if (off > CLOCK_SECONDS) {
    findings.push(
      trouble('clock.apart', `这台机器和数据库的时钟差 ${Math.round(off)} 秒；请打开两边的时间同步`),
    );
  }
  return findings;
}

/** What PostgreSQL writes into a log of its own, on a server that others look after (R32). */
async function serverLog({ app }: MachineGround): Promise<Finding[]> {
  const settings = await app.db.write(NOBODY, systemScope, async (unit) => {
    const { rows } = await sql<{ name: string; setting: string }>`
      select name, setting from pg_settings where name like 'log\\_%'`.execute(unit.sql);
    return Object.fromEntries(rows.map(({ name, setting }) => [name, setting]));
  });
  const wanted = tellingSettings(settings as unknown as LogSettings);
  if (wanted.length === 0) return [];
  const sentence = `数据库自己的日志会记下个人信息；请在数据库服务器上改设置`;
  return [{ id: 'server.log', sentence, count: wanted.length, examples: wanted }];
}

/** Opens one stored value: a key that doesn't belong to these data is otherwise noticed by the first person who asks. */
async function keys({ app }: MachineGround): Promise<Finding[]> {
  const sealed = await app.db.write(NOBODY, systemScope, (unit) =>
    unit.sql
      .selectFrom('cadre')
      .select(['person_key', 'identity_cipher'])
      .where('person_key', 'is not', null)
      .where('identity_cipher', 'is not', null)
      .orderBy('id')
      .limit(3)
      .execute(),
  );
  try {
    for (const { person_key: key, identity_cipher: value } of sealed) app.vault.open(key!, value!);
    return [];
  } catch {
    return [trouble('keys.match', '现在的密钥打不开已存的个人信息；请把原来的 master.key 从备份放回原处')];
  }
}

/** A rotation that was broken off, or a key in the database that none at hand can open. */
async function rotation({ app }: MachineGround): Promise<Finding[]> {
  const { kids } = app.vault;
  const outside = await keysOutside(app.db, kids);
  const findings: Finding[] = [];
  if (kids.length > 1) {
    findings.push(
      trouble(
        'keys.rotation',
        '换密钥没有做完，旧密钥还在 master.key 里；请再运行一次 npm run qinyou -- rotate-keys',
      ),
    );
  }
  if (outside.size > 0) {
    findings.push({
      id: 'keys.foreign',
      sentence:
        '有的资料是用 master.key 里没有的密钥封的，谁也读不出；请把另存的那把钥匙找回来，加进 master.key',
      count: [...outside.values()].reduce((sum, n) => sum + n, 0),
      examples: [...outside.keys()].slice(0, 3),
    });
  }
  return findings;
}

async function keyFile({ dataDir }: MachineGround): Promise<Finding[]> {
  const wide: string[] = [];
  for (const name of ['master.key', 'audit.key', 'postgres.json', 'erasures.jsonl']) {
    const mode = await stat(join(dataDir, name)).then(
      (found) => found.mode,
      () => 0, // given by the environment, or an outside database
    );
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) wide.push(name);
  }
  if (wide.length === 0) return [];
  return [
    {
      id: 'keys.mode',
      sentence: '有的密钥文件别的用户也能读；请运行 chmod 600',
      count: wide.length,
      examples: wide,
    },
  ];
}

/** The list beside the data and the database say the same; where they don't, a restore would bring somebody back. */
async function erasures({ app, dataDir }: MachineGround): Promise<Finding[]> {
  const stored = new Set((await erasedSoFar(app.db)).map(({ id }) => id));
  let listed: Set<string>;
  try {
    listed = new Set(new ErasureList(dataDir).read().map(({ id }) => id));
  } catch (error) {
    return [trouble('erasure.list', (error as Error).message)];
  }
  const without = (one: ReadonlySet<string>, other: ReadonlySet<string>) =>
    [...one].filter((id) => !other.has(id));
  const back = without(listed, stored);
  const unlisted = without(stored, listed);
  const finding = (id: string, sentence: string, which: readonly string[]): Finding[] =>
    which.length === 0 ? [] : [{ id, sentence, count: which.length, examples: which.slice(0, 3) }];
  return [
    ...finding('erasure.back', '有的人依法删除过，又随备份回来了；请重启服务，启动时会重新删除', back),
    ...finding(
      'erasure.unlisted',
      '有的依法删除没有记进 erasures.jsonl，恢复备份会让人回来；请重启服务补上，再另存一份',
      unlisted,
    ),
  ];
}

async function disk({ dataDir }: MachineGround): Promise<Finding[]> {
  const { bavail, blocks, bsize } = await statfs(dataDir);
  const free = bavail * bsize;
  if (free >= FREE.bytes && bavail >= blocks * FREE.share) return [];
  return [
    trouble('disk.free', `数据文件夹所在的磁盘只剩 ${(free / GIB).toFixed(1)} GiB；请清出空间或换大的磁盘`),
  ];
}

async function backups(ground: MachineGround): Promise<Finding[]> {
  const last = await (ground.outside ? lastArchived(ground) : lastBackup(ground));
  const id = 'backup.age';
  if (!last) {
    const sentence = ground.outside
      ? '外部数据库没有归档过 WAL，丢了就找不回来；请按 docs/OPERATIONS.md 设好 pgBackRest'
      : '还没有做过备份，磁盘坏了就找不回来；请按 docs/OPERATIONS.md 备份';
    return [{ ...trouble(id, sentence), notice: true }];
  }
  const hours = (ground.app.clock.now().getTime() - last.getTime()) / 3_600_000;
  if (hours <= BACKUP_HOURS) return [];
  return [trouble(id, `上一次备份是 ${Math.floor(hours / 24)} 天以前；请马上备份一次，并查明为什么停了`)];
}

function lastArchived({ app }: MachineGround): Promise<Date | null> {
  return app.db.write(NOBODY, systemScope, async (unit) => {
    const { rows } = await sql<{ at: string | null }>`
      select last_archived_time::text as at from pg_stat_archiver`.execute(unit.sql);
    return rows[0]?.at ? new Date(rows[0].at) : null;
  });
}

async function lastBackup({ dataDir }: MachineGround): Promise<Date | null> {
  const text = await readFile(join(dataDir, LAST_BACKUP), 'utf8').catch(() => null);
  const at = text === null ? Number.NaN : Date.parse((JSON.parse(text) as { at: string }).at);
  return Number.isNaN(at) ? null : new Date(at);
}
