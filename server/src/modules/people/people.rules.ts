const POOR_VILLAGE = 30;
const LIVES_ALONE = 5;

/** What the dictionaries say: how hard off a status is (POVERTY_STATUS), and how much a friend can do about a cause (POVERTY_CAUSE). */
export interface PovertyWeights {
  /** 0 to 50, of the statuses of those who are registered poor or monitored, those lifted out of poverty included; of no others. */
  statuses: ReadonlyMap<string, number>;
  /** 0 to 15. */
  causes: ReadonlyMap<string, number>;
}

export interface Circumstances {
  /** Dictionary POVERTY_STATUS. */
  status: string;
  /** Dictionary POVERTY_CAUSE, where one is known. */
  cause: string | null;
  livingMembers: number;
  /** The last day plus one, or null while it stands. */
  endedOn: string | null;
  poorVillage: boolean;
}

/** Whether a household counts for gaps: registered poor or monitored, with a living member, not ended. */
export const eligible = (
  { statuses }: PovertyWeights,
  { status, livingMembers, endedOn }: Circumstances,
): boolean => statuses.has(status) && livingMembers > 0 && endedOn === null;

/** How hard off a household is, 0 to 100: poor villages and the hardest-off come first. 0 for those who are not registered. */
export function need(
  { statuses, causes }: PovertyWeights,
  { status, cause, livingMembers, poorVillage }: Circumstances,
): number {
  const hardship = statuses.get(status);
  if (hardship === undefined) return 0;
  const why = cause === null ? 0 : (causes.get(cause) ?? 0);
  return hardship + why + (poorVillage ? POOR_VILLAGE : 0) + (livingMembers === 1 ? LIVES_ALONE : 0);
}

/** Both figures as a household's row keeps them. */
export const standing = (
  weights: PovertyWeights,
  facts: Circumstances,
): { eligible: boolean; need: number } => ({
  eligible: eligible(weights, facts),
  need: need(weights, facts),
});

export interface Heir {
  id: string;
  relation: string;
  birthDate: string | null;
}

const HEIRS = ['SPOUSE', 'SON', 'DAUGHTER', 'DAUGHTER_IN_LAW', 'SON_IN_LAW', 'FATHER', 'MOTHER'];

/**
 * R7: who follows a head that dies, where nobody was named: the spouse, else the nearest relation, the oldest first. Null
 * where no other member is known.
 */
export function nextHead<T extends Heir>(members: readonly T[]): T | null {
  const order = ({ relation }: Heir) => (HEIRS.indexOf(relation) + HEIRS.length + 1) % (HEIRS.length + 1);
  const age = ({ birthDate }: Heir) => birthDate ?? '9999';
  const sorted = members.toSorted((a, b) => order(a) - order(b) || age(a).localeCompare(age(b)));
  return sorted[0] ?? null;
}
