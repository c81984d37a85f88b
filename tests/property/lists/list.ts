import type { Dice } from '../../../seeds/demo/dice.ts';
import type { Facts, RegionFact, UnitFact } from '../facts.ts';
import type { Sight } from '../sight.ts';

/** One question to the API, and what by the plain definition its `data` is. Arrays named in `unordered` may come in any order. */
export interface Question {
  document: string;
  variables: Record<string, unknown>;
  expected: Record<string, unknown>;
}

/** A list of the schema with its plain definition. */
export interface PlainList {
  /** The roles that may ask at all; to all others it is FORBIDDEN. */
  who: readonly string[] | 'signedIn';
  ask(asking: Asking): Question;
}

export interface Asking {
  sight: Sight;
  facts: Facts;
  dice: Dice;
}

/** What a filter leaves of a list, in its order. */
export interface Chosen<T> {
  filter: Record<string, unknown>;
  sort: { field: string; order: 'ASC' | 'DESC' } | null;
  rows: T[];
}

/** A list with a filter, an order and pages, as the API has them for everything that there is much of: `cadres` of `Cadre`. */
export const paged = <T extends { id: string }>(
  name: string,
  type: string,
  selection: string,
  choose: (asking: Asking) => Chosen<T>,
  show: (sight: Sight, one: T) => unknown,
  who: readonly string[],
): PlainList => ({
  who,
  ask(asking) {
    const { filter, sort, rows } = choose(asking);
    const { page: which, shown } = page(asking.dice, rows);
    return {
      document: `query($filter: ${type}Filter, $sort: ${type}Sort, $page: PageInput) {
        ${name}(filter: $filter, sort: $sort, page: $page) { total items ${selection} } }`,
      variables: { filter, sort, page: which },
      expected: { [name]: { total: rows.length, items: shown.map((one) => show(asking.sight, one)) } },
    };
  },
});

/** What is asked for by ids: those of them that one sees, in their order. */
export const byIds = <T extends { id: string }>(
  name: string,
  selection: string,
  all: (facts: Facts) => readonly T[],
  sees: (sight: Sight, one: T) => boolean,
  show: (sight: Sight, one: T) => unknown,
  who: readonly string[],
): PlainList => ({
  who,
  ask({ dice, sight, facts }) {
    const some = dice.shuffled(all(facts)).slice(0, dice.number(1, 30));
    return {
      document: `query($ids: [ID!]!) { ${name}(ids: $ids) ${selection} }`,
      variables: { ids: some.map(({ id }) => id) },
      expected: { [name]: some.filter((one) => sees(sight, one)).map((one) => show(sight, one)) },
    };
  },
});

/** A random page of what matches, in its order. `cursor`: whether the list knows `after`. */
export function page<T extends { id: string }>(dice: Dice, all: readonly T[], cursor = true) {
  const size = dice.pick([1, 3, 25, 100]);
  const last = dice.pick(all.length > 0 ? all : [null]);
  if (cursor && last && dice.chance(30)) {
    const next = all.indexOf(last) + 1;
    return { page: { size, after: last.id }, shown: all.slice(next, next + size) };
  }
  const number = dice.pick([1, 1, 1, 2, 3]);
  return { page: { size, number }, shown: all.slice((number - 1) * size, number * size) };
}

/** Ascending or descending by a key, then by id; descending is the same order seen from its end. */
export function inOrder<T extends { id: string }>(
  rows: readonly T[],
  down: 'ASC' | 'DESC',
  keyOf: (row: T) => string | number,
): T[] {
  const less = (a: string | number, b: string | number) => (a < b ? -1 : Number(a > b));
  const sorted = rows.toSorted((a, b) => less(keyOf(a), keyOf(b)) || less(a.id, b.id));
  return down === 'ASC' ? sorted : sorted.toReversed();
}

/** A part of a filter that is there in half of the cases. */
export const perhaps = <T>(dice: Dice, make: () => T, percent = 30): T | undefined =>
  dice.chance(percent) ? make() : undefined;

export const direction = (dice: Dice): 'ASC' | 'DESC' => dice.pick(['ASC', 'DESC'] as const);

/** A region to look into, mostly one's own or below, often none of one's business. */
export const someRegion = ({ sight, facts, dice }: Asking): RegionFact => {
  const own = facts.regions.filter((region) => sight.region(region));
  return dice.pick(own.length > 0 && dice.chance(60) ? own : facts.regions);
};

export const someUnit = ({ sight, facts, dice }: Asking): UnitFact => {
  const own = facts.units.filter((unit) => sight.unit(unit));
  return dice.pick(own.length > 0 && dice.chance(60) ? own : facts.units);
};

export const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => ({ id }));
/** For edges whose order is no matter here: both sides are put in one. */
export const anyOrder = <T extends { id: string }>(rows: readonly T[]): T[] =>
  rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
