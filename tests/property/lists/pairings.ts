import { boardOf, holdersOf, seenBy, type Item } from '../board.ts';
import {
  countyOf,
  placeOf,
  responsible,
  stands,
  within,
  type PairingFact,
  type RegionFact,
  type UnitFact,
} from '../facts.ts';
import { pairing, PAIRING } from './edges.ts';
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
import { EVERYBODY, OFFICES_AND_UNITS } from './people.ts';
import { placesOf, sentTo } from './sent.ts';

export function choosePairings(asking: Asking): Chosen<PairingFact> {
  const { sight, facts, dice } = asking;
  const some = dice.pick(facts.pairings);
  const area = perhaps(dice, () => someRegion(asking));
  const of = perhaps(dice, () => someUnit(asking), 20);
  const cadre = perhaps(dice, () => some.cadre, 10);
  const household = perhaps(dice, () => some.household, 10);
  const kind = perhaps(dice, () => some.kind, 20);
  const standing = perhaps(dice, () => dice.chance(50));
  const sort =
    perhaps(dice, () => ({ field: dice.pick(['FROM', 'PLACE']), order: direction(dice) }), 50) ?? null;
  const matching = facts.pairings.filter(
    (one) =>
      sight.pairing(one) &&
      (!area || within(one.household.village, area)) &&
      (!of || one.cadre.unit === of) &&
      (!cadre || one.cadre === cadre) &&
      (!household || one.household === household) &&
      (!kind || one.kind === kind) &&
      (standing === undefined || stands(one) === standing),
  );
  const place = ({ household: { village }, cadre: { unit } }: PairingFact) =>
    sight.view?.from === 'unit' ? unit.path : village.path;
  const rows = inOrder(matching, sort?.order ?? 'ASC', (one) =>
    sort?.field === 'FROM' ? one.from : place(one),
  );
  const filter = {
    within: area?.path,
    unitId: of?.id,
    cadreId: cadre?.id,
    householdId: household?.id,
    kind,
    standing,
  };
  return { filter, sort, rows };
}

/** What of the board the filter leaves; what waits is told only where it is asked for. */
export function chooseItems(asking: Asking): { filter: Record<string, unknown>; rows: Item[] } {
  const { sight, facts, dice } = asking;
  const kind = perhaps(dice, () => dice.pick(['DUPLICATE', 'GAP', 'OFFICIAL', 'WAITING'] as const), 60);
  const area = perhaps(dice, () => someRegion(asking));
  const of = perhaps(dice, () => someUnit(asking), 20);
  const rows = seenBy(sight, boardOf(facts)).filter(
    (one) =>
      (kind ? one.kind === kind : one.kind !== 'WAITING') &&
      (!area || within(one.place, area)) &&
      (!of || concerns(asking, one, of)),
  );
  return { filter: { kind, within: area?.path, unitId: of?.id }, rows };
}

/** Of a unit's people, or a dispute that one of them has a part in. */
const concerns = ({ facts }: Asking, { cadre, household, kind }: Item, unit: UnitFact): boolean =>
  cadre
    ? cadre.unit === unit
    : kind === 'DUPLICATE' &&
      household !== null &&
      [...holdersOf(facts, household)].some((one) => one.unit === unit);

type Change = 'SAME' | 'NEW' | 'MOVED' | 'ENDED';

