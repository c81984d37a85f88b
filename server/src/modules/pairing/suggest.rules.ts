import { byNeed } from './board.rules.ts';

/** Why a suggestion is the one: nearest first. CLAIMED = the roster says so already. */
export const CLOSENESS = ['CLAIMED', 'UNIT_OF_VILLAGE', 'SAME_TOWN', 'SAME_COUNTY'] as const;
export type Closeness = (typeof CLOSENESS)[number];

/** Paths of the region a person or household is in, each closed by a slash. `townPath` is null for county units. */
export interface Place {
  countyPath: string;
  townPath: string | null;
}

export interface SuggestedCadre extends Place {
  id: string;
  unitId: string;
  /** Friends now; fewest first. */
  load: number;
  /** Places still free under the quota (R1). */
  free: number;
}

export interface SuggestedHousehold extends Place {
  id: string;
  villageId: string;
  need: number;
  /** The only open claim, if one cadre has it. */
  claimant: string | null;
}

export type SuggestItem =
  { kind: 'GAP'; household: SuggestedHousehold } | { kind: 'OFFICIAL'; cadre: SuggestedCadre };

export interface Suggestion {
  householdId: string;
  cadreId: string;
  closeness: Closeness;
}

export interface SuggestFacts {
  /** In the order in which they are shown; an earlier one chooses first. */
  items: readonly SuggestItem[];
  cadres: readonly SuggestedCadre[];
  /** Gap households that an official may be given, those on the page included. */
  households: readonly SuggestedHousehold[];
  /** Which unit looks after which village: `unitId villageId`. */
  assignments: ReadonlySet<string>;
}

export const assignmentKey = (unitId: string, villageId: string): string => `${unitId} ${villageId}`;

/**
 * One suggestion an item, or null where nobody near has a place. No place and no household is promised twice, so that all of
 * them can be carried out together. Unit that looks after the village, same town, same county; fewest friends first; then the
 * identifier. The optimal allocation (R9) is another matter.
 */
export function suggest(f: SuggestFacts): (Suggestion | null)[] {
  const taken = new Map<string, number>();
  const promised = new Map<string, Suggestion>();
  const everyone = f.cadres.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const neediest = f.households.toSorted(byNeed);

  const promise = (c: SuggestedCadre, h: SuggestedHousehold): Suggestion => {
    const made = {
      householdId: h.id,
      cadreId: c.id,
      closeness: CLOSENESS[rank(c, h, f.assignments)] ?? 'SAME_COUNTY',
    };
    taken.set(c.id, (taken.get(c.id) ?? 0) + 1);
    promised.set(h.id, made);
    return made;
  };
  const forHousehold = (h: SuggestedHousehold): Suggestion | null => {
    const already = promised.get(h.id);
    if (already) return already;
    const best = least(everyone, (c) => {
      const used = taken.get(c.id) ?? 0;
      const near = rank(c, h, f.assignments);
      if (near > 0 && (h.claimant !== null || used >= c.free)) return null;
      return near === FAR ? null : [near, c.load + used];
    });
    return best && promise(best, h);
  };
  const forOfficial = (c: SuggestedCadre): Suggestion | null => {
    const already = promised.values().find((s) => s.cadreId === c.id);
    if (already) return already;
    if ((taken.get(c.id) ?? 0) >= c.free) return null;
    const best = least(neediest, (h) => {
      const near = rank(c, h, f.assignments);
      if (near === FAR || promised.has(h.id) || (near > 0 && h.claimant !== null)) return null;
      return [near, -h.need];
    });
    return best && promise(c, best);
  };
  return f.items.map((item) =>
    item.kind === 'GAP' ? forHousehold(item.household) : forOfficial(item.cadre),
  );
}

/** How near the two are, or null where they are not to be put together: another county, or somebody else claims the household. */
export function nearness(
  c: SuggestedCadre,
  h: SuggestedHousehold,
  assignments: ReadonlySet<string>,
): Closeness | null {
  const near = rank(c, h, assignments);
  return near > 0 && h.claimant !== null ? null : (CLOSENESS[near] ?? null);
}

const FAR = CLOSENESS.length;

/** The place in CLOSENESS; FAR beyond the county. A claim is what already is: it needs no place, and nobody goes before it. */
function rank(c: SuggestedCadre, h: SuggestedHousehold, assignments: ReadonlySet<string>): number {
  if (h.claimant === c.id) return 0;
  if (c.countyPath !== h.countyPath) return FAR;
  if (assignments.has(assignmentKey(c.unitId, h.villageId))) return 1;
  return c.townPath !== null && c.townPath === h.townPath ? 2 : 3;
}

/** The first of the smallest by a pair of numbers; null marks what is out of the question. */
function least<T>(all: readonly T[], weight: (one: T) => [number, number] | null): T | null {
  let best: T | null = null;
  let lowest: [number, number] = [Infinity, Infinity];
  for (const one of all) {
    const w = weight(one);
    if (w === null || w[0] > lowest[0] || (w[0] === lowest[0] && w[1] >= lowest[1])) continue;
    [best, lowest] = [one, w];
  }
  return best;
}
