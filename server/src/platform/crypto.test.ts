import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { Vault } from './crypto.ts';

const keys = { kid: 1, wrapKey: randomBytes(32), indexKey: randomBytes(32) };
const vault = new Vault([keys]);
const number = '610999195802121195';

describe('the vault', () => {
  it('gives back what it sealed, under the same person’s key', () => {
    const key = vault.newPersonKey();
    expect(vault.open(key, vault.seal(key, number))).toBe(number);
  });

  it('never makes the same ciphertext twice, and none that shows the value', () => {
    const key = vault.newPersonKey();
    const [first, second] = [vault.seal(key, number), vault.seal(key, number)];
    expect(first.equals(second)).toBe(false);
    expect(first.includes(Buffer.from(number))).toBe(false);
  });

  it('opens nothing under another person’s key or another master key', () => {
    const [key, other] = [vault.newPersonKey(), vault.newPersonKey()];
    expect(() => vault.open(other, vault.seal(key, number))).toThrow();
    const stranger = new Vault([{ ...keys, wrapKey: randomBytes(32) }]);
    expect(() => stranger.open(key, vault.seal(key, number))).toThrow();
  });

  it('notices a changed byte anywhere in an envelope', () => {
    const key = vault.newPersonKey();
    const envelope = vault.seal(key, number);
    for (const at of [0, 1, 2, 14, envelope.length - 1]) {
      const changed = Buffer.from(envelope);
      changed[at]! ^= 1;
      expect(() => vault.open(key, changed), `byte ${at}`).toThrow();
    }
  });

  it('finds equal values of one field by one index, and keeps fields and keys apart', () => {
    const index = vault.blindIndex('identity', number);
    expect(vault.blindIndex('identity', number).equals(index)).toBe(true);
    expect(vault.blindIndex('phone', number).equals(index)).toBe(false);
    const rekeyed = new Vault([{ ...keys, indexKey: randomBytes(32) }]);
    expect(rekeyed.blindIndex('identity', number).equals(index)).toBe(false);
  });

  it('opens and finds under an older key until it is taken away, and makes nothing new under it', () => {
    const newer = { kid: 2, wrapKey: randomBytes(32), indexKey: randomBytes(32) };
    const key = vault.newPersonKey();
    const sealed = vault.seal(key, number);
    const both = new Vault([newer, keys]);
    expect(both.open(key, sealed)).toBe(number);
    expect(both.blindIndexes('identity', number)).toEqual([
      both.blindIndex('identity', number),
      vault.blindIndex('identity', number),
    ]);
    const wrapped = both.rewrap(key);
    expect([wrapped[1], both.newPersonKey()[1]]).toEqual([2, 2]);
    both.use([newer]);
    expect(both.open(wrapped, sealed)).toBe(number);
    expect(() => both.open(key, sealed)).toThrow('no master key 1');
    expect(both.kids).toEqual([2]);
  });
});
