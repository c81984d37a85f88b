import { countyOf, townOf } from '../../region/index.ts';
import type { Problem } from '../engine/problem.ts';

export interface Home {
  householdId: string;
  villageId: string;
  path: string;
  need: number;
  cause: string | null;
}
export interface Candidate {
  unitId: string;
  seat: string;
  field: string | null;
  ofCity: boolean;
  /** R6: the county that the city has sent them to. */
  sentTo: string | null;
  quota: number;
  load: number;
  /** R1: households that they are promised take places already. */
  promised: number;
  villages: readonly string[];
  barred: readonly string[];
}

/**
 * Who might take over is asked of the engine that allocates (R9): every household loses its friend and wants another one. The unit that
 * hands over counts as looking after the households' villages, like one that does (包村). Those of a unit whom the city has sent to a
 * county are a unit of that county (R6).
 */
export function successorsProblem(
  unitId: string,
  homes: readonly Home[],
  candidates: readonly Candidate[],
  settings: { weights: Problem['settings']['weights']; fits: readonly { field: string; cause: string }[] },
): Problem {
  const counties = new Index(homes.flatMap(({ path }) => countyOf(path) ?? []));
  const towns = new Index(homes.flatMap(({ path }) => townOf(path) ?? []));
  const villages = new Index(homes.map(({ villageId }) => villageId));
  const causes = new Index(homes.flatMap(({ cause }) => (cause === null ? [] : [cause])));
  const fields = new Index(settings.fits.map(({ field }) => field));
  const units = new Index(candidates.map(partOf));
  const unitFacts = new Map(candidates.map((candidate) => [partOf(candidate), candidate]));
  const countyOfUnit = ({ ofCity, sentTo, seat }: Candidate): number => {
    if (ofCity && sentTo === null) return -1;
    const county = counties.of(sentTo ?? countyOf(seat));
    return county < 0 ? counties.keys.length : county;
  };
  const lookedAfter = units.keys.flatMap((part, unit) => {
    const facts = unitFacts.get(part)!;
    const after = facts.unitId === unitId ? villages.keys : facts.villages;
    return after.flatMap((village) =>
      villages.of(village) < 0 ? [] : [[unit, villages.of(village)] as const],
    );
  });
  return {
    units: units.keys.map((part) => {
      const facts = unitFacts.get(part)!;
      return {
        county: countyOfUnit(facts),
        town: towns.of(townOf(facts.seat)),
        field: fields.of(facts.field),
      };
    }),
    villages: villages.keys.map((id) => {
      const { path } = homes.find(({ villageId }) => villageId === id)!;
      return { county: counties.of(countyOf(path)), town: towns.of(townOf(path)), first: false };
    }),
    lookedAfter,
    cadres: {
      count: candidates.length,
      unit: Int32Array.from(candidates, (candidate) => units.of(partOf(candidate))),
      quota: Uint8Array.from(candidates, ({ quota }) => quota),
      load: Uint8Array.from(candidates, ({ load, promised }) => load + promised),
      official: new Uint8Array(candidates.length), // who is without a friend does not go before who knows the village
      open: new Uint8Array(candidates.length).fill(1),
    },
    households: {
      count: homes.length,
      village: Int32Array.from(homes, ({ villageId }) => villages.of(villageId)),
      need: Uint8Array.from(homes, ({ need }) => need),
      cause: Int8Array.from(homes, ({ cause }) => causes.of(cause)),
      friend: new Int32Array(homes.length).fill(-1),
      bereft: new Uint8Array(homes.length).fill(1),
      former: new Int32Array(homes.length).fill(-1),
    },
    banned: candidates.flatMap(({ barred }, cadre) =>
      barred.flatMap((id) => {
        const home = homes.findIndex(({ householdId }) => householdId === id);
        return home < 0 ? [] : [[cadre, home] as const];
      }),
    ),
    byHand: [],
    settings: {
      hardFrom: 0,
      weights: settings.weights,
      fits: settings.fits.flatMap(({ field, cause }) =>
        causes.of(cause) < 0 ? [] : [[fields.of(field), causes.of(cause)] as const],
      ),
    },
  };
}

/** A unit, or those of it whom the city has sent to one county. */
const partOf = ({ unitId, sentTo }: Candidate): string => `${unitId} ${sentTo ?? ''}`;

/** Why somebody is proposed, the nearest reason first, for people. */
export function successorReasons(unitId: string, home: Home, successor: Candidate, fits: boolean): string {
  const near =
    successor.unitId === unitId
      ? '同单位'
      : successor.villages.includes(home.villageId)
        ? '单位包这个村'
        : townOf(successor.seat) === townOf(home.path)
          ? '同镇'
          : countyOf(successor.seat) === countyOf(home.path)
            ? '同县'
            : successor.sentTo === null
              ? '市里统筹'
              : '市派到本县';
  const promised = successor.promised > 0 ? `，预定接手 ${successor.promised} 户` : '';
  const load = `手上 ${successor.load} 户${promised}，名额 ${successor.quota}`;
  return [near, ...(fits ? ['专长对主因'] : []), load].join('；');
}

/** Things by number, in the order of their names. */
class Index {
  readonly keys: readonly string[];
  readonly #of: ReadonlyMap<string, number>;

  constructor(all: Iterable<string>) {
    this.keys = [...new Set(all)].toSorted();
    this.#of = new Map(this.keys.map((key, n) => [key, n]));
  }

  /** -1 where it is none of them. */
  of(key: string | null): number {
    return key === null ? -1 : (this.#of.get(key) ?? -1);
  }
}
