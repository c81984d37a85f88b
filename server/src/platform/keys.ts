import { hkdfSync, randomBytes } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { StartError } from './cluster/start-error.ts';
import { openDataFolder } from './cluster/data-folder.ts';
import { createOnce, refuseWidePermissions } from './cluster/secrets.ts';
import type { MasterKeys } from './crypto.ts';

/** Number of the one master key there is; a rotation will count on from it. */
const KID = 1;
const BYTES = 32;

/**
 * The keys behind all personal values: `QINYOU_MASTER_KEY` (32 bytes in base64), else the file `master.key` beside the data, made
 * at the first start with mode 0600. Call it before the database is made, so that a lost key is noticed instead of replaced.
 * @throws StartError where the key is malformed, readable by others, or lost while there are data
 */
export async function loadMasterKeys(
  dataDir: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<MasterKeys> {
  const given = env['QINYOU_MASTER_KEY'];
  const master = given ? decode(given, '环境变量 QINYOU_MASTER_KEY') : await fromFile(resolve(dataDir));
  return { kid: KID, wrapKey: derive(master, 'wrap'), indexKey: derive(master, 'index') };
}

async function fromFile(dataDir: string): Promise<Buffer> {
  openDataFolder(dataDir);
  const file = join(dataDir, 'master.key');
  if (!existsSync(file)) {
    if (holdsOlderDatabase(dataDir)) {
      throw new StartError(
        `数据文件夹 ${dataDir} 里有数据库，但加密用的 master.key 不见了；请从备份里把它放回原处，没有它谁也读不出个人信息。`,
      );
    }
    createOnce(file, randomBytes(BYTES).toString('base64'));
  }
  refuseWidePermissions(file);
  return decode(await readFile(file, 'utf8'), `文件 ${file}`);
}

/** A database that this very process has just made holds nothing yet. */
function holdsOlderDatabase(dataDir: string): boolean {
  const version = statSync(join(dataDir, 'postgres/PG_VERSION'), { throwIfNoEntry: false });
  return version !== undefined && version.mtimeMs < performance.timeOrigin;
}

function decode(text: string, where: string): Buffer {
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length === BYTES) return key;
  throw new StartError(`${where} 应当是 32 字节的 base64（44 个字符）；请换成原来的密钥后再启动。`);
}

function derive(master: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', master, '', `qinyou ${purpose}`, BYTES));
}
