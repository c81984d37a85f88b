import { loadOf } from '../board.ts';
import {
  countyOf,
  responsible,
  type CadreFact,
  type Facts,
  type RegionFact,
  type SentFact,
} from '../facts.ts';
import { inOrder, page, perhaps, type PlainList } from './list.ts';

/** Ranks from the highest down. */
const RANK_ORDER = ['COUNTY_LEADER', 'SECTION_HEAD', 'SECTION_DEPUTY', 'STAFF', 'TECHNICAL'];

/** R6: whom the city has sent a county and not taken back. */
export const sentTo = ({ sentCadres }: Facts, county: RegionFact): SentFact[] =>
  sentCadres.filter((one) => one.county === county && !one.takenBack);

/** R1: households more that somebody may take, wherever those that they have are. */
export const placesOf = (facts: Facts, one: CadreFact): number =>
  ['ACTIVE', 'SECONDED'].includes(one.status) && !facts.waivers.includes(one)
    ? Math.max((facts.year.quota[one.rank] ?? 0) - loadOf(facts, one), 0)
    : 0;

export const sent: Record<string, PlainList> = {
  sentCadres: {
    who: ['CITY_OPERATOR', 'COUNTY_OPERATOR', 'LEADER'],
    ask({ sight, facts, dice }) {
      const counties = facts.regions.filter((one) => one.level === 'COUNTY');
      const county = perhaps(dice, () => dice.pick(counties));
      const people = inOrder(
        counties
          .filter((one) => sight.region(one) && (!county || one === county))
          .flatMap((one) => sentTo(facts, one)),
        'ASC',
        (one) => one.county.path,
      );
      const { page: which, shown } = page(dice, people, false);
      return {
        document: `query($filter: SentCadreFilter, $page: PageInput) {
          sentCadres(filter: $filter, page: $page) { total items { id county here placesLeft } } }`,
        variables: { filter: { year: facts.year.year, countyId: county?.id }, page: which },
        expected: {
          sentCadres: {
            total: people.length,
            items: shown.map((one) => ({
              id: one.cadre.id,
              county: one.county.name,
              here: facts.pairings.filter(
                (p) =>
                  responsible(p) && p.cadre === one.cadre && countyOf(p.household.village) === one.county,
              ).length,
              placesLeft: placesOf(facts, one.cadre),
            })),
          },
        },
      };
    },
  },
  sendableCadres: {
    who: ['CITY_OPERATOR'],
    ask({ sight, facts, dice }) {
      const unit = perhaps(dice, () => dice.pick(facts.units));
      const rank = perhaps(dice, () => dice.pick(facts.cadres).rank);
      const people = facts.cadres.filter(
        (one) =>
          sight.cadre(one) &&
          one.unit.office.level === 'CITY' &&
          (!unit || one.unit === unit) &&
          (!rank || one.rank === rank) &&
          !facts.sentCadres.some(({ cadre, takenBack }) => cadre === one && !takenBack) &&
          placesOf(facts, one) > 0,
      );
      const sorted = inOrder(people, 'ASC', (one) => `${one.unit.path} ${RANK_ORDER.indexOf(one.rank)}`);
      const { page: which, shown } = page(dice, sorted, false);
      return {
        document: `query($filter: SendableCadreFilter, $page: PageInput) {
          sendableCadres(filter: $filter, page: $page) { total items { id load placesLeft } } }`,
        variables: { filter: { year: facts.year.year, unitId: unit?.id, rank }, page: which },
        expected: {
          sendableCadres: {
            total: people.length,
            items: shown.map((one) => ({
              id: one.id,
              load: loadOf(facts, one),
              placesLeft: placesOf(facts, one),
            })),
          },
        },
      };
    },
  },
};
