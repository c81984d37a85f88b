import {
  placeOf,
  responsible,
  within,
  type CadreFact,
  type HouseholdFact,
  type RegionFact,
  type UnitFact,
} from '../facts.ts';
import { atWork, holdersOf, loadOf } from '../board.ts';
import { READERS, type Sight } from '../sight.ts';
import { findsCadre, findsHousehold, findsVillage, someWords } from '../words.ts';
import { CADRE, cadre, HOUSEHOLD, household, UNIT, unit } from './edges.ts';
import {
  byIds,
  direction,
  inOrder,
  page,
  paged,
  perhaps,
  someRegion,
  someUnit,
  type Asking,
  type Chosen,
  type PlainList,
} from './list.ts';

export const OFFICES_AND_UNITS = [...READERS, 'UNIT_LIAISON'];
export const EVERYBODY = [...OFFICES_AND_UNITS, 'CADRE'];
const SHOWN_IN_SEARCH = 8;

/** Whom the filter of the cadres' list leaves, in its order. */
export function chooseCadres(asking: Asking): Chosen<CadreFact> {
  const { sight, facts, dice } = asking;
  const q = perhaps(dice, () => someWords(dice, facts));
  const area = perhaps<RegionFact | UnitFact>(dice, () =>
    dice.chance(80) ? someRegion(asking) : someUnit(asking),
  );
  const some = facts.cadres[0] && dice.pick(facts.cadres);
  const of = perhaps(dice, () => someUnit(asking), 15);
  const rank = perhaps(dice, () => some!.rank, 15);
  const status = perhaps(dice, () => some!.status, 15);
  const kind = perhaps(dice, () => some!.kind, 15);
  const friendless = perhaps(dice, () => dice.chance(50));
  const sort =
    perhaps(dice, () => ({ field: dice.pick(['NAME', 'PLACE']), order: direction(dice) }), 50) ?? null;
  const without = (one: CadreFact) => loadOf(facts, one) === 0;
  const matching = facts.cadres.filter(
    (one) =>
      sight.cadre(one) &&
      (q === undefined || findsCadre(one, q)) &&
      (!area || ('seat' in area ? one.unit === area : within(placeOf(one.unit), area))) &&
      (!of || one.unit === of) &&
      (!rank || one.rank === rank) &&
      (!status || one.status === status) &&
      (!kind || one.kind === kind) &&
      (friendless === undefined || (friendless ? atWork(one) && without(one) : !without(one))),
  );
  const filter = { q, within: area?.path, unitId: of?.id, rank, status, kind, friendless };
  const rows = inOrder(matching, sort?.order ?? 'ASC', (one) =>
    sort?.field === 'NAME' ? one.initials : one.unit.path,
  );
  return { filter, sort, rows };
}

export function chooseHouseholds(asking: Asking): Chosen<HouseholdFact> {
  const { sight, facts, dice } = asking;
  const q = perhaps(dice, () => someWords(dice, facts));
  const area = perhaps(dice, () => someRegion(asking));
  const povertyStatus = perhaps(dice, () => 'LIFTED', 15);
  const cause = perhaps(dice, () => 'ILLNESS', 15);
  const eligible = perhaps(dice, () => dice.chance(50), 20);
  const ended = perhaps(dice, () => dice.chance(70));
  const friend = perhaps(dice, () => dice.pick(['HAS', 'NONE', 'MANY'] as const));
  const sort =
    perhaps(
      dice,
      () => ({ field: dice.pick(['PLACE', 'NEED', 'NAME', 'SIZE']), order: direction(dice) }),
      60,
    ) ?? null;
  const matching = facts.households.filter(
    (one) =>
      sight.household(one) &&
      (q === undefined || findsHousehold(one, q)) &&
      (!area || within(one.village, area)) &&
      (!povertyStatus || one.povertyStatus === povertyStatus) &&
      (!cause || one.cause === cause) &&
      (eligible === undefined || one.eligible === eligible) &&
      (ended === true || !one.ended) &&
      (!friend || friendsAre(sight, one, friend)),
  );
  const keys: Record<string, (one: HouseholdFact) => string | number> = {
    PLACE: ({ village }) => village.path,
    NEED: ({ need }) => need,
    NAME: ({ headInitials }) => headInitials,
    SIZE: ({ size }) => size,
  };
  const filter = { q, within: area?.path, povertyStatus, cause, eligible, ended, friend };
  return { filter, sort, rows: inOrder(matching, sort?.order ?? 'ASC', keys[sort?.field ?? 'PLACE']!) };
}

