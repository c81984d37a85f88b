import type { Vault } from '../../../platform/crypto.ts';
import { PersonVault, type SealedPerson } from '../../people/index.ts';

/** @param personKey the person's own key where there is one; else a new one is made */
export function sealPerson(
  vault: Vault,
  { identity, phone }: { identity?: string | undefined; phone?: string | undefined },
  personKey: Buffer | null = null,
): SealedPerson {
  const people = new PersonVault(vault);
  if (!personKey) return people.person({ identity, phone });
  return { personKey, ...people.identity(personKey, identity), ...people.phone(personKey, phone) };
}
