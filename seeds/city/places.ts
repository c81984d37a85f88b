import { COUNTIES, type County, type Place } from '../demo/places.ts';

const DUPLICATES = 20; // times those of the demo

export interface Territory {
  city: Place;
  counties: County[];
  /** How many households live in a village, by its id. */
  households: Map<string, number>;
}

/** The whole territory, the households spread evenly over the villages. */
export function wholeTerritory(regions: readonly Place[], total: number): Territory {
  const city = regions.find(({ level }) => level === 'CITY')!;
  const villages = regions.filter(({ level }) => level === 'VILLAGE');
  const upTo = (place: number) => Math.floor((total * place) / villages.length);
  const households = new Map(villages.map(({ id }, i) => [id, upTo(i + 1) - upTo(i)]));
  const below = (all: readonly Place[], { path }: Place) => all.filter((one) => one.path.startsWith(path));
  const counties = regions
    .filter(({ level, code }) => level === 'COUNTY' && code in COUNTIES)
    .map((place): County => {
      const mood = COUNTIES[place.code]!;
      const own = below(villages, place);
      const towns = below(regions, place).filter(({ level }) => level === 'TOWN');
      return {
        ...mood,
        place,
        households: own.reduce((sum, { id }) => sum + households.get(id)!, 0),
        towns: towns.length,
        duplicates: mood.duplicates * DUPLICATES,
        subdistricts: towns.map((town) => ({ place: town, villages: below(own, town) })),
      };
    });
  return { city, counties, households };
}
