import type { EngineSettings, Plan, Problem, Value } from './problem.ts';

/** Who comes first among those without a friend: the bereft, villages to be filled first, the hardest-off, the rest. */
export function tier(problem: Problem, household: number): number {
  const { households, villages, settings } = problem;
  const { first } = villages[households.village[household]!]!;
  return tierOf(households.bereft[household] === 1, first, households.need[household]! >= settings.hardFrom);
}

export const tierOf = (bereft: boolean, first: boolean, hard: boolean): number =>
  bereft ? 3 : first ? 2 : hard ? 1 : 0;

/** What covering a household of a tier counts. Any rising numbers above 0 mean the same: as many as can be, the first tiers first. */
export const tierWeight = (of: number): number => of + 1;

/** What the j-th friend of somebody who may have `quota` costs evenness: the fuller, the more. */
export const cadreLoadCost = ({ weights }: EngineSettings, j: number, quota: number): number =>
  Math.round((weights.evenCadres * (j - 1)) / Math.max(1, quota));

/** The same for the k-th friend of a unit with so many places, by quarters. */
export const unitLoadCost = ({ weights }: EngineSettings, k: number, places: number): number =>
  Math.round((weights.evenUnits * quarter(k, places)) / 4);

/** Which quarter of its places the k-th one lies in, 0 to 3; 4 beyond them. */
export const quarter = (k: number, places: number): number =>
  k > places ? 4 : Math.floor((4 * (k - 1)) / Math.max(1, places));

/** Places of each unit: the quotas of those who may be given somebody. */
export function placesOfUnits({ units, cadres }: Problem): Int32Array {
  const places = new Int32Array(units.length);
  for (let c = 0; c < cadres.count; c++)
    if (cadres.open[c] === 1) places[cadres.unit[c]!]! += cadres.quota[c]!;
  return places;
}

/** What the office wishes of a pair of a unit's cadre and a household, by its village and cause. */
export class Wishes {
  readonly #problem: Problem;
  readonly #lookedAfter: Set<number>;
  readonly #fits: Set<number>;

  constructor(problem: Problem) {
    this.#problem = problem;
    this.#lookedAfter = new Set(problem.lookedAfter.map(([unit, village]) => this.#key(unit, village)));
    this.#fits = new Set(problem.settings.fits.map(([field, cause]) => fitKey(field, cause)));
  }

  bonus(unit: number, village: number, cause: number): number {
    const { units, villages, settings } = this.#problem;
    const { weights } = settings;
    const [from, to] = [units[unit]!, villages[village]!];
    return (
      (this.#lookedAfter.has(this.#key(unit, village)) ? weights.lookedAfter : 0) +
      (from.county === to.county ? weights.sameCounty : 0) +
      (from.town >= 0 && from.town === to.town ? weights.sameTown : 0) +
      (this.fits(from.field, cause) ? weights.fieldFits : 0)
    );
  }

  fits(field: number, cause: number): boolean {
    return field >= 0 && cause >= 0 && this.#fits.has(fitKey(field, cause));
  }

  #key(unit: number, village: number): number {
    return unit * this.#problem.villages.length + village;
  }
}

const fitKey = (field: number, cause: number): number => field * 256 + cause;

/** The value of a plan by the plain definition, whoever made it. */
export function valueOf(problem: Problem, plan: Plan): Value {
  const { cadres, households, settings, units } = problem;
  const wishes = new Wishes(problem);
  const load = Int32Array.from(cadres.load);
  let [covered, changed, need, steady, wished] = [0, 0, 0, 0, 0];
  for (let h = 0; h < households.count; h++) {
    const [was, is] = [households.friend[h]!, plan[h]!];
    if (is >= 0) {
      covered += tierWeight(tier(problem, h));
      wished += wishes.bonus(cadres.unit[is]!, households.village[h]!, households.cause[h]!);
      if (was < 0) need += households.need[h]!;
    }
    if (was === is) continue;
    if (is >= 0 && is === households.former[h]) steady += 1;
    if (was >= 0) changed += 1;
    if (was >= 0) load[was]! -= 1;
    if (is >= 0) load[is]! += 1;
  }
  const places = placesOfUnits(problem);
  const ofUnit = new Int32Array(units.length);
  let officials = 0;
  for (let c = 0; c < cadres.count; c++) {
    if (cadres.official[c] === 1 && load[c]! > 0) officials += 1;
    for (let j = 1; j <= load[c]!; j++) wished -= cadreLoadCost(settings, j, cadres.quota[c]!);
    ofUnit[cadres.unit[c]!]! += load[c]!;
  }
  for (let u = 0; u < units.length; u++)
    for (let k = 1; k <= ofUnit[u]!; k++) wished -= unitLoadCost(settings, k, places[u]!);
  return [officials, covered, 0 - changed, need, steady, wished];
}

/** -1, 0 or 1: the first stage that differs decides. */
export function compareValues(a: Value, b: Value): number {
  const at = a.findIndex((one, i) => one !== b[i]);
  return at < 0 ? 0 : Math.sign(a[at]! - b[at]!);
}
