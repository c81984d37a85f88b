import type { Vault } from '../../platform/crypto.ts';
import { identityMask, phoneMask } from './masks.ts';

/** The personal columns of a cadre's or a member's row, as the entities name them. */
export interface SealedIdentity {
  identityCipher: Buffer | null;
  identityMask: string | null;
  identityIndex: Buffer | null;
  identityTail: string | null;
}
export interface SealedPhone {
  phoneCipher: Buffer | null;
  phoneMask: string | null;
}
export interface SealedPerson extends SealedIdentity, SealedPhone {
  personKey: Buffer;
}

const NO_IDENTITY: SealedIdentity = {
  identityCipher: null,
  identityMask: null,
  identityIndex: null,
  identityTail: null,
};
const NO_PHONE: SealedPhone = { phoneCipher: null, phoneMask: null };

/**
 * Turns identity numbers and phones into what rows keep of them: a cipher under the person's own key, the masked form, the blind
 * index and the last four. Values come in normalised and checked. It gives none away; `reveal` does.
 */
export class PersonVault {
  readonly #vault: Vault;

  constructor(vault: Vault) {
    this.#vault = vault;
  }

  /** Everything for a new person, under a new key. */
  person(values: { identity?: string | null; phone?: string | null }): SealedPerson {
    const personKey = this.#vault.newPersonKey();
    return {
      personKey,
      ...this.identity(personKey, values.identity),
      ...this.phone(personKey, values.phone),
    };
  }

  identity(personKey: Buffer, number: string | null | undefined): SealedIdentity {
    if (!number) return NO_IDENTITY;
    return {
      identityCipher: this.#vault.seal(personKey, number),
      identityMask: identityMask(number),
      identityIndex: this.indexOf(number),
      identityTail: number.slice(-4),
    };
  }

  phone(personKey: Buffer, phone: string | null | undefined): SealedPhone {
    if (!phone) return NO_PHONE;
    return { phoneCipher: this.#vault.seal(personKey, phone), phoneMask: phoneMask(phone) };
  }

  /** The columns for a phone typed anew: those that are held where it is the same number, so that equal values keep one cipher. */
  retyped(personKey: Buffer, phone: string | null, held: SealedPhone): SealedPhone {
    const { phoneCipher, phoneMask: mask } = held;
    const same = phone !== null && phoneCipher !== null && this.#vault.open(personKey, phoneCipher) === phone;
    return same ? { phoneCipher, phoneMask: mask } : this.phone(personKey, phone);
  }

  /** Every blind index that an identity number may be stored under, the one it is stored under from now on first. */
  indexesOf(number: string): Buffer[] {
    return this.#vault.blindIndexes('identity', number);
  }

  /** The blind index an identity number is stored under. */
  indexOf(number: string): Buffer {
    return this.#vault.blindIndex('identity', number);
  }
}

/**
 * For a batch: a number's blind indexes are made once, however often it is looked for and stored. It goes with its batch. Trap:
 * a rotation tells by a person's key whether its index is of the new key, too; so none is kept beyond a change of keys.
 */
export class BatchVault extends PersonVault {
  readonly #vault: Vault;
  readonly #indexes = new Map<string, Buffer[]>();
  #kids = '';

  constructor(vault: Vault) {
    super(vault);
    this.#vault = vault;
  }

  override indexesOf(number: string): Buffer[] {
    const kids = this.#vault.kids.join();
    if (kids !== this.#kids) this.#indexes.clear();
    this.#kids = kids;
    const made = this.#indexes.get(number) ?? super.indexesOf(number);
    this.#indexes.set(number, made);
    return made;
  }

  override indexOf(number: string): Buffer {
    return this.indexesOf(number)[0] ?? super.indexOf(number);
  }
}

/** The same columns as the tables name them, for bulk statements. */
export const personColumns = (sealed: SealedPerson) => ({
  person_key: sealed.personKey,
  identity_cipher: sealed.identityCipher,
  identity_mask: sealed.identityMask,
  identity_index: sealed.identityIndex,
  identity_tail: sealed.identityTail,
  phone_cipher: sealed.phoneCipher,
  phone_mask: sealed.phoneMask,
});
