/** Statuses (dictionary POVERTY_STATUS) of households that are registered poor or monitored, with how hard off they are, 0 to 50. */
const HARDSHIP = new Map<string, number>(
  Object.entries({
    MONITORED_HARDSHIP: 50,
    NOT_LIFTED: 45,
    RETURNED: 45,
    TO_BE_LIFTED: 35,
    MONITORED_UNSTABLE: 30,
    MONITORED_EDGE: 25,
    LIFTED: 10,
  }),
);

/** Main causes (dictionary POVERTY_CAUSE) that a friend can do most about, 0 to 15; any other counts 5. */
const CAUSES = new Map<string, number>(
  Object.entries({
    ILLNESS: 15,
    DISABILITY: 15,
    DISASTER: 12,
    LABOUR: 10,
    SCHOOLING: 10,
  }),
);

const POOR_VILLAGE = 30;
const LIVES_ALONE = 5;

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

/** Whether a status makes a household registered poor or monitored, those lifted out of poverty included. */
export const isRegistered = (status: string): boolean => HARDSHIP.has(status);

/** Whether a household counts for gaps: registered poor or monitored, with a living member, not ended. */
export const eligible = ({ status, livingMembers, endedOn }: Circumstances): boolean =>
  isRegistered(status) && livingMembers > 0 && endedOn === null;

/** How hard off a household is, 0 to 100: poor villages and the hardest-off come first. 0 for those who are not registered. */
export function need({ status, cause, livingMembers, poorVillage }: Circumstances): number {
  const hardship = HARDSHIP.get(status);
  if (hardship === undefined) return 0;
  const why = cause === null ? 0 : (CAUSES.get(cause) ?? 5);
  return hardship + why + (poorVillage ? POOR_VILLAGE : 0) + (livingMembers === 1 ? LIVES_ALONE : 0);
}

/** Both figures as a household's row keeps them. */
export const standing = (facts: Circumstances): { eligible: boolean; need: number } => ({
  eligible: eligible(facts),
  need: need(facts),
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
