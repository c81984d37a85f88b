import type { Vault } from '../../../platform/crypto.ts';
import { PersonVault } from '../../people/index.ts';

/** A stored person's values, as far as a roster is compared with them. */
export interface StoredPerson {
  personKey: Buffer | null;
  identityIndex: Buffer | null;
  phoneCipher: Buffer | null;
}

/** Identity numbers are compared by index, so that none is decrypted; one that no row of the batch has stays unreadable. */
export class IdentityTable {
  readonly #plain = new Map<string, string>();
  readonly indexes: Buffer[] = [];

  constructor(vault: Vault, identities: Iterable<string | undefined>) {
    const people = new PersonVault(vault);
    for (const identity of new Set(identities)) {
      if (!identity) continue;
      const index = people.indexOf(identity);
      this.indexes.push(index);
      this.#plain.set(index.toString('hex'), identity);
    }
  }

  plain(index: Buffer | null): string | null {
    return index && (this.#plain.get(index.toString('hex')) ?? '?');
  }
}

export function plainPhone(vault: Vault, { personKey, phoneCipher }: StoredPerson): string | null {
  return personKey && phoneCipher ? vault.open(personKey, phoneCipher) : null;
}
