import { hkdfSync, randomBytes } from 'node:crypto';
import type { KeyRing } from '../../server/src/platform/crypto.ts';

/** A master key for a service of its own process, and what an application in this process derives from it as that one does. */
export function masterKey(): { QINYOU_MASTER_KEY: string; keys: KeyRing } {
  const key = randomBytes(32);
  const derived = (purpose: string) => Buffer.from(hkdfSync('sha256', key, '', `qinyou ${purpose}`, 32));
  return {
    QINYOU_MASTER_KEY: key.toString('base64'),
    keys: [{ kid: 1, wrapKey: derived('wrap'), indexKey: derived('index') }],
  };
}