/** By the friends that one sees; what rosters claim is for offices, and for units about their own people (R2). */
function friendsAre(sight: Sight, one: HouseholdFact, friend: 'HAS' | 'NONE' | 'MANY'): boolean {
  const friends = sight.friendsOf(one).filter(responsible);
  if (friend !== 'MANY') return friends.length > 0 === (friend === 'HAS');
  if (sight.view?.from === 'territory') return holdersOf(sight.facts, one).size > 1;
  const claims = sight.facts.claims.filter(
    (claim) => claim.household === one && claim.open && sight.cadre(claim.cadre),
  );
  return (
    new Set([...friends, ...(sight.view?.from === 'unit' ? claims : [])].map((each) => each.cadre)).size > 1
  );
}

export const people: Record<string, PlainList> = {
  cadres: paged('cadres', 'Cadre', CADRE, chooseCadres, cadre, EVERYBODY),
  households: paged('households', 'Household', HOUSEHOLD, chooseHouseholds, household, EVERYBODY),
  units: {
    who: OFFICES_AND_UNITS,
    ask(asking) {
      const { sight, facts, dice } = asking;
      const q = perhaps(dice, () => dice.pick(facts.units).name.slice(dice.number(0, 2)));
      const area = perhaps(dice, () => someRegion(asking));
      const level = perhaps(dice, () => dice.pick(['MUNICIPAL', 'COUNTY', 'TOWN', 'VERTICAL']));
      const ended = perhaps(dice, () => dice.chance(70));
      const rows = inOrder(
        facts.units.filter(
          (one) =>
            sight.unit(one) &&
            (q === undefined || one.name.includes(q) || one.code === q) &&
            (!area || within(placeOf(one), area)) &&
            (!level || one.level === level) &&
            (ended === true || !one.ended),
        ),
        'ASC',
        ({ path }) => path,
      );
      const { page: which, shown } = page(dice, rows);
      return {
        document: `query($filter: UnitFilter, $page: PageInput) { units(filter: $filter, page: $page) { total items ${UNIT} } }`,
        variables: { filter: { q, within: area?.path, level, ended }, page: which },
        expected: { units: { total: rows.length, items: shown.map((one) => unit(sight, one)) } },
      };
    },
  },
  cadresByIds: byIds('cadresByIds', CADRE, (facts) => facts.cadres, (sight, one) => sight.cadre(one), cadre, EVERYBODY), // prettier-ignore
  householdsByIds: byIds('householdsByIds', HOUSEHOLD, (facts) => facts.households, (sight, one) => sight.household(one), household, EVERYBODY), // prettier-ignore
  unitsByIds: byIds('unitsByIds', UNIT, (facts) => facts.units, (sight, one) => sight.unit(one), unit, OFFICES_AND_UNITS), // prettier-ignore
  search: {
    who: OFFICES_AND_UNITS,
    ask({ sight, facts, dice }) {
      const q = someWords(dice, facts);
      const first = <T extends { id: string }>(rows: readonly T[], keyOf: (row: T) => string) =>
        inOrder(rows, 'ASC', keyOf).slice(0, SHOWN_IN_SEARCH);
      const cadres = facts.cadres.filter((one) => sight.cadre(one) && findsCadre(one, q));
      const households = facts.households.filter(
        (one) => sight.household(one) && !one.ended && findsHousehold(one, q),
      );
      const villages = facts.regions.filter((one) => sight.region(one) && findsVillage(one, q));
      return {
        document: `query($q: String!) { search(q: $q) { cadres ${CADRE} households ${HOUSEHOLD} villages { id } } }`,
        variables: { q },
        expected: {
          search: {
            cadres: first(cadres, (one) => one.unit.path).map((one) => cadre(sight, one)),
            households: first(households, (one) => one.village.path).map((one) => household(sight, one)),
            villages: first(villages, ({ path }) => path).map(({ id }) => ({ id })),
          },
        },
      };
    },
  },
};
