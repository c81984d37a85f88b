/** One of several who hold or claim a household. */
export interface Claimant {
  cadreId: string;
  /** DUTY before PAIRING before ROSTER. */
  tie: 'DUTY' | 'PAIRING' | 'ROSTER';
  from: string;
  /** The place in CLOSENESS: nearer is smaller. */
  closeness: number;
  /** Friends now. */
  load: number;
  /** Administered by the city, whom the caller can't displace (R6). */
  cityOwned: boolean;
}

const WEIGHT = { DUTY: 1, PAIRING: 2, ROSTER: 3 } as const;

/**
 * R2: in which order to keep them; the first is the suggestion. Whoever can't be displaced (R6), who has the duty (R4), who is
 * the friend already, who is nearer, who has fewer friends, who came first; the identifier settles the rest.
 */
export function keepFirst<C extends Claimant>(claimants: readonly C[]): C[] {
  return claimants.toSorted(
    (a, b) =>
      Number(b.cityOwned) - Number(a.cityOwned) ||
      WEIGHT[a.tie] - WEIGHT[b.tie] ||
      a.closeness - b.closeness ||
      a.load - b.load ||
      (a.from < b.from ? -1 : a.from > b.from ? 1 : 0) ||
      (a.cadreId < b.cadreId ? -1 : 1),
  );
}
