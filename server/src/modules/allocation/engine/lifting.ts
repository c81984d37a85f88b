import { reaches } from './county-scale.ts';
import {
  changesIn,
  costsFrom,
  COVER,
  coverIn,
  officialsIn,
  onwardOfHome,
  type Costs,
  type Exchanges,
} from './exchanges.ts';
import type { SettledBan, SettledPin } from './problem.ts';
import { tierWeight } from './value.ts';

/** What would be better without something. */
export interface Gain {
  /** Officials with a friend, and households with one, more. */
  officials: number;
  households: number;
  /** No more households, but one that goes before those who are left out for it. */
  sooner: boolean;
  /** Existing friends fewer that are changed. */
  kept: number;
}

/** The least that it costs to get a place with which somebody takes a household that is new to the question. */
export function cheapestTaker(
  ex: Exchanges,
  cost: Float64Array,
  county: number,
  barred: readonly number[],
): number {
  let least = Infinity;
  for (let c = 0; c < cost.length; c++)
    if (cost[c]! < least && ex.takes(c) && reaches(ex.territoryOf(c), county) && !barred.includes(c))
      least = cost[c]!;
  return least;
}

/** A node of the exchanges, as the costs know it. */
type Node = { cadre: number } | { home: number };

/**
 * What pins and bans stand in the way of. Without one there is one more exchange, and what is best changes by the cheapest chain that
 * closes over it. It comes from a free place and leads to one who waits or a place that is not needed; or, where friends of today could
 * have theirs back, it is a round of exchanges alone. Rounds are only sought where costs don't rule them out.
 */
export class Lifting {
  readonly #ex: Exchanges;
  readonly #onward: Float64Array;
  readonly #before: Costs;
  /** What can be saved by giving friends back on the way to each: no way between two is cheaper than the difference. */
  readonly #saved: Costs | null;

  constructor(ex: Exchanges, onward: Float64Array, before: Costs) {
    [this.#ex, this.#onward, this.#before] = [ex, onward, before];
    this.#saved =
      ex.lost.size === 0
        ? null
        : costsFrom(ex, {
            cadres: new Float64Array(ex.load.length),
            homes: new Float64Array(ex.plan.length),
          });
  }

  gains(): (Gain | null)[] {
    return this.#ex.problem.byHand.map((settled) => {
      if (!settled.alone) return null;
      return settled.kind === 'BAN' ? this.#withoutBan(settled) : this.#withoutPin(settled);
    });
  }

  #withoutBan({ cadre: c, household: h, stands }: SettledBan): Gain | null {
    const ex = this.#ex;
    if (!stands) {
      if (!ex.takes(c) || !reaches(ex.territoryOf(c), ex.countyOf(h))) return null;
      const onward = onwardOfHome(ex, this.#onward, h);
      return this.#best(this.#before.cadres[c]!, 0, onward, (under) => this.#round(h, c, under));
    }
    if (overWithOneMore(ex, c)) return null;
    const back = this.#giveBack(c);
    const friend = ex.plan[h]!;
    if (friend >= 0) return this.#best(back, -1, this.#onward[friend]!, (under) => this.#round(h, c, under));
    // It has to have somebody then, whatever that costs: the friend of today, or somebody else.
    const another = this.#before.homes[h]!;
    const [cost, kept] = back - 1 <= another ? [back, 1] : [another, 0];
    return gained({
      officials: 0 - officialsIn(cost),
      households: coverIn(cost) > 0 ? 0 : 1,
      sooner: false,
      kept: kept - changesIn(cost),
    });
  }

  #withoutPin({ cadre: c, county, friend, tier, barred }: SettledPin): Gain | null {
    const ex = this.#ex;
    const taker = (cost: Float64Array) => cheapestTaker(ex, cost, county, barred);
    const another = taker(this.#before.cadres);
    const changes = Number(friend === c);
    const ofItself = ex.takes(c) && reaches(ex.territoryOf(c), county);
    if (!changes && (!ofItself || (friend >= 0 && overWithOneMore(ex, friend)))) return null;
    const itsOwn = friend >= 0 && !changes ? friend : -1;
    const without = changes ? Infinity : itsOwn >= 0 ? this.#giveBack(itsOwn) - 1 : tierWeight(tier) * COVER;
    return this.#best(Math.min(another, without), changes, this.#onward[c]!, (under) => {
      if (!this.#saved && (itsOwn >= 0 ? -1 : 0) >= under) return Infinity;
      const { cadres } = this.#costsFrom({ cadre: c });
      return Math.min(taker(cadres), itsOwn >= 0 ? cadres[itsOwn]! - 1 : Infinity);
    });
  }

  /** What it costs that a friend of today has room for the household that was taken from them. */
  #giveBack(c: number): number {
    const ex = this.#ex;
    const { load, quota } = ex.problem.cadres;
    const most = ex.takes(c) ? quota[c]! : load[c]! + 1;
    return Math.min(this.#before.cadres[c]!, ex.load[c]! < most ? ex.more(c) : Infinity);
  }

  /** From a place that gets free, over something that changes so many friends, to where that place goes; or all in a round. */
  #best(from: number, changes: number, to: number, round: (under: number) => number): Gain | null {
    const through = from + changes + to;
    const covers = coverIn(through) < 0 || officialsIn(through) < 0; // no round does
    const around = covers ? Infinity : round(Math.min(0, through) - changes) + changes;
    if (around < 0 && !(through <= around)) return gained({ ...NOTHING, kept: 0 - around });
    if (!(through < 0)) return null;
    const households = Number(coverIn(to) < 0) - Number(coverIn(from) > 0);
    return gained({
      officials: 0 - officialsIn(through),
      households,
      sooner: households === 0 && coverIn(through) < 0,
      kept: 0 - changesIn(through),
    });
  }

  /** The cheapest way from a household that somebody takes to a free place of a cadre; Infinity where it is not under so much. */
  #round(h: number, c: number, under: number): number {
    if (this.#ex.plan[h]! < 0) return Infinity;
    const least = Math.max(
      this.#saved ? between(this.#saved.homes[h]!, this.#saved.cadres[c]!) : 0,
      between(this.#before.homes[h]!, this.#before.cadres[c]!),
      between(this.#onward[c]!, onwardOfHome(this.#ex, this.#onward, h)),
    );
    return least >= under ? Infinity : this.#costsFrom({ home: h }).cadres[c]!;
  }

  #costsFrom(node: Node): Costs {
    const { load, plan } = this.#ex;
    const cadres = new Float64Array(load.length).fill(Infinity);
    const homes = new Float64Array(plan.length).fill(Infinity);
    if ('cadre' in node) cadres[node.cadre] = 0;
    else homes[node.home] = 0;
    return costsFrom(this.#ex, { cadres, homes });
  }
}

/** The least that any way costs from where one has come at one cost to where one can come at another. */
const between = (one: number, other: number): number =>
  Math.abs(one) === Infinity ? -Infinity : other - one;

const NOTHING: Gain = { officials: 0, households: 0, sooner: false, kept: 0 };
const gained = (gain: Gain): Gain | null =>
  gain.officials > 0 || gain.households > 0 || gain.sooner || gain.kept > 0 ? gain : null;

/** Stands at the quota now, and above it with the household back: then nobody new may come, which is another question (R1). */
const overWithOneMore = ({ problem: { cadres } }: Exchanges, c: number): boolean =>
  cadres.open[c] === 1 && cadres.load[c] === cadres.quota[c];
