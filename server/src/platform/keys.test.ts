import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { StartError } from './cluster/index.ts';
import { loadMasterKeys, readKeyFile, withNewKey, writeKeyFile } from './keys.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'qinyou-keys-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

test('the first start makes a key that only its owner can read, and later starts read it again', async () => {
  const first = await loadMasterKeys(dataDir, {});
  const file = join(dataDir, 'master.key');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(Buffer.from(readFileSync(file, 'utf8'), 'base64')).toHaveLength(32);
  expect(await loadMasterKeys(dataDir, {})).toEqual(first);
});

test('the two derived keys differ from each other and from the master key', async () => {
  const master = Buffer.alloc(32, 7);
  const [{ wrapKey, indexKey }] = await loadMasterKeys(dataDir, {
    QINYOU_MASTER_KEY: master.toString('base64'),
  });
  expect(new Set([master, wrapKey, indexKey].map((key) => key.toString('hex'))).size).toBe(3);
});

test('a key from the environment leaves no file', async () => {
  const given = { QINYOU_MASTER_KEY: Buffer.alloc(32, 7).toString('base64') };
  const keys = await loadMasterKeys(dataDir, given);
  expect(() => statSync(join(dataDir, 'master.key'))).toThrow('ENOENT');
  expect(await loadMasterKeys('/nowhere/at/all', given)).toEqual(keys);
});

test.each(['', 'c2hvcnQ=', Buffer.alloc(33).toString('base64')])(
  'a malformed key file is refused: %j',
  async (text) => {
    writeFileSync(join(dataDir, 'master.key'), text, { mode: 0o600 });
    await expect(loadMasterKeys(dataDir, {})).rejects.toThrow(/应当是 32 字节的 base64/);
  },
);

test('a key that others can read is refused with the command that mends it', async () => {
  await loadMasterKeys(dataDir, {});
  chmodSync(join(dataDir, 'master.key'), 0o640);
  await expect(loadMasterKeys(dataDir, {})).rejects.toThrow(/chmod 600/);
});

test('a lost key is never replaced while an older database needs it', async () => {
  mkdirSync(join(dataDir, 'postgres'));
  const version = join(dataDir, 'postgres/PG_VERSION');
  writeFileSync(version, '18\n');
  utimesSync(version, 0, 0);
  await expect(loadMasterKeys(dataDir, {})).rejects.toThrow(StartError);
  expect(() => statSync(join(dataDir, 'master.key'))).toThrow('ENOENT');
});

test('a second key stands behind the first and takes its place without another ever being lost', async () => {
  const [first] = await loadMasterKeys(dataDir, {});
  const ring = withNewKey(readKeyFile(dataDir));
  writeKeyFile(dataDir, ring);
  const file = join(dataDir, 'master.key');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const both = await loadMasterKeys(dataDir, {});
  expect(both).toHaveLength(2);
  expect(both[0]).toEqual(first);
  expect(both.map(({ kid }) => kid)).toEqual([1, 2]);
  writeKeyFile(dataDir, [ring[1]!]);
  expect(await loadMasterKeys(dataDir, {})).toEqual([both[1]]);
  writeFileSync(file, `1:${'A'.repeat(43)}=\n1:${'B'.repeat(43)}=\n`);
  await expect(loadMasterKeys(dataDir, {})).rejects.toThrow(/应当是 32 字节/);
});
