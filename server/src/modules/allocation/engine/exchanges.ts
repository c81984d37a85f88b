import { banKey, bansOf } from './bans.ts';
import type { Plan, Problem } from './problem.ts';
import { tier, tierWeight } from './value.ts';

/**
 * What a chain of exchanges costs, its stages in one number: officials left without a friend, then what covering households counts,
 * then existing friends changed. Far enough apart that a lower stage never outweighs a higher one, and exact in a double.
 */
export const OFFICIAL = 2 ** 40;
export const COVER = 2 ** 24;

export const officialsIn = (cost: number): number => Math.round(cost / OFFICIAL);
export const coverIn = (cost: number): number => Math.round((cost - officialsIn(cost) * OFFICIAL) / COVER);
export const changesIn = (cost: number): number =>
  cost - officialsIn(cost) * OFFICIAL - coverIn(cost) * COVER;

/**
 * The exchanges that a plan leaves open, among people: a cadre takes a household, whoever had it is free to take another, and so on.
 * They are the paths along which the network could carry one unit more.
 */
export class Exchanges {
  readonly problem: Problem;
  readonly plan: Plan;
  /** Friends of each cadre after the plan. */
  readonly load: Int32Array;
  /** Households that the plan gives each cadre. */
  readonly having: Lists;
  /** Households that the plan takes from their friend of today, by that friend. */
  readonly lost = new Map<number, number[]>();
  readonly counties: number;
  readonly #county: Int32Array;
  #inCounty: Lists | null = null;
  readonly #banned: Set<number>;
  readonly #hasBans: Uint8Array;

  constructor(problem: Problem, plan: Plan) {
    [this.problem, this.plan] = [problem, plan];
    const { cadres, households, villages, banned } = problem;
    this.counties = 1 + villages.reduce((most, { county }) => Math.max(most, county), -1);
    const countyOfVillage = Int32Array.from(villages, ({ county }) => county);
    this.#county = households.village.map((village) => countyOfVillage[village]!);
    this.having = new Lists(plan, cadres.count);
    this.load = Int32Array.from(cadres.load);
    for (let h = 0; h < plan.length; h++) {
      const [was, is] = [households.friend[h]!, plan[h]!];
      if (was === is) continue;
      if (is >= 0) this.load[is]! += 1;
      if (was < 0) continue;
      this.load[was]! -= 1;
      const lost = this.lost.get(was);
      if (lost) lost.push(h);
      else this.lost.set(was, [h]);
    }
    this.#banned = bansOf(problem);
    this.#hasBans = new Uint8Array(cadres.count);
    for (const [c] of banned) this.#hasBans[c] = 1;
  }

  /** May be given somebody new (R1). */
  takes(c: number): boolean {
    const { open, load, quota } = this.problem.cadres;
    return open[c] === 1 && load[c]! <= quota[c]!;
  }

  barred(c: number, h: number): boolean {
    return this.#hasBans[c] === 1 && this.#banned.has(banKey(this.problem, c, h));
  }

  countyOf(h: number): number {
    return this.#county[h]!;
  }

  get inCounty(): Lists {
    return (this.#inCounty ??= new Lists(
      this.plan.map((_, h) => this.countyOf(h)),
      this.counties,
    ));
  }

  territoryOf(c: number): number {
    return this.problem.units[this.problem.cadres.unit[c]!]!.county;
  }

  /** Keeps the friend of today. */
  keeps(h: number): boolean {
    return this.plan[h]! >= 0 && this.plan[h] === this.problem.households.friend[h];
  }

  weight(h: number): number {
    return tierWeight(tier(this.problem, h)) * COVER;
  }

  /** A friend more: the first of an official counts. */
  more(c: number): number {
    return this.problem.cadres.official[c] === 1 && this.load[c] === 0 ? -OFFICIAL : 0;
  }

  /** A friend less of those that the plan gives. */
  less(c: number): number {
    if (this.load[c] === 0) return Infinity;
    return this.problem.cadres.official[c] === 1 && this.load[c] === 1 ? OFFICIAL : 0;
  }

  /** The most that a cadre may have: an excess of today may stay (R1). */
  most(c: number): number {
    const { load, quota } = this.problem.cadres;
    return this.takes(c) ? quota[c]! : load[c]!;
  }
}

/**
 * What becomes, at the cheapest, of each cadre's place when it is free: below 0 where that covers a household. Dijkstra's search
 * against the way of the exchanges. Only giving a friend back who had been changed costs less than nothing; what is cheaper by that is
 * where the next round begins.
 */
