import {
  countyOf,
  placeOf,
  responsible,
  type CadreFact,
  type Facts,
  type HouseholdFact,
  type RegionFact,
} from './facts.ts';
import type { Sight } from './sight.ts';

export type Kind = 'DUPLICATE' | 'GAP' | 'OFFICIAL' | 'WAITING';
const WORST: readonly Kind[] = ['DUPLICATE', 'GAP', 'OFFICIAL', 'WAITING'];

export interface Item {
  id: string;
  kind: Kind;
  need: number;
  /** Where it counts. */
  place: RegionFact;
  household: HouseholdFact | null;
  cadre: CadreFact | null;
}

/** Everything on the board of the whole land, the worst first (R1, R2, R5). */
export function boardOf(facts: Facts): Item[] {
  const { households, cadres } = facts;
  const disputed = households.filter((one) => holdersOf(facts, one).size > facts.year.cap);
  const counties = facts.regions.filter(({ level }) => level === 'COUNTY');
  const home = (kind: Kind) => (household: HouseholdFact) => ({
    id: household.id, kind, need: household.need, place: household.village, household, cadre: null,
  }); // prettier-ignore
  const friendless = counties.flatMap((county) => {
    const without = households
      .filter((one) => countyOf(one.village) === county && one.eligible && friends(facts, one).length === 0)
      .filter((one) => !disputed.includes(one))
      .toSorted((a, b) => b.need - a.need || order(a.id, b.id));
    const places = placesOf(facts, county, disputed);
    return without.map((one, nth) => home(nth < places ? 'GAP' : 'WAITING')(one));
  });
  const officials = cadres
    .filter((one) => owes(facts, one) && loadOf(facts, one) === 0)
    .map((cadre) => ({
      id: cadre.id,
      kind: 'OFFICIAL' as const,
      need: 0,
      place: placeOf(cadre.unit),
      household: null,
      cadre,
    }));
  return [...disputed.map(home('DUPLICATE')), ...friendless, ...officials].toSorted(
    (a, b) => WORST.indexOf(a.kind) - WORST.indexOf(b.kind) || b.need - a.need || order(a.id, b.id),
  );
}

const order = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
const friends = ({ pairings }: Facts, household: HouseholdFact) =>
  pairings.filter((one) => one.household === household && responsible(one));
export const loadOf = ({ pairings }: Facts, cadre: CadreFact): number =>
  pairings.filter((one) => one.cadre === cadre && responsible(one)).length;

/** R2: everybody who has the household or whom a roster says to have it, each once. */
export const holdersOf = (facts: Facts, household: HouseholdFact): Set<CadreFact> =>
  new Set([
    ...friends(facts, household).map(({ cadre }) => cadre),
    ...facts.claims.filter((one) => one.household === household && one.open).map(({ cadre }) => cadre),
  ]);

/** R1: an official at work, not excused for the year. */
export const atWork = ({ kind, status }: CadreFact): boolean =>
  kind === 'OFFICIAL' && (status === 'ACTIVE' || status === 'SECONDED');
const owes = ({ waivers }: Facts, cadre: CadreFact): boolean => atWork(cadre) && !waivers.includes(cadre);

/** R5: what the county's own units have left, and what the city has sent and nobody has taken, less what disputes will take. */
function placesOf(facts: Facts, county: RegionFact, disputed: readonly HouseholdFact[]): number {
  const own = facts.cadres
    .filter((one) => one.unit.office === county && owes(facts, one))
    .map((one) => Math.max((facts.year.quota[one.rank] ?? 0) - loadOf(facts, one), 0));
  const taken = facts.pairings.filter(
    (one) =>
      responsible(one) &&
      countyOf(one.household.village) === county &&
      one.cadre.unit.office.level === 'CITY',
  );
  const unsettled = disputed.filter(
    (one) => countyOf(one.village) === county && friends(facts, one).length === 0,
  );
  const left = own.reduce((sum, n) => sum + n, 0);
  return left + Math.max((facts.sent.get(county) ?? 0) - taken.length, 0) - unsettled.length;
}

/** Those of the items that somebody may see: households of the territory, officials of the own units. */
export const seenBy = (sight: Sight, items: readonly Item[]): Item[] =>
  items.filter(({ household, cadre }) =>
    household ? sight.region(household.village) : cadre !== null && sight.cadre(cadre),
  );
