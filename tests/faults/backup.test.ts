import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { expect, test } from 'vitest';
import { runningCluster } from '../../server/src/platform/cluster/index.ts';
import type { Manifest } from '../../server/src/platform/cluster/backup-files.ts';
import { qinyou } from '../support/cli.ts';
import { withServiceFolder } from '../support/service-folder.ts';

const SLOW = { timeout: 300_000 };
const at = withServiceFolder('backup');

async function system(dataDir: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: runningCluster(dataDir)!.appUrl,
    options: '-c role=r_system',
  });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

test(
  'what was acknowledged before a backup ended is there after its restore, and the service runs',
  SLOW,
  async () => {
    const { folder, data, restored } = at;
    mkdirSync(join(data, 'files/imports'), { recursive: true });
    writeFileSync(join(data, 'files/imports/one'), 'sealed');
    const writer = await system(data);
    const acknowledged: { n: number; at: number }[] = [];
    let writing = true;
    const writes = (async () => {
      for (let n = 1; writing; n++) {
        await writer.query(
          `insert into audit_entry (action, subject_type, reason) values ('test.write', 'test', $1)`,
          [String(n)],
        );
        acknowledged.push({ n, at: Date.now() });
        await sleep(1);
      }
    })();
    const target = join(folder, 'backup');
    const made = await qinyou(['backup', target], { QINYOU_DATA: data });
    writing = false;
    await writes;
    await writer.end();
    expect(made.stderr).toBe('');
    expect(made.code).toBe(0);
    expect(made.stdout).toContain('已复制 100%');
    expect(made.stdout).toContain('密钥不在备份里');
    const { startedAt, endedAt } = JSON.parse(
      readFileSync(join(target, 'manifest.json'), 'utf8'),
    ) as Manifest;
    const during = acknowledged.filter(({ at }) => at > Date.parse(startedAt) && at < Date.parse(endedAt));
    expect(during.length).toBeGreaterThan(10);
    expect(readdirSync(target).toSorted()).toEqual(['beside', 'files', 'manifest.json', 'postgres']);
    await at.stop();

    const again = await qinyou(['backup', join(folder, 'second')], { QINYOU_DATA: data });
    expect(again.stderr).toContain('数据库没有在运行');
    expect((await qinyou(['restore', target], { QINYOU_DATA: data })).stderr).toContain(
      '恢复只放进空的数据文件夹',
    );

    const put = await qinyou(['restore', target], { QINYOU_DATA: restored });
    expect(put.stderr).toBe('');
    expect(put.code).toBe(0);
    for (const name of ['master.key', 'audit.key', 'postgres.json', 'erasures.jsonl'])
      copyFileSync(join(data, name), join(restored, name));
    await at.startRestored();
    const reader = await system(restored);
    const { rows } = await reader.query<{ n: number }>(
      `select reason::int as n from audit_entry where action = 'test.write'`,
    );
    await reader.end();
    const there = new Set(rows.map(({ n }) => n));
    const promised = acknowledged.filter(({ at }) => at < Date.parse(endedAt));
    expect(promised.filter(({ n }) => !there.has(n))).toEqual([]);
    expect(rows.length).toBe(there.size);
    expect(readFileSync(join(restored, 'files/imports/one'), 'utf8')).toBe('sealed');
    expect(readFileSync(join(restored, 'audit-anchors.jsonl'), 'utf8')).not.toBe('');
    expect((await qinyou(['verify-audit'], { QINYOU_DATA: restored })).code).toBe(0);
    expect((await qinyou(['doctor'], { QINYOU_DATA: restored })).stdout).not.toContain('不对  ');
  },
);

test('a broken or incomplete backup is refused with a sentence, and leaves nothing', SLOW, async () => {
  const target = join(at.folder, 'backup');
  const empty = join(at.folder, 'empty');
  const refused = async () => {
    const { code, stderr } = await qinyou(['restore', target], { QINYOU_DATA: empty });
    expect(code).toBe(1);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(readdirSync(empty)).toEqual([]);
    return stderr;
  };
  mkdirSync(empty);
  appendFileSync(join(target, 'files/imports/one'), 'x');
  expect(await refused()).toContain('files/imports/one 已损坏');
  rmSync(join(target, 'files/imports/one'));
  expect(await refused()).toContain('缺少文件 files/imports/one');
  rmSync(join(target, 'manifest.json'));
  expect(await refused()).toContain('不是一份完整的备份');
});
