import { placeOf, within } from '../facts.ts';
import { findsVillage } from '../words.ts';
import { inOrder, page, perhaps, someRegion, someUnit, type PlainList, type Question } from './list.ts';
import { NOT_FOUND } from './pairings.ts';

const OFFICES = ['CITY_OPERATOR', 'COUNTY_OPERATOR', 'TOWN_OPERATOR'];
/** Whose identities an office may give, and so sees. */
const GIVES: Record<string, readonly string[]> = {
  CITY_OPERATOR: ['COUNTY_OPERATOR', 'LEADER', 'SUPERVISOR', 'UNIT_LIAISON'],
  COUNTY_OPERATOR: ['TOWN_OPERATOR', 'VILLAGE_RECORDER', 'UNIT_LIAISON'],
};
const NOWHERE = '0193a000-0000-7000-8000-000000000000';

/** Of what is one's own alone, where one has made none: there is nothing, whatever others have. */
const nobodysElse = (
  who: PlainList['who'],
  document: string,
  expected: Question['expected'],
  variables: Question['variables'] = {},
): PlainList => ({ who, ask: () => ({ document, variables, expected }) });

export const others: Record<string, PlainList> = {
  cadreAccounts: {
    who: [...OFFICES, 'UNIT_LIAISON'],
    ask(asking) {
      const { sight, facts, dice } = asking;
      const q = perhaps(dice, () => dice.pick(facts.cadres).name.slice(0, 2));
      const area = perhaps(dice, () => someRegion(asking));
      const state = perhaps(dice, () => dice.pick(['NONE', 'ACTIVE', 'DISABLED']));
      const rows = inOrder(
        facts.cadres.filter(
          (one) =>
            sight.cadre(one) &&
            one.status !== 'DECEASED' &&
            (one.status !== 'LEFT' || one.account !== null) &&
            (!q || one.name.includes(q)) &&
            (!area || within(placeOf(one.unit), area)) &&
            (!state || (one.account?.state ?? 'NONE') === state),
        ),
        'ASC',
        ({ unit }) => unit.path,
      );
      const { page: which, shown } = page(dice, rows, false);
      return {
        document: `query($filter: AccountFilter, $page: PageInput) {
          cadreAccounts(filter: $filter, page: $page) { total items { id login state } } }`,
        variables: { filter: { q, within: area?.path, state }, page: which },
        expected: {
          cadreAccounts: {
            total: rows.length,
            items: shown.map(({ id, account }) => ({
              id,
              login: account?.login ?? null,
              state: account?.state ?? 'NONE',
            })),
          },
        },
      };
    },
  },
  grants: {
    who: ['CITY_OPERATOR', 'COUNTY_OPERATOR'],
    ask({ sight, facts, dice }) {
      const rows = facts.grants.filter(
        ({ role, at, withdrawn, to }) =>
          GIVES[sight.role]?.includes(role) && !withdrawn && (to === null || to > facts.today) && at !== null &&
          ('seat' in at ? sight.unit(at) : sight.region(at)),
      ); // prettier-ignore
      const ordered = inOrder(rows, 'ASC', ({ at }) => at?.path ?? '');
      const { page: which, shown } = page(dice, ordered, false);
      return {
        document: `query($page: PageInput) { grants(page: $page) { total items { id login } } }`,
        variables: { page: which },
        expected: { grants: { total: rows.length, items: shown.map(({ id, login }) => ({ id, login })) } },
      };
    },
  },
  importReviews: {
    who: OFFICES,
    ask({ sight, facts, dice }) {
      const kind = perhaps(dice, () => dice.pick(['REMARK', 'MISSING']));
      const done = perhaps(dice, () => dice.chance(50));
      const rows = inOrder(
        facts.reviews.filter(
          (one) => sight.region(one.region) && one.done === (done ?? false) && (!kind || one.kind === kind),
        ),
        'ASC',
        ({ id }) => id,
      );
      const { page: which, shown } = page(dice, rows, false);
      return {
        document: `query($filter: ImportReviewFilter, $page: PageInput) {
          importReviews(filter: $filter, page: $page) { total items { id } } }`,
        variables: { filter: { kind, done }, page: which },
        expected: { importReviews: { total: rows.length, items: shown.map(({ id }) => ({ id })) } },
      };
    },
  },
  // The one roster there is was uploaded under the first grant.
  importRuns: {
    who: OFFICES,
    ask: ({ sight, facts }) => ({
      document: `{ importRuns { total items { fileName } } }`,
      variables: {},
      expected: {
        importRuns:
          sight.grant === facts.grants[0]
            ? { total: 1, items: [{ fileName: 'x.xlsx' }] }
            : { total: 0, items: [] },
      },
    }),
  },
  importRows: nobodysElse(OFFICES, `query($id: ID!) { importRows(id: $id) { items { row } } }`, NOT_FOUND, { id: NOWHERE }), // prettier-ignore
  importUnmatched: nobodysElse(OFFICES, `query($id: ID!) { importUnmatched(id: $id) { items { id } } }`, NOT_FOUND, { id: NOWHERE }), // prettier-ignore
  boardRuns: nobodysElse(OFFICES, `{ boardRuns { id } }`, { boardRuns: [] }),
  boardRunRefusals: nobodysElse(OFFICES, `query($id: ID!) { boardRunRefusals(id: $id) { id } }`, NOT_FOUND, { id: NOWHERE }), // prettier-ignore
  // Nobody has asked for numbers in full in this land.
  disclosures: nobodysElse(OFFICES, `{ disclosures { total items { id } } }`, {
    disclosures: { total: 0, items: [] },
  }),
  // Nobody has asked for an erasure in this land.
  erasures: nobodysElse(OFFICES, `{ erasures { total items { id } } }`, {
    erasures: { total: 0, items: [] },
  }),
  // Nobody has weighed a status otherwise in this land.
  reweighings: nobodysElse(['CITY_OPERATOR'], `{ reweighings { id } }`, { reweighings: [] }),
  settingHistory: nobodysElse(['CITY_OPERATOR'], `{ settingHistory { id } }`, { settingHistory: [] }),
  // Nobody has signed anything in this land.
  confirmationHistory: {
    who: ['UNIT_LIAISON', 'CITY_OPERATOR', 'COUNTY_OPERATOR', 'TOWN_OPERATOR', 'LEADER', 'SUPERVISOR'],
    ask: (asking) => ({
      document: `query($id: ID!, $year: Int!) { confirmationHistory(subjectId: $id, year: $year) { id } }`,
      variables: { id: someUnit(asking).id, year: asking.facts.year.year },
      expected: { confirmationHistory: [] },
    }),
  },
  confirmationLines: nobodysElse(
    ['UNIT_LIAISON', 'CITY_OPERATOR', 'COUNTY_OPERATOR', 'TOWN_OPERATOR', 'LEADER', 'SUPERVISOR'],
    `query($id: ID!) { confirmationLines(signatureId: $id) { items { position } } }`,
    NOT_FOUND,
    { id: NOWHERE },
  ),
  // The territory is public knowledge.
  regions: {
    who: 'signedIn',
    ask(asking) {
      const { facts, dice } = asking;
      const area = someRegion(asking);
      const level = perhaps(dice, () => dice.pick(['COUNTY', 'TOWN', 'VILLAGE']));
      const name = perhaps(dice, () => dice.pick(facts.regions).name.slice(0, 1));
      const rows = inOrder(
        facts.regions.filter(
          (one) => within(one, area) && (!level || one.level === level) && (!name || one.name.includes(name)),
        ),
        'ASC',
        ({ path }) => path,
      );
      const { page: which, shown } = page(dice, rows, false);
      return {
        document: `query($filter: RegionFilter, $page: PageInput) { regions(filter: $filter, page: $page) { total items { id } } }`,
        variables: { filter: { within: area.path, level, name }, page: which },
        expected: { regions: { total: rows.length, items: shown.map(({ id }) => ({ id })) } },
      };
    },
  },
  regionsByIds: {
    who: 'signedIn',
    ask({ facts, dice }) {
      const some = dice.shuffled(facts.regions.filter((one) => findsVillage(one, ''))).slice(0, 5);
      return {
        document: `query($ids: [ID!]!) { regionsByIds(ids: $ids) { id } }`,
        variables: { ids: some.map(({ id }) => id) },
        expected: { regionsByIds: some.map(({ id }) => ({ id })) },
      };
    },
  },
  programmeYears: {
    who: 'signedIn',
    ask: ({ facts: { year } }) => ({
      document: `{ programmeYears { year } }`,
      variables: {},
      expected: { programmeYears: [{ year: year.year }, { year: year.year - 1 }] },
    }),
  },
  // What statuses are called is no secret, and the same everywhere.
  dictionary: nobodysElse('signedIn', `{ dictionary(dictionary: "NONE_SUCH") { code } }`, { dictionary: [] }),
  ownSessions: {
    who: 'signedIn',
    ask: ({ sight }) => ({
      document: `{ ownSessions { id } }`,
      variables: {},
      expected: {
        ownSessions: sight.facts.grants
          .filter((one) => one === sight.asked)
          .map(({ sessionId: id }) => ({ id })),
      },
    }),
  },
};
