import { placesLeft } from '../../pairing/index.ts';
import { countyOf, townOf } from '../../region/index.ts';
import type { Problem } from '../engine/problem.ts';
import { sharedBytes, sharedInts, sharedSmall } from '../engine/shared.ts';
import type { FieldCause } from '../settings.type.ts';
import { FIELDS, type RunSettings } from '../settings.ts';
import { byHandOf } from './by-hand.ts';
import { HOME, TIE, type Facts, type Tie } from './facts.ts';

/** What is asked, with what leads back from its numbers to the facts. */
export interface Question {
  problem: Problem;
  /** Number of the household in the facts, by its number in the problem. */
  homeOf: Int32Array;
  /** Pairs that the office settled, by the numbers of the facts; not part of the problem. */
  settled: { home: number; cadre: number }[];
  /** Pins and bans of the office that hold, in the order in which the problem has them. */
  byHand: Tie[];
  /** Paths of the counties, by number. */
  counties: string[];
  /** Who is barred from whom, as `home cadre` of the facts, with the tie that bars them. */
  barred: ReadonlyMap<string, number>;
  /** The facts as pins and bans leave them: states, friends and loads. */
  state: Uint8Array;
  load: Uint8Array;
}

const NONE = -1;

/**
 * The question to the engine. What the office settled is done beforehand: a pinned pair leaves the problem and weighs on its cadre; a
 * standing pair that is forbidden, or of kin, leaves its household bereft.
 * @param quota households a cadre may take, by place in RANKS; those that a handover to come promises them are taken off (R1)
 * @param former whom the proposal of before would give each household of the facts; none where there is nothing to keep to
 */
export function toProblem(
  facts: Facts,
  settings: RunSettings,
  fits: readonly FieldCause[],
  quota: readonly number[],
  former?: Int32Array,
): Question {
  const { cadres, homes } = facts;
  const state = homes.state.slice();
  const load = cadres.load.slice();
  const barred = new Map<string, number>();
  for (const { home, cadre, tie } of facts.ties) {
    if (tie === TIE.PIN) continue;
    barred.set(`${home} ${cadre}`, tie);
    if (tie !== TIE.RETAINED && state[home] === HOME.HELD && homes.friend[home] === cadre) {
      state[home] = HOME.BEREFT;
      load[cadre]! -= 1;
    }
  }
  const out = new Uint8Array(homes.count);
  const places = Uint8Array.from(cadres.rank, (rank, n) => placesLeft(cadres.promised[n]!, quota[rank] ?? 0));
  const settled = settlePins(facts, { state, load, out, barred, places });
  const { counties, numbered } = territory(facts);
  const homeOf = asked(homes.count, (home) => !out[home] && state[home] !== HOME.CLAIMED);
  const count = homeOf.length;
  /** A column of the problem: `from` gives each of its rows an iterator's step and a list, which for 300,000 is 20 MB. */
  const column = <C extends Int32Array | Uint8Array | Int8Array>(
    into: C,
    of: (home: number) => number,
  ): C => {
    homeOf.forEach((home, n) => (into[n] = of(home)));
    return into;
  };
  const place = new Int32Array(homes.count).fill(NONE);
  homeOf.forEach((home, n) => (place[home] = n));
  const first = new Set(settings.firstVillageIds);
  const village = new Map(facts.villages.map(({ id }, n) => [id, n]));

  const villages = facts.villages.map(({ id, path }) => ({
    county: numbered(countyOf(path)),
    town: numbered(townOf(path)),
    first: first.has(id),
  }));
  const byHand = byHandOf(facts, {
    state,
    load,
    out,
    place,
    places,
    settled,
    villages,
    hardFrom: settings.hardFrom,
  });
  const problem: Problem = {
    units: facts.units.map(({ seat, ofCity, sentTo, field }) => ({
      county: ofCity && sentTo === null ? NONE : numbered(sentTo ?? countyOf(seat)),
      town: numbered(townOf(seat)),
      field: field === null ? NONE : FIELDS.indexOf(field as (typeof FIELDS)[number]),
    })),
    villages,
    lookedAfter: facts.units.flatMap(({ villages }, unit) =>
      villages.flatMap((id) => {
        const n = village.get(id);
        return n === undefined ? [] : [[unit, n] as const];
      }),
    ),
    cadres: {
      count: cadres.count,
      unit: cadres.unit,
      quota: places,
      load,
      official: cadres.owes,
      open: cadres.open,
    },
    households: {
      count,
      village: column(sharedInts(count), (home) => homes.village[home]!),
      need: column(sharedBytes(count), (home) => homes.need[home]!),
      cause: column(sharedSmall(count), (home) => homes.cause[home]!),
      friend: column(sharedInts(count), (home) => (state[home] === HOME.HELD ? homes.friend[home]! : NONE)),
      bereft: column(sharedBytes(count), (home) => Number(state[home] === HOME.BEREFT)),
      former: column(sharedInts(count), (home) => former?.[home] ?? NONE),
    },
    banned: facts.ties.flatMap(({ home, cadre, tie }) =>
      tie === TIE.PIN || place[home] === NONE ? [] : [[cadre, place[home]!] as const],
    ),
    byHand: byHand.map(({ asked }) => asked),
    settings: {
      hardFrom: settings.hardFrom,
      weights: settings.weights,
      fits: fits.flatMap(({ field, cause }) => {
        const [f, c] = [FIELDS.indexOf(field as (typeof FIELDS)[number]), facts.causes.indexOf(cause)];
        return f < 0 || c < 0 ? [] : [[f, c] as const];
      }),
    },
  };
  return { problem, homeOf, settled, byHand: byHand.map(({ tie }) => tie), counties, barred, state, load };
}

