import { atWork, loadOf } from '../board.ts';
import { placeOf, responsible, within, type CadreFact, type Facts, type RegionFact } from '../facts.ts';
import { sentTo } from './sent.ts';
import { inOrder, someRegion, type Asking, type PlainList, type Question } from './list.ts';
import { NOT_FOUND } from './pairings.ts';

const ALLOCATES = ['CITY_OPERATOR', 'COUNTY_OPERATOR'];
const NOWHERE = '0193a000-0000-7000-8000-000000000000';

/** Of a run that there is not. */
const ofNoRun = (name: string): PlainList => ({
  who: ALLOCATES,
  ask: () => ({
    document: `query($id: ID!) { ${name}(id: $id) { total items { id } } }`,
    variables: { id: NOWHERE },
    expected: NOT_FOUND,
  }),
});

export const allocation: Record<string, PlainList> = {
  allocationRuns: {
    who: ALLOCATES,
    ask: () => ({
      document: `{ allocationRuns { total items { id } } }`,
      variables: {},
      expected: { allocationRuns: { total: 0, items: [] } },
    }),
  },
  allocationLines: ofNoRun('allocationLines'),
  allocationPins: ofNoRun('allocationPins'),
  allocationLost: ofNoRun('allocationLost'),
  allocationSupply: { who: ALLOCATES, ask: supply },
  allocationNeed: { who: ALLOCATES, ask: need },
};

/** R1: who works in the own units there or was sent there (R6), not excused, and what their quotas leave beside all their households. */
function supply(asking: Asking): Question {
  const { sight, facts } = asking;
  const area = someRegion(asking);
  const sent = facts.regions
    .filter((one) => within(one, area) && sight.region(one))
    .flatMap((county) => sentTo(facts, county).map(({ cadre }) => cadre));
  const staff = facts.cadres.filter(
    (one) =>
      ((sight.cadre(one) && within(placeOf(one.unit), area)) || sent.includes(one)) &&
      ['ACTIVE', 'SECONDED'].includes(one.status) &&
      !facts.waivers.includes(one),
  );
  const units = inOrder([...new Set(staff.map(({ unit }) => unit))], 'ASC', ({ path }) => path);
  const places = (one: CadreFact) => Math.max((facts.year.quota[one.rank] ?? 0) - loadOf(facts, one), 0);
  return {
    document: `query($within: String, $year: Int) { allocationSupply(within: $within, year: $year) { id sent withoutFriend placesLeft } }`,
    variables: { within: area.path, year: facts.year.year },
    expected: {
      allocationSupply: units.map((unit) => {
        const own = staff.filter((one) => one.unit === unit);
        return {
          id: unit.id,
          sent: !(sight.unit(unit) && within(placeOf(unit), area)),
          withoutFriend: own.filter((one) => atWork(one) && loadOf(facts, one) === 0).length,
          placesLeft: own.reduce((sum, one) => sum + places(one), 0),
        };
      }),
    },
  };
}

/** R5: the eligible households of each place right below, and those without a responsible friend. */
function need(asking: Asking): Question {
  const { sight, facts } = asking;
  const area = someRegion(asking);
  const below = facts.regions.filter((one) => one.parent === area && sight.region(one));
  return {
    document: `query($within: String, $year: Int) { allocationNeed(within: $within, year: $year) { id eligible waiting waitingAfter } }`,
    variables: { within: area.path, year: facts.year.year },
    expected: {
      allocationNeed: inOrder(below, 'ASC', ({ path }) => path).map((place) => {
        const homes = eligibleIn(facts, place);
        const waiting = homes.filter(
          (home) => !facts.pairings.some((p) => p.household === home && responsible(p)),
        );
        return { id: place.id, eligible: homes.length, waiting: waiting.length, waitingAfter: null };
      }),
    },
  };
}

const eligibleIn = ({ households }: Facts, place: RegionFact) =>
  households.filter(({ eligible, village }) => eligible && within(village, place));
