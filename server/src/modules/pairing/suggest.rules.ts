import { byNeed } from './board.rules.ts';
import { Idlest, InTurn } from './suggest.queues.ts';

/** Why a suggestion is the one: nearest first. CLAIMED = the roster says so already, SENT = the city sent them to the county (R6). */
export const CLOSENESS = ['CLAIMED', 'UNIT_OF_VILLAGE', 'SAME_TOWN', 'SAME_COUNTY', 'SENT'] as const;
export type Closeness = (typeof CLOSENESS)[number];

/** Paths of the region a person or household is in, each closed by a slash. `townPath` is null for county units. */
export interface Place {
  countyPath: string;
  townPath: string | null;
}

export interface SuggestedCadre extends Place {
  id: string;
  unitId: string;
  /** The city has sent them to that county (R6). */
  sent: boolean;
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
  | { kind: 'GAP'; household: SuggestedHousehold }
  | { kind: 'OFFICIAL'; cadre: SuggestedCadre };

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
  const promisedTo = new Map<string, Suggestion>();
  const cadres = new Map(f.cadres.map((c) => [c.id, c]));
  const busy = (c: SuggestedCadre) => {
    const used = taken.get(c.id) ?? 0;
    return used < c.free ? c.load + used : null;
  };
  const idlest = near(
    f.cadres.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    (c) => inCounty(c.unitId, c.countyPath),
    (all) => new Idlest(all, busy),
  );
  const neediest = near(
    f.households.filter((h) => h.claimant === null).toSorted(byNeed),
    (h) => inCounty(h.villageId, h.countyPath),
    (all) => new InTurn(all, (h) => !promised.has(h.id)),
  );
  const claimed = Map.groupBy(
    f.households.filter((h) => h.claimant !== null).toSorted(byNeed),
    (h) => h.claimant,
  );
  const unitsOf = new Map<string, string[]>();
  const villagesOf = new Map<string, string[]>();
  for (const key of f.assignments) {
    const [unitId = '', villageId = ''] = key.split(' ');
    unitsOf.set(villageId, [...(unitsOf.get(villageId) ?? []), unitId]);
    villagesOf.set(unitId, [...(villagesOf.get(unitId) ?? []), villageId]);
  }

  const promise = (c: SuggestedCadre, h: SuggestedHousehold): Suggestion => {
    const closeness = CLOSENESS[rank(c, h, f.assignments)] ?? 'SAME_COUNTY';
    const made = { householdId: h.id, cadreId: c.id, closeness };
    taken.set(c.id, (taken.get(c.id) ?? 0) + 1);
    promised.set(h.id, made);
    if (!promisedTo.has(c.id)) promisedTo.set(c.id, made);
    return made;
  };
  const forHousehold = (h: SuggestedHousehold): Suggestion | null => {
    const already = promised.get(h.id);
    if (already) return already;
    if (h.claimant !== null) {
      const claimant = cadres.get(h.claimant);
      return claimant ? promise(claimant, h) : null;
    }
    const lookAfter = (unitsOf.get(h.villageId) ?? []).flatMap(
      (unitId) => idlest.special.get(inCounty(unitId, h.countyPath))?.first() ?? [],
    );
    const best =
      lookAfter.toSorted((a, b) => (busy(a) ?? 0) - (busy(b) ?? 0) || (a.id < b.id ? -1 : 1))[0] ??
      (h.townPath === null ? null : idlest.town.get(h.townPath)?.first()) ??
      idlest.county.get(h.countyPath)?.first();
    return best ? promise(best, h) : null;
  };
  const forOfficial = (c: SuggestedCadre): Suggestion | null => {
    const already = promisedTo.get(c.id);
    if (already) return already;
    if ((taken.get(c.id) ?? 0) >= c.free) return null;
    const lookedAfter = (villagesOf.get(c.unitId) ?? []).flatMap(
      (villageId) => neediest.special.get(inCounty(villageId, c.countyPath))?.first() ?? [],
    );
    const best =
      claimed.get(c.id)?.find((h) => !promised.has(h.id)) ??
      lookedAfter.toSorted(byNeed)[0] ??
      (c.townPath === null ? null : neediest.town.get(c.townPath)?.first()) ??
      neediest.county.get(c.countyPath)?.first();
    return best ? promise(c, best) : null;
  };
  return f.items.map((item) =>
    item.kind === 'GAP' ? forHousehold(item.household) : forOfficial(item.cadre),
  );
}

const inCounty = (id: string, countyPath: string): string => `${id} ${countyPath}`;

/** One queue for each county, each town, and each of what is nearer still. */
function near<T extends Place, Queue>(
  all: readonly T[],
  special: (one: T) => string,
  queue: (some: readonly T[]) => Queue,
): Record<'special' | 'town' | 'county', Map<string, Queue>> {
  const by = (key: (one: T) => string) =>
    new Map([...Map.groupBy(all, key)].map(([place, some]) => [place, queue(some)]));
  return {
    special: by(special),
    town: by((one) => one.townPath ?? ''),
    county: by((one) => one.countyPath),
  };
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
  if (c.sent) return 4;
  return c.townPath !== null && c.townPath === h.townPath ? 2 : 3;
}
