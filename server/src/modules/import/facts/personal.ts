import type { Vault } from '../../../platform/crypto.ts';

/** A stored person's values, as far as a roster is compared with them. */
export interface StoredPerson {
  personKey: Buffer | null;
  identityIndex: Buffer | null;
  phoneCipher: Buffer | null;
}

/** The blind indexes of a batch's identity numbers, row by row. */
export type Indexes = readonly (Buffer | undefined)[];

/** Identity numbers are compared by index, so that none is decrypted; one that no row of the batch has stays unreadable. */
export class IdentityTable {
  readonly #plain = new Map<string, string>();
  readonly indexes: Buffer[] = [];

  constructor(records: readonly { identity?: string }[], indexes: Indexes) {
    for (const [i, { identity }] of records.entries()) {
      const index = indexes[i];
      if (!identity || !index) continue;
      const key = index.toString('latin1');
      if (!this.#plain.has(key)) this.indexes.push(index);
      this.#plain.set(key, identity);
    }
  }

  plain(index: Buffer | null): string | null {
    return index && (this.#plain.get(index.toString('latin1')) ?? '?');
  }
}

export function plainPhone(vault: Vault, { personKey, phoneCipher }: StoredPerson): string | null {
  return personKey && phoneCipher ? vault.open(personKey, phoneCipher) : null;
}
