import { reaches } from './county-scale.ts';
import { beforeOf, coverIn, Exchanges, officialsIn, onwardOf, onwardOfHome } from './exchanges.ts';
import { cheapestTaker, Lifting, type Gain } from './lifting.ts';
import type { Plan, Problem } from './problem.ts';

/** What stands in the way of a plan that is best: which quotas, and what of that which the office settled by hand. */
export interface Binding {
  /** By cadre a sum of {@link FULL} and what one place more would bring. */
  places: Uint8Array;
  /** Territories where somebody more, with one place, would cover one household more; -1: somebody who may be sent anywhere. */
  short: number[];
  /** Counties where one household more would give one official more a friend. */
  idle: number[];
  /** By territory: how many households wait that places more there could reach by any chain. No plan covers more of them. */
  waiting: ReadonlyMap<number, number>;
  /** What each of `byHand` stands in the way of; null where that is nothing. */
  byHand: (Gain | null)[];
}

/** May be given somebody new, and has no place left. */
export const FULL = 1;
/** One place more would cover one household more, and give one official more a friend. */
export const COVERS = 2;
export const SEATS = 4;

/** Exact, each by itself: what is best without it is better by just this. */
export function bindingOf(problem: Problem, plan: Plan): Binding {
  const ex = new Exchanges(problem, plan);
  const onward = onwardOf(ex);
  const idle = problem.cadres.official.some((official, c) => official === 1 && ex.load[c] === 0);
  const before = idle || problem.byHand.length > 0 ? beforeOf(ex) : null;
  const counties = [...new Set(problem.villages.map(({ county }) => county))];
  const anywhere = problem.units.some(({ county }) => county < 0);
  const territories = anywhere ? [-1, ...counties] : counties;
  const worth = worthByCounty(ex, onward);
  return {
    places: new Uint8Array(problem.cadres.count).map((_, c) => placeOf(ex, onward, c)),
    short: territories.filter((territory) =>
      counties.some((county) => reaches(territory, county) && coverIn(worth[county]!) < 0),
    ),
    idle: before
      ? counties.filter((county) => officialsIn(cheapestTaker(ex, before.cadres, county, [])) < 0)
      : [],
    waiting: waitingFor(ex, territories),
    byHand: before ? new Lifting(ex, onward, before).gains() : [],
  };
}

function placeOf(ex: Exchanges, onward: Float64Array, c: number): number {
  if (!ex.takes(c) || ex.load[c]! < ex.problem.cadres.quota[c]!) return 0;
  const cost = ex.more(c) + onward[c]!;
  if (cost >= 0) return FULL;
  return FULL + (coverIn(cost) < 0 ? COVERS : 0) + (officialsIn(cost) < 0 ? SEATS : 0);
}

/** By county, what it is worth at the least that somebody who is barred from nobody takes a household there. */
function worthByCounty(ex: Exchanges, onward: Float64Array): Float64Array {
  const worth = new Float64Array(ex.counties).fill(Infinity);
  for (let h = 0; h < ex.plan.length; h++) {
    const county = ex.countyOf(h);
    worth[county] = Math.min(worth[county]!, onwardOfHome(ex, onward, h));
  }
  return worth;
}

/**
 * How many wait in the counties that a territory's places reach, over cadres who have somebody in one county and may take somebody in
 * another. Bans are left out, so it may be more than can be had.
 */
function waitingFor(ex: Exchanges, territories: readonly number[]): Map<number, number> {
  const waiting = new Int32Array(ex.counties);
  const ways = Array.from({ length: ex.counties }, () => new Uint8Array(ex.counties));
  const { friend } = ex.problem.households;
  for (let h = 0; h < ex.plan.length; h++) {
    const [county, c] = [ex.countyOf(h), ex.plan[h]!];
    if (c < 0) {
      waiting[county]! += 1;
      continue;
    }
    const territory = ex.territoryOf(c);
    if (!ex.takes(c) || territory === county) continue;
    if (territory < 0) ways[county]!.fill(1);
    else if (territory < ex.counties) ways[county]![territory] = 1;
  }
  for (const [c, homes] of ex.lost) {
    const having = [...ex.having.of(c)].map((h) => ex.countyOf(h));
    const from = ex.territoryOf(c);
    for (const h of homes)
      for (const county of [...having, ...(from < 0 ? [] : [from])])
        if (friend[h] === c && county < ex.counties) ways[county]![ex.countyOf(h)] = 1;
  }
  return new Map(
    territories.map((territory) => {
      const reached = new Set(territory < 0 ? ways.keys() : [territory]);
      for (const county of reached) ways[county]!.forEach((way, to) => way === 1 && reached.add(to));
      return [territory, [...reached].reduce((sum, county) => sum + waiting[county]!, 0)];
    }),
  );
}
