import { banKey, bansOf } from './bans.ts';
import { householdsIn, sizeOf, type Groups } from './groups.ts';
import type { Plan, Problem } from './problem.ts';
import type { VillagePlan } from './village-scale.ts';

/** A plan in people. */
export interface Spread {
  plan: Plan;
  /** Whom no exchange inside the groups could keep from a ban: to be taken out and asked about by themselves. */
  stuck: [cadre: number, household: number][];
  /** Who gave a household away. */
  gave: Set<number>;
  /** Whose group shares its new friends less evenly than it could, for what it was proposed before. */
  uneven: Set<number>;
}

/** Says which people, where the groups have said how many: always the same ones. */
export function spread(problem: Problem, groups: Groups, village: VillagePlan): Spread {
  const spreading = new Spreading(problem, groups);
  const instead = spreading.keep(village.kept);
  spreading.end(village.ended);
  spreading.open(village.covered);
  spreading.seat(village);
  spreading.give([...village.given, ...instead]);
  spreading.settle();
  return spreading.spread;
}

class Spreading {
  readonly spread: Spread;
  readonly #groups: Groups;
  readonly #load: Int32Array;
  readonly #banned: Set<number>;
  /** Households to be given, by pool. */
  readonly #homes: number[][];
  /** Cadres who take somebody, once for each, by whom they are sent from. */
  readonly #seats = new Map<number, number[]>();
  readonly #problem: Problem;
  /** Who keeps whom of the proposal of before, by household; and how many each group keeps. */
  readonly #kept = new Map<number, number>();
  readonly #keeps = new Map<number, number>();

  constructor(problem: Problem, groups: Groups) {
    [this.#problem, this.#groups] = [problem, groups];
    this.spread = {
      plan: Int32Array.from(problem.households.friend),
      stuck: [],
      gave: new Set(),
      uneven: new Set(),
    };
    this.#load = Int32Array.from(problem.cadres.load);
    this.#banned = bansOf(problem);
    this.#homes = groups.pools.map(() => []);
  }

  /**
   * The idlest first, too; where a group was promised more of it than its people have places for, they give those households to
   * whomever they like.
   */
  keep(kept: VillagePlan['kept']): VillagePlan['given'] {
    const instead: VillagePlan['given'] = [];
    for (const { group, pool, pairs, count } of kept) {
      const { unit, single, quota, members } = this.#groups.cadres[group]!;
      const left = new Set(pairs);
      let missing = count;
      for (; missing > 0; missing--) {
        const open = [...left].filter(([c]) => members.length === 1 || this.#load[c]! < quota);
        if (open.length === 0) break;
        const pair = open.reduce((idlest, one) =>
          this.#load[one[0]]! < this.#load[idlest[0]]! ? one : idlest,
        );
        left.delete(pair);
        this.#kept.set(pair[1], pair[0]);
        this.#load[pair[0]]! += 1;
      }
      this.#keeps.set(group, (this.#keeps.get(group) ?? 0) + count - missing);
      if (missing === 0) continue;
      instead.push({ unit, cadre: single, pool, count: missing });
      for (const c of members) this.spread.uneven.add(c);
    }
    return instead;
  }

  /** Whoever has most gives first, so that nobody is left with none while somebody else has two. */
  end(ended: VillagePlan['ended']): void {
    const { plan, gave } = this.spread;
    for (const { pool, cell, count } of ended) {
      for (let n = 0; n < count; n++) {
        const home = householdsIn(this.#groups, cell)
          .filter((h) => plan[h]! >= 0)
          .reduce((most, h) => (this.#endsBefore(h, most) ? h : most));
        const friend = plan[home]!;
        this.#load[friend]! -= 1;
        this.#banned.add(banKey(this.#problem, friend, home)); // what ends is not given back
        gave.add(friend);
        plan[home] = -1;
        if (!this.#kept.has(home)) this.#homes[pool]!.push(home);
      }
    }
  }

  #endsBefore(one: number, other: number): boolean {
    const { plan } = this.spread;
    const moves = [one, other].map((h) => Number(this.#kept.has(h)));
    return moves[0] !== moves[1]
      ? moves[0]! > moves[1]!
      : this.#load[plan[one]!]! > this.#load[plan[other]!]!;
  }

  open(covered: VillagePlan['covered']): void {
    for (const { pool, cell, count } of covered) {
      const others = householdsIn(this.#groups, cell).filter((h) => !this.#kept.has(h));
      this.#homes[pool]!.push(...others.subarray(0, count - (sizeOf(this.#groups, cell) - others.length)));
    }
  }

  /** The idlest first. */
  seat({ taken }: VillagePlan): void {
    this.#groups.cadres.forEach(({ unit, single, members }, g) => {
      const seats = listOf(this.#seats, sourceOf(unit, single));
      const byLoad = Map.groupBy(members, (c) => this.#load[c]!);
      const keeps = this.#keeps.get(g) ?? 0;
      let left = taken[g]! - keeps;
      for (let load = 0; left > 0; load++) {
        const idle = (byLoad.get(load) ?? []).slice(0, left);
        left -= idle.length;
        for (const c of idle) {
          seats.push(c);
          this.#load[c]! += 1;
          listOf(byLoad, load + 1).push(c);
        }
      }
      if (keeps === 0) return;
      const loads = members.map((c) => this.#load[c]!);
      if (Math.max(...loads) - Math.min(...loads) > 1) for (const c of members) this.spread.uneven.add(c);
    });
  }

  give(given: VillagePlan['given']): void {
    const wanted = new Map<number, number[]>();
    for (const { unit, cadre, pool, count } of given)
      listOf(wanted, sourceOf(unit, cadre)).push(...this.#homes[pool]!.splice(0, count));
    for (const [source, homes] of wanted) this.#match(this.#seats.get(source) ?? [], homes);
  }

  settle(): void {
    for (const [home, cadre] of this.#kept) this.spread.plan[home] = cadre;
  }

  /** In order, and where that meets a ban, in exchange with somebody of the same source. */
  #match(seats: readonly number[], homes: number[]): void {
    const bans = (at: number, home: number) =>
      this.#banned.has(banKey(this.#problem, seats[at]!, homes[home]!));
    homes.forEach((home, i) => {
      if (!bans(i, i)) return;
      const other = homes.findIndex((_, j) => !bans(i, j) && !bans(j, i));
      if (other < 0) this.spread.stuck.push([seats[i]!, home]);
      else [homes[i], homes[other]] = [homes[other]!, home];
    });
    homes.forEach((home, i) => (this.spread.plan[home] = seats[i]!));
  }
}

/** A unit, or somebody alone. */
const sourceOf = (unit: number, single: number): number => (single >= 0 ? -1 - single : unit);

function listOf<T>(lists: Map<number, T[]>, key: number): T[] {
  let list = lists.get(key);
  if (!list) lists.set(key, (list = []));
  return list;
}
