import { banKey, bansOf } from './bans.ts';
import { Flow, Nodes, SINK, SOURCE, UNBOUNDED } from './flow.ts';
import {
  LEVELS_AND_TIERS,
  needOfLevel,
  sizeOf,
  tierOfLevel,
  type CadreGroup,
  type Groups,
} from './groups.ts';
import type { Problem } from './problem.ts';
import { solve, type Solved } from './solve.ts';
import { tierWeight } from './value.ts';

/** Stages that only counties decide: who may be placed where is a matter of the county (R6). */
const COUNTY_STAGES = 4;

/** How an arc of the finer network has to be so that nothing of the first stages is lost. */
export type Hold = 'NONE' | 'ALL' | 'FREE';

/**
 * What holds for each kind of movement, county by county. A cadre group stands for all of its territory that have the same quota and
 * load; `takes` and pools are as in {@link Groups}.
 */
export interface CountyPlan {
  /** The flow of the four stages, with what its prices prove. */
  solved: Solved;
  /** A first friend of an official, and any other. */
  first(group: number): Hold;
  further(group: number): Hold;
  /** Giving a friend away: the last one, or another. */
  last(group: number): Hold;
  spare(group: number): Hold;
  /** Whether the group takes anybody at all. */
  taken(group: number): Hold;
  /** From the units of a territory to a county. */
  sent(territory: number, county: number): Hold;
  /** From a cadre who was taken out of the group. */
  sentAlone(group: number, pool: number): Hold;
  /** From all that is sent to its county: those who are alone go by ways of their own, not where they are banned. */
  entered(pool: number): Hold;
  /** Of a pool, the friends that one group has there. */
  ended(pool: number, group: number): Hold;
  covered(pool: number, level: number): Hold;
}

/** Covers officials and households, changing as little as possible, the neediest first: at the scale of counties. */
export async function planCounties(
  problem: Problem,
  groups: Groups,
  onStage?: (stage: number) => void,
): Promise<CountyPlan> {
  const scale = new CountyScale(problem, groups);
  const solved = await solve(scale.flow, onStage);
  return scale.planOf(solved);
}

class CountyScale {
  readonly flow = new Flow(COUNTY_STAGES);
  readonly #problem: Problem;
  readonly #groups: Groups;
  /** Of each cadre group what it is like at this scale, and of each pool: its county, or itself where it is one household. */
  readonly #kindOf: Int32Array;
  readonly #placeOf: Int32Array;
  readonly #kinds: number;
  readonly #first = new Arcs(this.flow);
  readonly #further = new Arcs(this.flow);
  readonly #last = new Arcs(this.flow);
  readonly #spare = new Arcs(this.flow);
  readonly #take = new Arcs(this.flow);
  readonly #send = new Arcs(this.flow);
  readonly #enter = new Arcs(this.flow);
  readonly #end = new Arcs(this.flow);
  readonly #cover = new Arcs(this.flow);
  readonly #territories = new Nodes<number>(this.flow);

  constructor(problem: Problem, groups: Groups) {
    [this.#problem, this.#groups] = [problem, groups];
    const kinds = new Numbers();
    this.#kindOf = Int32Array.from(groups.cadres, (group) =>
      group.single >= 0
        ? kinds.of(`alone ${group.single}`)
        : kinds.of(
            [this.#territory(group), group.quota, group.load, +group.official, +group.takes].join(' '),
          ),
    );
    const places = new Numbers();
    this.#placeOf = Int32Array.from(groups.pools, ({ single, county }) =>
      places.of(single >= 0 ? `alone ${single}` : `county ${county}`),
    );
    this.#kinds = kinds.count;
    const [kindNodes, placeNodes] = [new Nodes<number>(this.flow), new Nodes<number>(this.flow)];
    this.#addPools(kindNodes, placeNodes);
    this.#addCadres(kindNodes, placeNodes);
  }

