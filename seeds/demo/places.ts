import type { Dice } from './dice.ts';

export interface Place {
  id: string;
  code: string;
  name: string;
  level: string;
  path: string;
}

/** The county that the demo tells most of, and the town in it. */
export const PINGLI = '610926';
export const BAXIAN = '610926107';

/** How far a county has come this year, so that the board has something of everything. In percent, but for the duplicates. */
export interface CountyMood {
  households: number;
  towns: number;
  /** Of the places that its cadres have. */
  filled: number;
  friendless: number;
  duplicates: number;
  /** Of its units: signed by the liaison, and of those by the office too. */
  confirmed: number;
  countersigned: number;
}

export const COUNTIES: Record<string, CountyMood> = {
  610902: {
    households: 240,
    towns: 4,
    filled: 78,
    friendless: 14,
    duplicates: 3,
    confirmed: 40,
    countersigned: 50,
  },
  610921: {
    households: 180,
    towns: 3,
    filled: 92,
    friendless: 6,
    duplicates: 1,
    confirmed: 75,
    countersigned: 70,
  },
  610922: {
    households: 170,
    towns: 3,
    filled: 100,
    friendless: 0,
    duplicates: 0,
    confirmed: 100,
    countersigned: 100,
  },
  610923: {
    households: 160,
    towns: 3,
    filled: 95,
    friendless: 3,
    duplicates: 1,
    confirmed: 100,
    countersigned: 60,
  },
  610924: {
    households: 210,
    towns: 3,
    filled: 84,
    friendless: 10,
    duplicates: 2,
    confirmed: 50,
    countersigned: 40,
  },
  610925: {
    households: 200,
    towns: 3,
    filled: 66,
    friendless: 22,
    duplicates: 3,
    confirmed: 0,
    countersigned: 0,
  },
  610926: {
    households: 700,
    towns: 5,
    filled: 88,
    friendless: 9,
    duplicates: 14,
    confirmed: 55,
    countersigned: 50,
  },
  610927: {
    households: 150,
    towns: 3,
    filled: 97,
    friendless: 3,
    duplicates: 0,
    confirmed: 100,
    countersigned: 80,
  },
  610929: {
    households: 220,
    towns: 3,
    filled: 74,
    friendless: 16,
    duplicates: 2,
    confirmed: 30,
    countersigned: 0,
  },
  610981: {
    households: 270,
    towns: 4,
    filled: 90,
    friendless: 7,
    duplicates: 2,
    confirmed: 75,
    countersigned: 60,
  },
};

export interface County extends CountyMood {
  place: Place;
  /** With the towns that have units and households in the demo. */
  subdistricts: { place: Place; villages: Place[] }[];
}

const VILLAGES_OF_A_TOWN = 5;

/** Picks the towns and villages of the demo out of the real territory. */
export function pickPlaces(dice: Dice, regions: readonly Place[]): { city: Place; counties: County[] } {
  const below = (parent: Place, level: string) =>
    regions.filter((region) => region.level === level && region.path.startsWith(parent.path));
  const city = regions.find(({ level }) => level === 'CITY')!;
  const counties = below(city, 'COUNTY').flatMap((place): County[] => {
    const mood = COUNTIES[place.code];
    if (!mood) return [];
    const all = below(place, 'TOWN');
    const first = all.filter(({ code }) => code === BAXIAN);
    const chosen = [...first, ...dice.shuffled(all.filter(({ code }) => code !== BAXIAN))].slice(
      0,
      mood.towns,
    );
    const subdistricts = chosen.map((town) => ({
      place: town,
      villages: dice.shuffled(below(town, 'VILLAGE')).slice(0, town.code === BAXIAN ? 8 : VILLAGES_OF_A_TOWN),
    }));
    return [{ ...mood, place, subdistricts }];
  });
  return { city, counties };
}
