import type { Problem } from './problem.ts';
import { tier } from './value.ts';

/** Cadres who are alike to the engine: same unit, quota and load, and as many households proposed before. */
export interface CadreGroup {
  unit: number;
  quota: number;
  load: number;
  official: boolean;
  /** May take somebody new: at work, and not above the quota (R1). */
  takes: boolean;
  members: number[];
  /** Households that the proposal of before would give each of them. */
  formers: number;
  /** Taken out of its group, so that a ban can be told of it; its identity, or -1. */
  single: number;
}

/** Households that are alike but for their need: same village and main cause. */
export interface Pool {
  village: number;
  county: number;
  cause: number;
  /** Its first cell, the first of households with a friend, and the one behind its last; see {@link Cells}. */
  waiting: number;
  held: number;
  end: number;
  single: number;
}

/**
 * Households of a pool that are alike altogether, by number: first those without a friend, by level (see {@link levelOf}), then those with
 * one, by the group of the friend. As many as 150,000, so in columns.
 */
export interface Cells {
  /** The level, or the group. */
  of: Int32Array;
  /** Where a cell begins in {@link Groups.order}; it ends where the next one does. */
  from: Int32Array;
}

/** Who was taken out of their groups, because what holds for one does not hold for all. */
export interface Singles {
  cadres: ReadonlySet<number>;
  households: ReadonlySet<number>;
  /** Cadres who are a group of their own, because theirs could not share what it had been proposed before. */
  apart: ReadonlySet<number>;
}

export interface Groups {
  cadres: CadreGroup[];
  pools: Pool[];
  cells: Cells;
  /** The households by cell, those of one in their order. */
  order: Int32Array;
  /** Of a cadre the group, -1 for whom nothing can change. */
  groupOf: Int32Array;
}

const LEVELS = 256;
export const LEVELS_AND_TIERS = 4 * LEVELS;
/** Tier and need in one number, the first to be covered highest. */
export const levelOf = (tierOf: number, need: number): number => tierOf * LEVELS + need;
export const tierOfLevel = (level: number): number => Math.floor(level / LEVELS);
export const needOfLevel = (level: number): number => level % LEVELS;

export function groupsOf(problem: Problem, singles: Singles): Groups {
  const { cadres: people, households } = problem;
  const hasFriends = new Uint8Array(people.count);
  for (const friend of households.friend) if (friend >= 0) hasFriends[friend] = 1;

  const formers = new Int32Array(people.count);
  for (const former of households.former) if (former >= 0) formers[former]! += 1;

  const groupOf = new Int32Array(people.count).fill(-1);
  const cadres: CadreGroup[] = [];
  const byLikeness = new Map<number, number>();
  for (let c = 0; c < people.count; c++) {
    const [unit, quota, load] = [people.unit[c]!, people.quota[c]!, people.load[c]!];
    const takes = people.open[c] === 1 && load <= quota;
    if (!hasFriends[c] && !(takes && load < quota)) continue;
    const single = singles.cadres.has(c) ? c : -1;
    const official = people.official[c] === 1;
    const alike = (((unit * 256 + quota) * 256 + load) * 2 + +official) * 2 + +takes;
    const likeness = single >= 0 || singles.apart.has(c) ? -1 - c : alike * 65536 + formers[c]!;
    let group = byLikeness.get(likeness);
    if (group === undefined) {
      byLikeness.set(likeness, (group = cadres.length));
      cadres.push({ unit, quota, load, official, takes, members: [], formers: formers[c]!, single });
    }
    cadres[group]!.members.push(c);
    groupOf[c] = group;
  }

  return { cadres, ...poolsOf(problem, singles, groupOf), groupOf };
}

export const sizeOf = ({ cells }: Groups, cell: number): number => cells.from[cell + 1]! - cells.from[cell]!;

export const householdsIn = ({ cells, order }: Groups, cell: number): Int32Array =>
  order.subarray(cells.from[cell], cells.from[cell + 1]);

/** Sorted by pool, then within it: hundreds of thousands of households without a map of lists. */
function poolsOf(
  problem: Problem,
  singles: Singles,
  groupOf: Int32Array,
): Pick<Groups, 'pools' | 'cells' | 'order'> {
  const { households, villages } = problem;
  const pools: (Pool & { size: number })[] = [];
  const known = new Int32Array(villages.length * CAUSES).fill(-1);
  const poolOf = new Int32Array(households.count);
  for (let h = 0; h < households.count; h++) {
    const [village, cause] = [households.village[h]!, households.cause[h]!];
    const single = singles.households.has(h);
    const kind = village * CAUSES + cause + 1;
    let pool = single ? -1 : known[kind]!;
    if (pool < 0) {
      pool = pools.length;
      const { county } = villages[village]!;
      const empty = { waiting: 0, held: 0, end: 0, size: 0 };
      pools.push({ village, cause, county, single: single ? h : -1, ...empty });
      if (!single) known[kind] = pool;
    }
    poolOf[h] = pool;
    pools[pool]!.size += 1;
  }

  const places = new Int32Array(pools.length);
  for (let p = 1; p < pools.length; p++) places[p] = places[p - 1]! + pools[p - 1]!.size;
  const keys = new Float64Array(households.count);
  for (let h = 0; h < households.count; h++) {
    const friend = households.friend[h]!;
    const code =
      friend >= 0 ? LEVELS_AND_TIERS + groupOf[friend]! : levelOf(tier(problem, h), households.need[h]!);
    keys[places[poolOf[h]!]!++] = code * MOST_HOUSEHOLDS + h;
  }
  const order = new Int32Array(households.count);
  const [of, begins] = [new Int32Array(households.count), new Int32Array(households.count + 1)];
  let cells = 0;
  pools.forEach((pool, p) => {
    const [from, to] = [places[p]! - pool.size, places[p]!];
    keys.subarray(from, to).sort();
    pool.waiting = pool.held = cells;
    for (let at = from; at < to; cells++) {
      const code = Math.floor(keys[at]! / MOST_HOUSEHOLDS);
      begins[cells] = at;
      for (; at < to && Math.floor(keys[at]! / MOST_HOUSEHOLDS) === code; at++)
        order[at] = keys[at]! % MOST_HOUSEHOLDS;
      const waits = code < LEVELS_AND_TIERS;
      of[cells] = waits ? code : code - LEVELS_AND_TIERS;
      if (waits) pool.held = cells + 1;
    }
    pool.end = cells;
  });
  begins[cells] = households.count;
  return { pools, cells: { of: of.slice(0, cells), from: begins.slice(0, cells + 1) }, order };
}

/** Causes a dictionary may have, none among them. */
const CAUSES = 256;
const MOST_HOUSEHOLDS = 2 ** 24;
