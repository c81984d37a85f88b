import type { RegionFact } from '../match/regions.ts';

const OFFICES = new Set(['CITY', 'COUNTY', 'TOWN']);

/** The path of the nearest office whose area covers both: two towns of a county meet at the county, two counties at the city. */
export function commonOffice(one: string, other: string, regions: readonly RegionFact[]): string {
  const covering = regions.filter(
    ({ path, level }) => OFFICES.has(level) && one.startsWith(path) && other.startsWith(path) && path !== one,
  );
  const nearest = covering.toSorted((a, b) => b.path.length - a.path.length)[0];
  return nearest?.path ?? regions.find(({ level }) => level === 'CITY')?.path ?? one;
}
