import { hkdfSync, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { StartError } from './cluster/start-error.ts';
import { openDataFolder } from './cluster/data-folder.ts';
import { createOnce, refuseWidePermissions, replaceFile } from './cluster/secrets.ts';
import type { KeyRing, MasterKeys } from './crypto.ts';

/** Told when the file of the keys has changed. */
export const KEYS_CHANNEL = 'keys';
const BYTES = 32;
/** Number of the first key; one that has no number before it in its file is that. */
const FIRST = 1;
const KEYS = 256;

/** A master key as its file holds it. */
export interface WrittenKey {
  kid: number;
  master: Buffer;
}
/** The current one first; a second one while a rotation is under way. */
export type WrittenRing = readonly [WrittenKey, ...WrittenKey[]];

/**
 * The keys behind all personal values: `QINYOU_MASTER_KEY` (32 bytes in base64), else the file `master.key` beside the data, made
 * at the first start with mode 0600. Call it before the database is made, so that a lost key is noticed instead of replaced.
 * @throws StartError where the key is malformed, readable by others, or lost while there are data
 */
export async function loadMasterKeys(
  dataDir: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<KeyRing> {
  const given = env['QINYOU_MASTER_KEY'];
  if (given) return derived(parse(given, '环境变量 QINYOU_MASTER_KEY'));
  openDataFolder(resolve(dataDir));
  const file = masterKeyFile(dataDir);
  if (!existsSync(file)) {
    if (holdsOlderDatabase(resolve(dataDir))) {
      throw new StartError(
        `数据文件夹 ${resolve(dataDir)} 里有数据库，但加密用的 master.key 不见了；请从备份里把它放回原处，没有它谁也读不出个人信息。`,
      );
    }
    createOnce(file, randomBytes(BYTES).toString('base64'));
  }
  return derived(readKeyFile(dataDir));
}

const masterKeyFile = (dataDir: string) => join(resolve(dataDir), 'master.key');

/** The keys of a running service, read again after a rotation has moved. @throws StartError */
export const reloadMasterKeys = (dataDir: string, env: NodeJS.ProcessEnv = process.env): KeyRing =>
  derived(
    env['QINYOU_MASTER_KEY']
      ? parse(env['QINYOU_MASTER_KEY'], '环境变量 QINYOU_MASTER_KEY')
      : readKeyFile(dataDir),
  );

/** @throws StartError where the file is open to others or malformed */
export function readKeyFile(dataDir: string): WrittenRing {
  const file = masterKeyFile(dataDir);
  refuseWidePermissions(file);
  return parse(readFileSync(file, 'utf8'), `文件 ${file}`);
}

/** Writes the file whole or not at all, mode 0600; it is on the disk when this returns. */
export function writeKeyFile(dataDir: string, ring: WrittenRing): void {
  const lines = ring.map(({ kid, master }) => `${kid}:${master.toString('base64')}\n`);
  replaceFile(masterKeyFile(dataDir), lines.join(''));
}

/** A new key behind those there are: it can be read and searched by everybody before anything is written under it. */
export function withNewKey(ring: WrittenRing): WrittenRing {
  const kid = (Math.max(...ring.map((key) => key.kid)) + 1) % KEYS;
  return [...ring, { kid, master: randomBytes(BYTES) }] as unknown as WrittenRing;
}

/** A database that this very process has just made holds nothing yet. */
function holdsOlderDatabase(dataDir: string): boolean {
  const version = statSync(join(dataDir, 'postgres/PG_VERSION'), { throwIfNoEntry: false });
  return version !== undefined && version.mtimeMs < performance.timeOrigin;
}

function parse(text: string, where: string): WrittenRing {
  const ring = text
    .trim()
    .split(/\s+/)
    .map((line) => decode(line, where));
  if (new Set(ring.map(({ kid }) => kid)).size < ring.length) throw malformed(where);
  return ring as unknown as WrittenRing;
}

function decode(line: string, where: string): WrittenKey {
  const [, kid, base64] = /^(?:(\d{1,3}):)?(\S+)$/.exec(line) ?? [];
  const master = Buffer.from(base64 ?? '', 'base64');
  if (master.length === BYTES) return { kid: kid === undefined ? FIRST : Number(kid) % KEYS, master };
  throw malformed(where);
}

const malformed = (where: string) =>
  new StartError(`${where} 应当是 32 字节的 base64（44 个字符）；请换成原来的密钥后再启动。`);

const derived = (ring: WrittenRing): KeyRing =>
  ring.map(({ kid, master }): MasterKeys => ({
    kid,
    wrapKey: derive(master, 'wrap'),
    indexKey: derive(master, 'index'),
  })) as unknown as KeyRing;

function derive(master: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', master, '', `qinyou ${purpose}`, BYTES));
}