/** Those of `[0, count)` of which it holds; `filter` would make a list of them first. */
function asked(count: number, holds: (home: number) => boolean): Int32Array {
  const those = new Int32Array(count);
  let n = 0;
  for (let home = 0; home < count; home++) if (holds(home)) those[n++] = home;
  return those.slice(0, n);
}

interface Marks {
  state: Uint8Array;
  load: Uint8Array;
  out: Uint8Array;
  barred: ReadonlyMap<string, number>;
  places: Uint8Array;
}

/**
 * Takes the pinned pairs out; one that a ban or kinship contradicts, or a claim stands against, does not hold, and no more of a cadre's
 * than there are places for by now (R1): a proposal that breaks a quota could never be published.
 */
function settlePins({ ties, homes }: Facts, { state, load, out, barred, places }: Marks) {
  const settled: Question['settled'] = [];
  const move = (home: number, cadre: number, by: 1 | -1) => {
    out[home] = by === 1 ? 1 : 0;
    load[cadre]! += by;
    if (state[home] === HOME.HELD) load[homes.friend[home]!]! -= by;
  };
  for (const { home, cadre, tie } of ties) {
    if (tie !== TIE.PIN || barred.has(`${home} ${cadre}`) || state[home] === HOME.CLAIMED) continue;
    if (state[home] === HOME.HELD && homes.friend[home] === cadre) out[home] = 1;
    else {
      settled.push({ home, cadre });
      move(home, cadre, 1);
    }
  }
  // Whoever keeps a household that was to go may have no place for another one then: looked at until all fit.
  const full = ({ cadre }: Question['settled'][number]) => load[cadre]! > places[cadre]!;
  for (let last = settled.findLastIndex(full); last >= 0; last = settled.findLastIndex(full)) {
    const [{ home, cadre }] = settled.splice(last, 1) as [Question['settled'][number]];
    move(home, cadre, -1);
  }
  return settled;
}

/** Counties and towns get their numbers in the order of their paths. */
function territory({ units, villages }: Facts) {
  const paths = [
    ...villages.map(({ path }) => path),
    ...units.flatMap(({ seat, sentTo }) => [seat, sentTo ?? seat]),
  ];
  const counties = new Set(paths.flatMap((path) => countyOf(path) ?? []));
  const towns = new Set(paths.flatMap((path) => townOf(path) ?? []));
  const inOrder = [...counties].toSorted();
  const number = new Map(
    [...inOrder.entries(), ...[...towns].toSorted().entries()].map(([n, path]) => [path, n]),
  );
  return {
    counties: inOrder,
    numbered: (path: string | null) => (path === null ? NONE : (number.get(path) ?? NONE)),
  };
}