export function onwardOf(ex: Exchanges): Float64Array {
  const { problem, plan } = ex;
  const { friend, count } = problem.households;
  const cost = new Float64Array(problem.cadres.count).map((_, c) => ex.less(c));
  for (let again = true; again;) {
    again = false;
    const queue = new Queue();
    cost.forEach((value, c) => value < Infinity && queue.add(value, c));
    const takers = Array.from({ length: ex.counties + 1 }, (): number[] => []);
    for (let c = 0; c < cost.length; c++) if (ex.takes(c)) takers[ex.territoryOf(c) + 1]?.push(c);
    let unasked = takers.reduce((sum, some) => sum + some.length, 0);
    /** Whoever may take a household does at what that is worth. */
    const offer = (h: number, value: number) => {
      for (const territory of [0, ex.countyOf(h) + 1]) {
        const some = takers[territory]!;
        if (some.length === 0) continue;
        takers[territory] = some.filter((c) => {
          if (ex.barred(c, h)) return true;
          if (value < cost[c]!) queue.add((cost[c] = value), c);
          return false;
        });
        unasked -= some.length - takers[territory].length;
      }
      const lost = friend[h]!;
      if (lost < 0 || plan[h] === lost || value - 1 >= cost[lost]!) return;
      cost[lost] = value - 1;
      again = true;
    };
    for (let h = 0; h < count; h++) if (plan[h]! < 0) queue.add(0 - ex.weight(h), ~h);
    queue.run((value, what) => {
      if (unasked === 0 && ex.lost.size === 0) return true;
      if (what < 0) offer(~what, value);
      else if (cost[what] === value)
        for (const h of ex.having.of(what)) {
          if (ex.keeps(h)) queue.add(value + 1, ~h);
          else offer(h, value);
        }
      return false;
    });
  }
  return cost;
}

export interface Before {
  /** What it costs to get each cadre a place that is free. */
  cadres: Float64Array;
  /** What it costs that somebody else takes each household. */
  homes: Float64Array;
}

export const onwardOfHome = (ex: Exchanges, onward: Float64Array, h: number): number =>
  ex.plan[h]! < 0 ? 0 - ex.weight(h) : onward[ex.plan[h]!]! + Number(ex.keeps(h));

/** What it costs to get to a free place of each cadre, and to somebody else taking each household. */
export interface Costs {
  cadres: Float64Array;
  homes: Float64Array;
}

/** From places that are free, and from households that could be left out. */
export const beforeOf = (ex: Exchanges): Costs =>
  costsFrom(ex, {
    cadres: new Float64Array(ex.load.length).map((_, c) =>
      ex.load[c]! < ex.most(c) ? ex.more(c) : Infinity,
    ),
    homes: new Float64Array(ex.plan.length).map((_, h) =>
      ex.problem.households.friend[h]! < 0 && ex.plan[h]! >= 0 ? ex.weight(h) : Infinity,
    ),
  });

/** The same search along the exchanges, from what the given costs begin with; fills them in. */
export function costsFrom(ex: Exchanges, { cadres: cost, homes }: Costs): Costs {
  const { plan } = ex;
  for (let again = true; again;) {
    again = false;
    const queue = new Queue();
    cost.forEach((value, c) => value < Infinity && queue.add(value, c));
    /** Whoever has it is free then. */
    const taken = (h: number, value: number) => {
      homes[h] = value;
      const c = plan[h]!;
      if (c < 0) return;
      const free = value + Number(ex.keeps(h));
      if (free < cost[c]!) queue.add((cost[c] = free), c);
    };
    homes.forEach((value, h) => value < Infinity && taken(h, value));
    const left = Array.from({ length: ex.counties }, (_, county) => ex.inCounty.of(county));
    let untaken = homes.length;
    queue.run((value, c) => {
      if (untaken === 0 && ex.lost.size === 0) return true;
      if (cost[c] !== value) return false;
      const territory = ex.territoryOf(c);
      const [from, to] = territory < 0 ? [0, ex.counties] : [territory, territory + 1];
      for (let county = from; ex.takes(c) && county < to; county++) {
        const some = left[county];
        if (!some?.length) continue;
        left[county] = some.filter((h) => {
          if (ex.barred(c, h)) return true;
          if (value < homes[h]!) taken(h, value);
          return false;
        });
        untaken -= some.length - left[county]!.length;
      }
      for (const h of ex.lost.get(c) ?? []) {
        if (value - 1 >= homes[h]!) continue;
        homes[h] = value - 1;
        again = true;
      }
      return false;
    });
  }
  return { cadres: cost, homes };
}

/** What is to be looked at next, the cheapest first; there are few different costs. */
class Queue {
  readonly #at = new Map<number, number[]>();
  #last: number[] = [];
  #lastCost = NaN;

  add(cost: number, what: number): void {
    if (cost !== this.#lastCost) {
      this.#last = this.#at.get(cost) ?? [];
      this.#at.set(cost, this.#last);
      this.#lastCost = cost;
    }
    this.#last.push(what);
  }

  /** Until `look` has seen enough. */
  run(look: (cost: number, what: number) => boolean): void {
    while (this.#at.size > 0) {
      const cost = Math.min(...this.#at.keys());
      const some = this.#at.get(cost)!;
      for (let n = 0; n < some.length; n++) if (look(cost, some[n]!)) return; // it grows meanwhile
      this.#at.delete(cost);
      this.#lastCost = NaN;
    }
  }
}

/** Numbers by what each belongs to; -1 to nothing. */
export class Lists {
  readonly #from: Int32Array;
  readonly #all: Int32Array;

  constructor(belongs: Int32Array, count: number) {
    this.#from = new Int32Array(count + 1);
    for (const to of belongs) if (to >= 0) this.#from[to + 1]! += 1;
    for (let n = 0; n < count; n++) this.#from[n + 1]! += this.#from[n]!;
    const next = this.#from.slice();
    this.#all = new Int32Array(this.#from[count]!);
    for (let n = 0; n < belongs.length; n++) if (belongs[n]! >= 0) this.#all[next[belongs[n]!]!++] = n;
  }

  of(one: number): Int32Array {
    return this.#all.subarray(this.#from[one], this.#from[one + 1]);
  }
}
