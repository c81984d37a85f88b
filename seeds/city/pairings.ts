import type { DemoCadre } from '../demo/cadres.ts';
import type { Dice } from '../demo/dice.ts';
import type { DemoHousehold } from '../demo/households.ts';
import { story, type Calendar, type DemoPairing } from '../demo/pairings.ts';
import type { County, Place } from '../demo/places.ts';
import type { Rows } from '../demo/rows.ts';

/**
 * Pairings of a town: the cadres who serve it, each with as many places as the county's mood fills, and its households from the
 * hardest-off on. Linear, where the demo's careful choice would take hours at this size.
 */
export function townPairings(
  dice: Dice,
  rows: Rows,
  town: { county: County; cadres: readonly DemoCadre[]; households: readonly DemoHousehold[] },
  calendar: Calendar,
): DemoPairing[] {
  const { county, cadres, households } = town;
  const waiting = dice
    .shuffled(households.filter(({ eligible }) => eligible))
    .toSorted((a, b) => b.need - a.need);
  const places = cadres
    .filter(({ status }) => status !== 'RETIRED' && !dice.chance(county.friendless))
    .flatMap((cadre) => Array.from({ length: cadre.quota }, () => cadre))
    .filter(() => dice.chance(county.filled));
  return dice
    .shuffled(places)
    .slice(0, waiting.length)
    .flatMap((cadre, i) => story(dice, rows, cadre, waiting[i]!, cadres, calendar));
}

/** Whom each town is served by, by its path: those who work there, and its share of the county's and the city's others. */
export function serving(
  dice: Dice,
  counties: readonly County[],
  cadres: readonly DemoCadre[],
): Map<string, DemoCadre[]> {
  const towns = counties.flatMap(({ subdistricts }) => subdistricts.map(({ place }) => place));
  const serves = new Map<string, DemoCadre[]>(towns.map(({ path }) => [path, []]));
  const byUnit = Map.groupBy(cadres, ({ unit }) => unit);
  for (const [unit, own] of byUnit) {
    const seat = unit.path.slice(0, unit.path.indexOf('@'));
    if (serves.has(seat)) {
      serves.get(seat)!.push(...own);
      continue;
    }
    const near: Place[] = unit.county ? unit.county.subdistricts.map(({ place }) => place) : towns;
    for (const cadre of own) serves.get(dice.pick(near).path)!.push(cadre);
  }
  return serves;
}