/** R5: who stands now beside who stood on the last day of the year before; of somebody's households or somebody's cadres. */
function differences(pairings: readonly PairingFact[], lastDay: string): { id: string; change: Change }[] {
  const before = pairings.filter(
    ({ kind, withdrawn, from, to }) =>
      kind === 'RESPONSIBLE' && !withdrawn && from <= lastDay && (to === null || to > lastDay),
  );
  const now = pairings.filter(responsible);
  const same = (a: PairingFact, b: PairingFact) => a.household === b.household && a.cadre === b.cadre;
  const came = now.filter((one) => !before.some((other) => same(one, other)));
  const went = before.filter((one) => !now.some((other) => same(one, other)));
  const beside = (one: PairingFact, others: readonly PairingFact[]) =>
    others.some(({ household }) => household === one.household);
  const row = ({ cadre, household }: PairingFact, change: Change) => ({
    id: `${cadre.id} ${household.id}`,
    change,
  });
  return [
    ...now.filter((one) => !came.includes(one)).map((one) => row(one, 'SAME')),
    ...came.map((one) => row(one, beside(one, went) ? 'MOVED' : 'NEW')),
    ...went.filter((one) => !beside(one, came)).map((one) => row(one, 'ENDED')),
  ].toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

const ALL = { size: 1000 };
const WATCHING = ['CITY_OPERATOR', 'COUNTY_OPERATOR', 'LEADER', 'SUPERVISOR'];

/** Of nothing that one may not see there is a list: it is not there. */
export const NOT_FOUND = { NOT_FOUND: true };

export const pairings: Record<string, PlainList> = {
  pairings: paged('pairings', 'Pairing', PAIRING, choosePairings, pairing, EVERYBODY),
  pairingsByIds: byIds('pairingsByIds', PAIRING, (facts) => facts.pairings, (sight, one) => sight.pairing(one), pairing, EVERYBODY), // prettier-ignore
  boardItems: {
    who: OFFICES_AND_UNITS,
    ask(asking) {
      const { filter, rows } = chooseItems(asking);
      const { page: which, shown } = page(asking.dice, rows, false);
      return {
        document: `query($filter: BoardFilter, $page: PageInput) { boardItems(filter: $filter, page: $page) { total items { id kind } } }`,
        variables: { filter, page: which },
        expected: { boardItems: { total: rows.length, items: shown.map(({ id, kind }) => ({ id, kind })) } },
      };
    },
  },
  unitConfirmations: {
    who: [...OFFICES_AND_UNITS],
    ask({ sight, facts, dice }) {
      const area =
        sight.view?.from === 'territory' ? perhaps(dice, () => dice.pick(facts.regions), 40) : undefined;
      const top: RegionFact | undefined =
        area ?? (sight.view?.from === 'territory' ? sight.view.region : undefined);
      // An office's list is of the units it countersigns; below that of those that sit there.
      const office = top && (top.level === 'CITY' || top.level === 'COUNTY');
      const units = facts.units.filter(
        (one) =>
          !one.ended &&
          sight.unit(one) &&
          (!top || (office ? one.office === top : within(placeOf(one), top))),
      );
      return {
        document: `query($filter: UnitConfirmationFilter, $page: PageInput) {
          unitConfirmations(filter: $filter, page: $page) { total counts { all } items { id pairs } } }`,
        variables: { filter: { within: area?.path }, page: ALL },
        expected: {
          unitConfirmations: {
            total: units.length,
            counts: { all: units.length },
            items: units.map((one) => ({ id: one.id, pairs: facts.pairings.filter((p) => p.cadre.unit === one && !['LEFT', 'DECEASED'].includes(p.cadre.status) && responsible(p)).length })), // prettier-ignore
          },
        },
      };
    },
  },
  confirmationRows: {
    who: OFFICES_AND_UNITS,
    ask(asking) {
      const { sight, facts } = asking;
      const unit = someUnit(asking);
      const rows = differences(
        facts.pairings.filter(({ cadre }) => cadre.unit === unit),
        facts.year.lastDay,
      );
      return {
        document: `query($filter: ConfirmationRowFilter!, $page: PageInput) {
          confirmationRows(filter: $filter, page: $page) { total items { id change } } }`,
        variables: { filter: { unitId: unit.id }, page: ALL },
        expected: sight.unit(unit) ? { confirmationRows: { total: rows.length, items: rows } } : NOT_FOUND,
      };
    },
  },
  countyConfirmationRows: {
    who: WATCHING,
    ask({ sight, facts, dice }) {
      const county = dice.pick(facts.regions.filter(({ level }) => level === 'COUNTY'));
      const own = facts.pairings.filter(({ household }) => countyOf(household.village) === county);
      const rows = differences(own, facts.year.lastDay);
      return {
        document: `query($filter: CountyRowFilter!, $page: PageInput) {
          countyConfirmationRows(filter: $filter, page: $page) { total items { id change } } }`,
        variables: { filter: { countyId: county.id }, page: ALL },
        expected: sight.region(county)
          ? { countyConfirmationRows: { total: rows.length, items: rows } }
          : NOT_FOUND,
      };
    },
  },
  countyConfirmations: {
    who: WATCHING,
    ask({ sight, facts }) {
      const items = seenBy(sight, boardOf(facts));
      const counties = facts.regions.filter((one) => one.level === 'COUNTY' && sight.region(one));
      const count = (county: RegionFact, kind: Item['kind']) =>
        items.filter((one) => one.household && one.kind === kind && within(one.place, county)).length;
      return {
        document: `{ countyConfirmations { id duplicates gaps waiting } }`,
        variables: {},
        expected: {
          countyConfirmations: counties.map((one) => ({
            id: one.id,
            duplicates: count(one, 'DUPLICATE'),
            gaps: count(one, 'GAP'),
            waiting: count(one, 'WAITING'),
          })),
        },
      };
    },
  },
  municipalPlaces: {
    who: ['CITY_OPERATOR', 'COUNTY_OPERATOR', 'LEADER'],
    ask({ sight, facts }) {
      const counties = facts.regions.filter((one) => one.level === 'COUNTY' && sight.region(one));
      return {
        document: `query($year: Int!) { municipalPlaces(year: $year) { id places used cadres named } }`,
        variables: { year: facts.year.year },
        expected: {
          municipalPlaces: counties.map((one) => ({
            id: one.id,
            places: facts.sent.get(one) ?? 0,
            used: facts.pairings.filter(
              (p) =>
                responsible(p) &&
                countyOf(p.household.village) === one &&
                p.cadre.unit.office.level === 'CITY',
            ).length,
            cadres: sentTo(facts, one).length,
            named: sentTo(facts, one).reduce((sum, { cadre }) => sum + placesOf(facts, cadre), 0),
          })),
        },
      };
    },
  },
  boardChoices: {
    who: ['CITY_OPERATOR', 'COUNTY_OPERATOR', 'TOWN_OPERATOR'],
    ask({ sight, facts, dice }) {
      // Whom one may not see has no choices, not even none; what is suggested has tests of its own.
      const strangers = [
        ...facts.households.filter(({ village }) => !sight.region(village)),
        ...facts.cadres.filter((one) => !sight.cadre(one)),
      ];
      const id = strangers.length > 0 ? dice.pick(strangers).id : '0193a000-0000-7000-8000-000000000000';
      return {
        document: `query($id: ID!) { boardChoices(id: $id) { householdId } }`,
        variables: { id },
        expected: NOT_FOUND,
      };
    },
  },
};
