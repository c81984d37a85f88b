import { invalidInput } from '../../platform/errors.ts';
import { birthDateOf, identityFault, normalIdentity, sexOf } from './identity-number.rules.ts';
import { normalPhone, phoneFault } from './masks.ts';

/** @throws INVALID_INPUT for a number that can't be right; null and '' are no number */
export function readIdentityInput(typed: string | null | undefined, today: string): string | null {
  if (!typed) return null;
  const number = normalIdentity(typed);
  const fault = identityFault(number, today);
  if (fault) throw invalidInput({ identity: fault.message });
  return number;
}

/** @throws INVALID_INPUT for what is no phone number; null and '' are no phone */
export function readPhoneInput(typed: string | null | undefined): string | null {
  if (!typed) return null;
  const phone = normalPhone(typed);
  const fault = phoneFault(phone);
  if (fault) throw invalidInput({ phone: fault });
  return phone;
}

/** Sex and birth date, from the identity number where they were not typed. */
export const factsOf = (
  number: string | null,
  typed: { sex?: 'M' | 'F' | null; birthDate?: string | null },
) => ({
  sex: typed.sex ?? (number ? sexOf(number) : null),
  birthDate: typed.birthDate ?? (number ? (birthDateOf(number) ?? null) : null),
});

/** @throws INVALID_INPUT for a day that is still to come */
export function demandPastDay(field: string, day: string, today: string): void {
  if (day > today) throw invalidInput({ [field]: `${day} 还没到` });
}
