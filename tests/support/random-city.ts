import type { Problem } from '../../server/src/modules/allocation/engine/problem.ts';
import { Dice } from '../../seeds/demo/dice.ts';

export interface CitySize {
  seed: number;
  counties: number;
  townsOfCounty: number;
  villagesOfTown: number;
  cadres: number;
  households: number;
  /** Of the places, in percent, how many are taken today. */
  standing: number;
  bans: number;
}

/** Ankang as it is planned for: 10 counties, 139 towns, 1,924 villages, and a year in which most friends stay. */
export const ANKANG: CitySize = {
  seed: 1,
  counties: 10,
  townsOfCounty: 14,
  villagesOfTown: 14,
  cadres: 50_000,
  households: 300_000,
  standing: 80,
  bans: 20_000,
};

const FIELDS = 4;
const CAUSES = 12;
const HARDSHIP = [10, 10, 10, 10, 10, 10, 45, 35, 30, 25];

/** An allocation problem like a real city's: municipal units, county units, four in each town; people by chance, the same for the same seed. */
export function randomCity(size: CitySize): Problem {
  const dice = new Dice(size.seed);
  const upTo = (end: number) => dice.number(0, end - 1);
  const towns = size.counties * size.townsOfCounty;
  const countyOf = (town: number) => town % size.counties;
  const villages = Array.from({ length: towns * size.villagesOfTown }, (_, v) => ({
    county: countyOf(v % towns),
    town: v % towns,
    first: false,
  }));
  const poor = villages.map(() => dice.chance(30));
  const times = <T>(many: number, one: (n: number) => T) => Array.from({ length: many }, (_, n) => one(n));
  const units = [
    ...times(8 * size.counties, (n) => ({ county: -1, town: -1, field: n % FIELDS })),
    ...times(24 * size.counties, (n) => ({ county: n % size.counties, town: -1, field: n % FIELDS })),
    ...times(4 * towns, (n) => ({ county: countyOf(n % towns), town: n % towns, field: n % FIELDS })),
  ];
  const cadres = {
    count: size.cadres,
    unit: Int32Array.from({ length: size.cadres }, () => upTo(units.length)),
    quota: Uint8Array.from({ length: size.cadres }, () =>
      dice.weighted([[5, 1], [4, 5], [3, 10], [2, 50], [1, 34]]),
    ), // prettier-ignore
    load: new Uint8Array(size.cadres),
    official: new Uint8Array(size.cadres).fill(1),
    open: new Uint8Array(size.cadres).fill(1),
  };
  const households = {
    count: size.households,
    village: Int32Array.from({ length: size.households }, () => upTo(villages.length)),
    need: new Uint8Array(size.households),
    cause: Int8Array.from({ length: size.households }, () => upTo(CAUSES)),
    friend: new Int32Array(size.households).fill(-1),
    bereft: new Uint8Array(size.households),
    former: new Int32Array(size.households).fill(-1),
  };
  households.need.forEach((_, h) => {
    households.need[h] =
      dice.pick(HARDSHIP) + (households.cause[h]! % 4) * 5 + (poor[households.village[h]!] ? 30 : 0);
  });

  const staffOf = times(size.counties + 1, (): number[] => []);
  cadres.unit.forEach((unit, c) => staffOf[units[unit]!.county + 1]!.push(c));
  let left = Math.floor((cadres.quota.reduce((sum, quota) => sum + quota, 0) * size.standing) / 100);
  for (let tries = 4 * left; left > 0 && tries > 0; tries--) {
    const h = upTo(size.households);
    const [municipal, own] = [staffOf[0]!, staffOf[villages[households.village[h]!]!.county + 1]!];
    const friend = dice.pick(dice.chance(12) ? municipal : own);
    if (households.friend[h]! >= 0 || cadres.load[friend]! >= cadres.quota[friend]! + Number(dice.chance(3)))
      continue;
    households.friend[h] = friend;
    cadres.load[friend]! += 1;
    left -= 1;
  }
  const lookedAfter = units.flatMap(({ county }, unit) =>
    times(3, () => upTo(villages.length)).flatMap((village) =>
      county < 0 || villages[village]!.county === county ? [[unit, village] as const] : [],
    ),
  );
  const banned = times(size.bans, () => [upTo(size.cadres), upTo(size.households)] as const).filter(
    ([cadre, household]) => households.friend[household] !== cadre,
  );
  return {
    units,
    villages,
    cadres,
    households,
    lookedAfter,
    banned,
    byHand: banned.map(([cadre, household]) => ({
      kind: 'BAN',
      alone: true,
      cadre,
      household,
      stands: false,
    })),
    settings: {
      hardFrom: 60,
      weights: { lookedAfter: 40, sameTown: 20, sameCounty: 5, fieldFits: 15, evenCadres: 10, evenUnits: 5 },
      fits: times(CAUSES, (cause) => [cause % FIELDS, cause] as const),
    },
  };
}
