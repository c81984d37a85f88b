import type { PersonVault, SealedPerson } from '../../people/index.ts';

/** @param personKey the person's own key where there is one; else a new one is made */
export function sealPerson(
  people: PersonVault,
  { identity, phone }: { identity?: string | undefined; phone?: string | undefined },
  personKey: Buffer | null = null,
): SealedPerson {
  if (!personKey) return people.person({ identity, phone });
  return { personKey, ...people.identity(personKey, identity), ...people.phone(personKey, phone) };
}