  #territory({ unit }: CadreGroup): number {
    return this.#problem.units[unit]!.county;
  }

  #addPools(kindNodes: Nodes<number>, placeNodes: Nodes<number>): void {
    const entrances = new Nodes<number>(this.flow);
    const { cells } = this.#groups;
    this.#groups.pools.forEach(({ county, waiting, held, end }, p) => {
      const place = this.#placeOf[p]!;
      const node = placeNodes.at(place);
      this.#enter.once(place, entrances.at(county), node);
      for (let cell = waiting; cell < held; cell++) {
        const level = cells.of[cell]!;
        const costs = [0, -tierWeight(tierOfLevel(level)), 0, -needOfLevel(level)];
        this.#cover.add(this.#coverKey(p, level), node, SINK, sizeOf(this.#groups, cell), costs);
      }
      for (let cell = held; cell < end; cell++) {
        const group = cells.of[cell]!;
        const friends = kindNodes.at(this.#kindOf[group]!);
        this.#end.add(this.#endKey(p, group), node, friends, sizeOf(this.#groups, cell), [0, 0, 1, 0]);
      }
    });
    for (const territory of new Set(this.#groups.cadres.map((group) => this.#territory(group)))) {
      for (const [county, entrance] of entrances.entries()) {
        if (!reaches(territory, county)) continue;
        this.#send.once(sendKey(territory, county), this.#territories.at(territory), entrance);
      }
    }
  }

  #addCadres(kindNodes: Nodes<number>, placeNodes: Nodes<number>): void {
    const banned = bansOf(this.#problem);
    this.#groups.cadres.forEach((group, g) => {
      const kind = this.#kindOf[g]!;
      const node = kindNodes.at(kind);
      const many = group.members.length;
      if (group.load > 0) this.#last.add(kind, node, SOURCE, many, [group.official ? 1 : 0]);
      this.#spare.add(kind, node, SOURCE, many * Math.max(0, group.load - 1), []);
      if (!group.takes) return;
      const free = group.quota - group.load;
      const first = group.official && group.load === 0 && free > 0 ? 1 : 0;
      this.#first.add(kind, SOURCE, node, many * first, [-1]);
      this.#further.add(kind, SOURCE, node, many * (free - first), []);
      if (group.single < 0) {
        this.#take.once(kind, node, this.#territories.at(this.#territory(group)));
        return;
      }
      this.#groups.pools.forEach(({ county, single }, p) => {
        const ban = single >= 0 && banned.has(banKey(this.#problem, group.single, single));
        if (ban || !reaches(this.#territory(group), county)) return;
        this.#take.once(this.#aloneKey(g, p), node, placeNodes.at(this.#placeOf[p]!));
      });
    });
  }

  planOf(solved: Solved): CountyPlan {
    const hold = (arc: number | undefined): Hold => {
      if (arc === undefined) return 'NONE';
      const [low, high] = [solved.low[arc]!, solved.high[arc]!];
      return low < high ? 'FREE' : high === 0 ? 'NONE' : 'ALL';
    };
    const ofKind = (arcs: Arcs) => (group: number) => hold(arcs.get(this.#kindOf[group]!));
    const alone = (group: number) => this.#groups.cadres[group]!.single >= 0;
    return {
      solved,
      first: ofKind(this.#first),
      further: ofKind(this.#further),
      last: ofKind(this.#last),
      spare: ofKind(this.#spare),
      taken: (group) => (alone(group) ? 'FREE' : hold(this.#take.get(this.#kindOf[group]!))),
      sent: (territory, county) => hold(this.#send.get(sendKey(territory, county))),
      sentAlone: (group, pool) => hold(this.#take.get(this.#aloneKey(group, pool))),
      entered: (pool) => hold(this.#enter.get(this.#placeOf[pool]!)),
      ended: (pool, group) => hold(this.#end.get(this.#endKey(pool, group))),
      covered: (pool, level) => hold(this.#cover.get(this.#coverKey(pool, level))),
    };
  }

  #coverKey(pool: number, level: number): number {
    return this.#placeOf[pool]! * LEVELS_AND_TIERS + level;
  }

  #endKey(pool: number, group: number): number {
    return this.#placeOf[pool]! * this.#kinds + this.#kindOf[group]!;
  }

  /** Beside the kinds themselves. */
  #aloneKey(group: number, pool: number): number {
    return (this.#placeOf[pool]! + 1) * this.#kinds + this.#kindOf[group]!;
  }
}

const sendKey = (territory: number, county: number): number => (territory + 1) * 65536 + county;

/** Numbers things as they come. */
class Numbers {
  readonly #of = new Map<string, number>();

  get count(): number {
    return this.#of.size;
  }

  of(name: string): number {
    let number = this.#of.get(name);
    if (number === undefined) this.#of.set(name, (number = this.#of.size));
    return number;
  }
}

/** Whether a cadre of that territory may have a household there; -1 reaches everywhere (R6). */
export const reaches = (territory: number, county: number): boolean => territory < 0 || territory === county;

/** Arcs of one kind by what they are about; groups that are alike at this scale share one. */
class Arcs {
  readonly #flow: Flow;
  readonly #of = new Map<number, number>();

  constructor(flow: Flow) {
    this.#flow = flow;
  }

  /** So many more may flow here. */
  add(key: number, from: number, to: number, many: number, costs: readonly number[]): void {
    if (many === 0) return;
    const arc = this.#of.get(key);
    if (arc === undefined) this.#of.set(key, this.#flow.arc(from, to, many, costs));
    else this.#flow.high[arc]! += many;
  }

  once(key: number, from: number, to: number): void {
    if (!this.#of.has(key)) this.#of.set(key, this.#flow.arc(from, to, UNBOUNDED, []));
  }

  get(key: number): number | undefined {
    return this.#of.get(key);
  }
}
