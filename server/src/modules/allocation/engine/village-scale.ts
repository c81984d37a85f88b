import { banKey, bansOf } from './bans.ts';
import type { CountyPlan, Hold } from './county-scale.ts';
import { Flow, Nodes, SINK, SOURCE, UNBOUNDED } from './flow.ts';
import { householdsIn, sizeOf, type Groups, type Pool } from './groups.ts';
import type { Problem } from './problem.ts';
import { solve, type Solved } from './solve.ts';
import { cadreLoadCost, placesOfUnits, unitLoadCost, Wishes } from './value.ts';

/** Who gets how many, as groups: what is left is to say which people. */
export interface VillagePlan {
  solved: Solved;
  /** New friends of each cadre group. */
  taken: Int32Array;
  /** Pairs of the proposal of before that stay: of a group, so many of these. */
  kept: { group: number; pool: number; pairs: FormerPair[]; count: number }[];
  /** Friendships that end: in a pool, of a group, how many. */
  ended: { pool: number; cell: number; count: number }[];
  /** New friends: of a unit (or of one cadre alone), in a pool, how many. */
  given: { unit: number; cadre: number; pool: number; count: number }[];
  /** Households that are covered: in a pool, of a level, how many. */
  covered: { pool: number; cell: number; count: number }[];
}

export type FormerPair = readonly [cadre: number, household: number];

/**
 * What stays of the proposal of before, and what the office wishes, among all that is best for people: a network of places. A unit's places go through hubs of its town, of
 * its county, and of the whole area for those that may be sent anywhere; a hub gathers units of one field, so that what a field
 * is worth against a cause is one arc a place and not one a pair. Exact: a pair's bonus is the best way between the two.
 */
export async function planVillages(
  problem: Problem,
  groups: Groups,
  counties: CountyPlan,
  onStage?: (stage: 'STEADY' | 'WISHES') => void,
): Promise<VillagePlan> {
  const network = new VillageNetwork(problem, groups, counties);
  return network.planOf(await solve(network.flow, (stage) => onStage?.(stage === 0 ? 'STEADY' : 'WISHES')));
}

class VillageNetwork {
  readonly flow = new Flow(2);
  readonly #problem: Problem;
  readonly #groups: Groups;
  readonly #counties: CountyPlan;
  readonly #wishes: Wishes;
  readonly #poolNodes: (number | undefined)[];
  /** Arcs from unit to household in an order in which a node's gains come before its losses. */
  readonly #way: number[][] = [[], [], [], [], [], []];
  readonly #taking: { arc: number; group: number }[] = [];
  readonly #ending: { arc: number; pool: number; cell: number }[] = [];
  readonly #covering: { arc: number; pool: number; cell: number }[] = [];
  /** Where households that were proposed to somebody before are entered, and where those who were set out. */
  readonly #doors: { node: number; pool: number; cell: number }[] = [];
  readonly #seats: (number | undefined)[] = [];
  readonly #keeping: { arc: number; group: number; pool: number; pairs: FormerPair[] }[] = [];
  /** Where a unit's places, or those of somebody alone, set out. */
  readonly #sources = new Map<number, { unit: number; cadre: number }>();
  readonly #rows = new Nodes<string>(this.flow);

  constructor(problem: Problem, groups: Groups, counties: CountyPlan) {
    [this.#problem, this.#groups, this.#counties] = [problem, groups, counties];
    this.#wishes = new Wishes(problem);
    this.#poolNodes = groups.pools.map((pool, p) => this.#addPool(pool, p));
    this.#addUnits();
    this.#addFormerPairs();
    this.#addWays();
  }

  /** A pool that nothing can happen to is left out. */
  #addPool(pool: Pool, p: number): number | undefined {
    let node: number | undefined;
    const { cells } = this.#groups;
    for (let cell = pool.waiting; cell < pool.held; cell++) {
      const hold = this.#counties.covered(p, cells.of[cell]!);
      if (hold === 'NONE') continue;
      node ??= this.flow.node();
      const arc = this.#held(hold, this.#doorOf(p, node, hold, cell), SINK, sizeOf(this.#groups, cell), 0);
      this.#covering.push({ arc, pool: p, cell });
    }
    for (let cell = pool.held; cell < pool.end; cell++) {
      const group = cells.of[cell]!;
      const hold = this.#counties.ended(p, group);
      if (hold === 'NONE') continue;
      node ??= this.flow.node();
      const { unit } = this.#groups.cadres[group]!;
      const lost = this.#wishes.bonus(unit, pool.village, pool.cause);
      const door = this.#doorOf(p, node, hold, cell);
      const arc = this.#held(hold, door, this.#rows.at(`group ${group}`), sizeOf(this.#groups, cell), lost);
      this.#ending.push({ arc, pool: p, cell });
    }
    return node;
  }

