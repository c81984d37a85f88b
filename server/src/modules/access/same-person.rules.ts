/** What is known of who is behind an account. */
export interface Holder {
  accountId: string;
  name: string;
  /** The cadres whose account it is, or for whom it acts. */
  cadreIds: readonly string[];
}

/**
 * Whether two accounts are one person's as far as anybody can tell: the same account, or the same cadre (no two of them have one
 * identity number). An office's account has nothing but a name, so that namesakes are taken for one and a third person decides.
 */
export const samePerson = (one: Holder, other: Holder): boolean =>
  one.accountId === other.accountId ||
  one.cadreIds.some((id) => other.cadreIds.includes(id)) ||
  one.name.replaceAll(/\s/g, '') === other.name.replaceAll(/\s/g, '');
