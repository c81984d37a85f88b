import { describe, expect, it } from 'vitest';
import { Vault, type MasterKeys } from '../../platform/crypto.ts';
import { BatchVault } from './person-vault.ts';

const NUMBER = '61092619680313121X';
const key = (kid: number): MasterKeys => ({
  kid,
  wrapKey: Buffer.alloc(32, kid),
  indexKey: Buffer.alloc(32, kid + 100),
});

describe('the vault of a batch', () => {
  it('makes the same indexes as the vault, and each once', () => {
    const vault = new Vault([key(1), key(2)]);
    const people = new BatchVault(vault);
    const made = people.indexesOf(NUMBER);
    expect(made).toEqual(vault.blindIndexes('identity', NUMBER));
    expect(people.indexesOf(NUMBER)[0]).toBe(made[0]);
    expect(people.person({ identity: NUMBER }).identityIndex).toBe(made[0]);
  });

  it('stores an index of the key that wraps the person’s, also where keys were changed in the middle', () => {
    const vault = new Vault([key(1)]);
    const people = new BatchVault(vault);
    people.indexesOf(NUMBER);
    vault.use([key(2), key(1)]);
    const { personKey, identityIndex } = people.person({ identity: NUMBER });
    expect(personKey[1]).toBe(2);
    expect(identityIndex).toEqual(vault.blindIndex('identity', NUMBER));
  });
});