  /** Who is covered for certain needs no door of their own: who of the pool is meant is said later. */
  #doorOf(p: number, node: number, hold: Hold, cell: number): number {
    if (!householdsIn(this.#groups, cell).some((h) => this.#problem.households.former[h]! >= 0)) return node;
    let door = node;
    if (hold === 'FREE') {
      door = this.flow.node();
      this.flow.arc(node, door, UNBOUNDED, []);
    }
    this.#doors.push({ node: door, pool: p, cell });
    return door;
  }

  /** From who was proposed to whom, past all hubs: worth what any pair of theirs is, and that it stays. */
  #addFormerPairs(): void {
    const banned = bansOf(this.#problem);
    const alike = new Map<number, FormerPair[]>();
    for (const { node, pool: p, cell } of this.#doors) {
      for (const h of householdsIn(this.#groups, cell)) {
        const { former, friend } = this.#problem.households;
        const cadre = former[h]!;
        if (cadre === friend[h]) continue;
        const group = cadre < 0 ? -1 : this.#groups.groupOf[cadre]!;
        const seats = this.#seats[group];
        if (seats === undefined || banned.has(banKey(this.#problem, cadre, h)) || !this.#mayCome(group, p))
          continue;
        const key = node * this.#groups.cadres.length + group;
        const known = alike.get(key);
        if (known) {
          known.push([cadre, h]);
          continue;
        }
        const pairs: FormerPair[] = [[cadre, h]];
        alike.set(key, pairs);
        this.#keeping.push({ arc: this.flow.arc(seats, node, 0, []), group, pool: p, pairs });
      }
    }
    for (const { arc, group, pool, pairs } of this.#keeping) {
      const { village, cause } = this.#groups.pools[pool]!;
      this.flow.high[arc] = pairs.length;
      this.flow.costs[0]![arc] = -1;
      this.flow.costs[1]![arc] = -this.#wishes.bonus(this.#groups.cadres[group]!.unit, village, cause);
    }
  }

  /** Whether the county scale lets anybody of a group into a pool. */
  #mayCome(group: number, p: number): boolean {
    const { unit, single } = this.#groups.cadres[group]!;
    if (single >= 0) return this.#counties.sentAlone(group, p) !== 'NONE';
    const [from, to] = [this.#problem.units[unit]!.county, this.#groups.pools[p]!.county];
    return this.#counties.sent(from, to) !== 'NONE' && this.#counties.entered(p) !== 'NONE';
  }

  #addUnits(): void {
    const { settings, cadres: people } = this.#problem;
    const places = placesOfUnits(this.#problem);
    const loads = new Int32Array(places.length);
    for (let c = 0; c < people.count; c++) loads[people.unit[c]!]! += people.load[c]!;
    const begun = new Set<number>();
    this.#groups.cadres.forEach((group, g) => {
      const counties = this.#counties;
      const many = group.members.length;
      const node = this.#rows.at(`group ${g}`);
      const unitNode = this.#rows.at(`places ${group.unit}`);
      if (!begun.has(group.unit)) {
        begun.add(group.unit);
        this.#addUnitLoad(unitNode, loads[group.unit]!, places[group.unit]!);
      }
      for (let j = group.load; j >= 1; j--) {
        const hold = j === 1 ? counties.last(g) : counties.spare(g);
        this.#held(hold, node, unitNode, many, -cadreLoadCost(settings, j, group.quota));
      }
      if (!group.takes || counties.taken(g) === 'NONE') return;
      for (let j = group.load + 1; j <= group.quota; j++) {
        const hold = j === 1 && group.official ? counties.first(g) : counties.further(g);
        this.#held(hold, unitNode, node, many, cadreLoadCost(settings, j, group.quota));
      }
      const out = this.#rows.at(group.single >= 0 ? `cadre ${group.single}` : `unit ${group.unit}`);
      this.#sources.set(out, { unit: group.unit, cadre: group.single });
      let seats = out;
      if (group.formers > 0) {
        this.#seats[g] = seats = this.flow.node();
        this.#step(FROM_SEATS, seats, out, 0);
      }
      this.#taking.push({ arc: this.flow.arc(node, seats, UNBOUNDED, []), group: g });
    });
  }

  /** Even load among units: places cost more quarter by quarter, and save as much where they are given back. */
  #addUnitLoad(node: number, load: number, places: number): void {
    const { settings } = this.#problem;
    const steps = (from: number, to: number, add: (cost: number, many: number) => void) => {
      for (let k = from; k <= to;) {
        const cost = unitLoadCost(settings, k, places);
        let end = k;
        while (end < to && unitLoadCost(settings, end + 1, places) === cost) end++;
        add(cost, end - k + 1);
        k = end + 1;
      }
    };
    steps(load + 1, places, (cost, many) => this.flow.arc(SOURCE, node, many, [0, cost]));
    const beyond = unitLoadCost(settings, Math.max(load, places) + 1, places);
    this.flow.arc(SOURCE, node, UNBOUNDED, [0, beyond]);
    steps(1, load, (cost, many) => this.flow.arc(node, SOURCE, many, [0, -cost]));
  }

  /** From units into hubs, from wide to narrow, into the pools. */
  #addWays(): void {
    const { units, villages, settings } = this.#problem;
    const { sameCounty, sameTown, fieldFits } = settings.weights;
    const open = this.#groups.pools.flatMap((pool, p) => {
      const node = this.#poolNodes[p];
      return node === undefined ? [] : [{ pool, p, node, town: villages[pool.village]!.town }];
    });
    const causesOfCounty = new Map<number, Set<number>>();
    const causesOfTown = new Map<number, Set<number>>();
    for (const { pool, p, node, town } of open) {
      if (this.#counties.entered(p) !== 'NONE')
        this.#step(INTO_POOL, this.#rows.at(`town ${town} for ${pool.cause}`), node, 0);
      setIn(causesOfCounty, pool.county).add(pool.cause);
      const causes = setIn(causesOfTown, town);
      if (causes.has(pool.cause)) continue;
      causes.add(pool.cause);
      const [wide, narrow] = [`county ${pool.county} for ${pool.cause}`, `town ${town} for ${pool.cause}`];
      this.#step(INTO_TOWN, this.#rows.at(wide), this.#rows.at(narrow), 0);
    }

    /** A hub's way to each cause of its place, made when the first unit enters it. */
    const hub = (place: string, field: number, causes: Set<number>, layer: number) => {
      const name = `${place} of ${field}`;
      const known = this.#rows.get(name);
      if (known !== undefined) return known;
      const node = this.#rows.at(name);
      for (const cause of causes) {
        const bonus = this.#wishes.fits(field, cause) ? fieldFits : 0;
        this.#step(layer, node, this.#rows.at(`${place} for ${cause}`), -bonus);
      }
      return node;
    };
    const anywhere = (field: number) => {
      const name = `anywhere of ${field}`;
      const known = this.#rows.get(name);
      if (known !== undefined) return known;
      const node = this.#rows.at(name);
      for (const [county, causes] of causesOfCounty) {
        if (this.#counties.sent(-1, county) === 'NONE') continue;
        this.#step(INTO_HUB, node, hub(`county ${county}`, field, causes, INTO_COUNTY), 0);
      }
      return node;
    };
    const unitNodes = new Map<number, number>();
    for (const [node, { unit, cadre }] of this.#sources) {
      if (cadre >= 0) {
        this.#addAlone(node, cadre, open);
        continue;
      }
      unitNodes.set(unit, node);
      const { county, town, field: of } = units[unit]!;
      const field = this.#fieldThatCounts(of);
      const [nearby, home] = [causesOfCounty.get(county), causesOfTown.get(town)];
      if (county < 0) this.#step(INTO_ANYWHERE, node, anywhere(field), 0);
      if (!nearby || this.#counties.sent(county, county) === 'NONE') continue;
      this.#step(INTO_HUB, node, hub(`county ${county}`, field, nearby, INTO_COUNTY), -sameCounty);
      if (home)
        this.#step(INTO_HUB, node, hub(`town ${town}`, field, home, INTO_TOWN), -sameCounty - sameTown);
    }

    const inVillage = Map.groupBy(open, ({ pool }) => pool.village);
    for (const [unit, village] of this.#problem.lookedAfter) {
      const from = unitNodes.get(unit);
      const { county } = villages[village]!;
      if (from === undefined || this.#counties.sent(units[unit]!.county, county) === 'NONE') continue;
      for (const { pool, p, node } of inVillage.get(village) ?? []) {
        if (this.#counties.entered(p) === 'NONE') continue;
        this.#step(INTO_POOL, from, node, -this.#wishes.bonus(unit, village, pool.cause));
      }
    }
  }

  /** Somebody alone goes to every pool by a way of their own, but not where they are banned. */
  #addAlone(from: number, cadre: number, open: readonly { pool: Pool; p: number; node: number }[]): void {
    const group = this.#groups.groupOf[cadre]!;
    const { unit } = this.#groups.cadres[group]!;
    for (const { pool, p, node } of open) {
      if (this.#counties.sentAlone(group, p) === 'NONE') continue;
      this.#step(INTO_POOL, from, node, -this.#wishes.bonus(unit, pool.village, pool.cause));
    }
  }

  /** A field that helps against nothing is like none. */
  #fieldThatCounts(field: number): number {
    return this.#problem.settings.fits.some(([of]) => of === field) ? field : -1;
  }

  #step(layer: number, from: number, to: number, cost: number): void {
    this.#way[layer]!.push(this.flow.arc(from, to, UNBOUNDED, [0, cost]));
  }

  #held(hold: Hold, from: number, to: number, many: number, cost: number): number {
    if (hold === 'NONE' || many === 0) return -1;
    return this.flow.arc(from, to, many, [0, cost], hold === 'ALL' ? many : 0);
  }

  planOf(solved: Solved): VillagePlan {
    const { flow } = solved;
    const taken = new Int32Array(this.#groups.cadres.length);
    for (const { arc, group } of this.#taking) taken[group] = flow[arc]!;
    const carried = ({ arc }: { arc: number }) => flow[arc]! > 0;
    const kept = this.#keeping.filter(carried).map(({ arc, ...what }) => ({ ...what, count: flow[arc]! }));
    return {
      solved,
      taken,
      kept,
      ended: this.#ending.filter(carried).map(({ arc, ...what }) => ({ ...what, count: flow[arc]! })),
      covered: this.#covering.filter(carried).map(({ arc, ...what }) => ({ ...what, count: flow[arc]! })),
      given: this.#followWays(flow, kept),
    };
  }

  /** Which unit's places arrive in which pool: what came in goes out in the order in which it came. */
  #followWays(flow: Int32Array, kept: VillagePlan['kept']): VillagePlan['given'] {
    const gone = new Map<number, number>();
    for (const { group, count } of kept) gone.set(group, (gone.get(group) ?? 0) + count);
    const stock = new Map<number, { unit: number; cadre: number; count: number }[]>();
    for (const { arc, group } of this.#taking) {
      const { unit, single } = this.#groups.cadres[group]!;
      const count = flow[arc]! - (gone.get(group) ?? 0);
      if (count > 0) stockOf(stock, this.flow.to[arc]!).push({ unit, cadre: single, count });
    }
    for (const arc of this.#way.flat()) {
      const goods = stockOf(stock, this.flow.from[arc]!);
      for (let left = flow[arc]!; left > 0;) {
        const next = goods[0]!;
        const part = Math.min(left, next.count);
        stockOf(stock, this.flow.to[arc]!).push({ ...next, count: part });
        left -= part;
        next.count -= part;
        if (next.count === 0) goods.shift();
      }
    }
    return this.#poolNodes.flatMap((node, pool) =>
      node === undefined ? [] : stockOf(stock, node).map((gift) => ({ ...gift, pool })),
    );
  }
}

/** The order in which arcs follow one another from a unit to a household. */
const [FROM_SEATS, INTO_ANYWHERE, INTO_HUB, INTO_COUNTY, INTO_TOWN, INTO_POOL] = [0, 1, 2, 3, 4, 5] as const;

const setIn = (sets: Map<number, Set<number>>, key: number): Set<number> => {
  let found = sets.get(key);
  if (!found) sets.set(key, (found = new Set()));
  return found;
};

const stockOf = <T>(stock: Map<number, T[]>, node: number): T[] => {
  let found = stock.get(node);
  if (!found) stock.set(node, (found = []));
  return found;
};
