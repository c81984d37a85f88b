import type { Vault } from '../../../platform/crypto.ts';
import type { PersonVault } from '../../people/index.ts';

/** A stored person's values, as far as a roster is compared with them. */
export interface StoredPerson {
  personKey: Buffer | null;
  identityIndex: Buffer | null;
  phoneCipher: Buffer | null;
}

/** The blind indexes of a batch's identity numbers, row by row: the one to be stored first, behind it any other it may stand under. */
export type Indexes = readonly (readonly Buffer[] | undefined)[];

/** Identity numbers are compared by index, so that none is decrypted; one that no row of the batch has stays unreadable. */
export class IdentityTable {
  readonly #plain = new Map<string, string>();
  readonly indexes: Buffer[] = [];

  /** @param people of this look: between the check and the writing of a roster the keys may have been rotated */
  constructor(records: readonly { identity?: string }[], people: PersonVault) {
    for (const { identity } of records) {
      if (!identity) continue;
      for (const index of people.indexesOf(identity)) {
        const key = index.toString('latin1');
        if (!this.#plain.has(key)) this.indexes.push(index);
        this.#plain.set(key, identity);
      }
    }
  }

  plain(index: Buffer | null): string | null {
    return index && (this.#plain.get(index.toString('latin1')) ?? '?');
  }
}

export function plainPhone(vault: Vault, { personKey, phoneCipher }: StoredPerson): string | null {
  return personKey && phoneCipher ? vault.open(personKey, phoneCipher) : null;
}
