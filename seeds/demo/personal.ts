import { checkSign, personColumns, PersonVault } from '../../server/src/modules/people/index.ts';
import type { Vault } from '../../server/src/platform/crypto.ts';
import type { Dice } from './dice.ts';

/** Area code that no place has, so that no number here can be anybody's. */
const NOWHERE = '610999';

/** A number of a block that is not given to persons. */
export const phoneNumber = (dice: Dice): string =>
  `140${String(dice.number(0, 99_999_999)).padStart(8, '0')}`;

/** Seals the invented values of the demo's people the way the service does. */
export class PersonalValues {
  readonly #vault: PersonVault;
  readonly #bornOn = new Map<string, number>();

  constructor(vault: Vault) {
    this.#vault = new PersonVault(vault);
  }

  /** A person's columns: values under a new key of their own, blind index, masks. */
  columns(
    birth: string,
    sex: 'M' | 'F',
    phone: { number: string; worksOn: string | null } | null,
    { withIdentity = true } = {},
  ) {
    const identity = withIdentity ? this.#identity(birth, sex) : null;
    const sealed = this.#vault.person({ identity, phone: phone?.number });
    return { birth_date: birth, sex, ...personColumns(sealed), phone_works_on: phone?.worksOn ?? null };
  }

  /** An invented number with a right check sign (GB 11643), each given once. */
  #identity(birth: string, sex: 'M' | 'F'): string {
    const before = this.#bornOn.get(birth) ?? 0;
    this.#bornOn.set(birth, before + 1);
    const order = (before % 500) * 2 + (sex === 'M' ? 1 : 0);
    const body = NOWHERE + birth.replaceAll('-', '') + String(order).padStart(3, '0');
    return body + checkSign(body);
  }
}
