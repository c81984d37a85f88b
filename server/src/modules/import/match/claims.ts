/** A household as far as a claim is matched: a village and a head's name. */
export interface HouseholdKey {
  id: string;
  villageId: string;
  head: string;
}

export type ClaimMatch =
  | { status: 'OPEN'; householdId: string }
  | { status: 'UNKNOWN' }
  | { status: 'AMBIGUOUS'; candidates: number };

/** R2: a claim is matched by village and head, and never guessed: none or several stay what they are. */
export function matchClaim(
  villageId: string | undefined,
  head: string,
  households: ReadonlyMap<string, readonly string[]>,
): ClaimMatch {
  const found = villageId ? (households.get(householdKey(villageId, head)) ?? []) : [];
  const [only, second] = found;
  if (second) return { status: 'AMBIGUOUS', candidates: found.length };
  return only ? { status: 'OPEN', householdId: only } : { status: 'UNKNOWN' };
}

export function householdKey(villageId: string, head: string): string {
  return `${villageId}|${head}`;
}

/** Households by village and head. */
export function indexHouseholds(households: Iterable<HouseholdKey>): Map<string, string[]> {
  const index = new Map<string, string[]>();
  for (const { id, villageId, head } of households) {
    const key = householdKey(villageId, head);
    index.set(key, [...(index.get(key) ?? []), id]);
  }
  return index;
}
