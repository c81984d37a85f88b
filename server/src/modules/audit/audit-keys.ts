import { createSecretKey, hkdfSync, randomBytes, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createOnce, refuseWidePermissions } from '../../platform/cluster/secrets.ts';
import { StartError } from '../../platform/cluster/start-error.ts';

const BYTES = 32;

export interface AuditKeys {
  readonly chain: KeyObject;
  readonly anchor: KeyObject;
}

/** Where the anchors of a data folder stand. */
export const anchorPath = (dataDir: string): string => join(dataDir, 'audit-anchors.jsonl');

/**
 * The keys of the chain: from `QINYOU_AUDIT_KEY` (32 bytes in base64), else from the file `audit.key` beside the data. Not
 * derived from the master key, which is rotated: a chain is verified under the key it was sealed under.
 * @param mayCreate whether a first start may make the file
 * @throws StartError where the key is malformed, readable by others, or lost
 */
export function loadAuditKeys(
  dataDir: string,
  mayCreate: boolean,
  env: NodeJS.ProcessEnv = process.env,
): AuditKeys {
  const given = env['QINYOU_AUDIT_KEY'];
  const key = given ? decode(given, '环境变量 QINYOU_AUDIT_KEY') : fromFile(dataDir, mayCreate);
  return { chain: derive(key, 'chain'), anchor: derive(key, 'anchor') };
}

function fromFile(dataDir: string, mayCreate: boolean): Buffer {
  const file = join(dataDir, 'audit.key');
  if (!existsSync(file)) {
    if (!mayCreate || existsSync(anchorPath(dataDir))) {
      throw new StartError(
        `封存改动记录用的 ${file} 不见了；请从备份里把它放回原处，没有它就查不出记录有没有被动过。`,
      );
    }
    createOnce(file, randomBytes(BYTES).toString('base64'));
  }
  refuseWidePermissions(file);
  return decode(readFileSync(file, 'utf8'), `文件 ${file}`);
}

function decode(text: string, where: string): Buffer {
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length === BYTES) return key;
  throw new StartError(`${where} 应当是 32 字节的 base64（44 个字符）；请换成原来的密钥后再试。`);
}

function derive(key: Buffer, purpose: string): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', key, '', `qinyou audit ${purpose}`, BYTES)));
}
