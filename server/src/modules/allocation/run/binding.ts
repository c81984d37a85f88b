import { RANKS, type Rank } from '../../people/index.ts';
import { COVERS, FULL, SEATS, type Binding } from '../engine/binding.ts';
import type { Gain } from '../engine/lifting.ts';
import type { AllocationPinKind } from '../enums.type.ts';
import { TIE, type Facts } from '../facts/facts.ts';
import type { Question } from '../facts/to-problem.ts';

/** Cadres of one rank who are full, and what one place more for one of them would bring. */
export interface FullRank {
  /** The county's path; the run's own for those who may be sent anywhere. */
  path: string;
  /** Those whom the city has sent there (R6). */
  sent: boolean;
  rank: Rank;
  full: number;
  /** For how many of them it would cover one household more, and give them their first friend. */
  households: number;
  officials: number;
  /** Households more at the most, if each of them had one place more. */
  most: number;
}

/** A pin or a ban, and what would be better without it alone. */
export interface BindingPair extends Gain {
  kind: AllocationPinKind;
  householdId: string;
  cadreId: string;
}

/** What stands in the way, as it is kept with the run. */
export interface RunBinding {
  quotas: FullRank[];
  /** Paths of the counties where one household more would give one official more a friend. */
  idle: string[];
  /** Those that bring most; how many there are. */
  byHand: BindingPair[];
  byHandTotal: number;
}

/** As many as anybody reads. */
const PAIRS = 50;

export function bindingOfRun(facts: Facts, question: Question, binding: Binding, path: string): RunBinding {
  const pairs = bindingPairs(facts, question, binding);
  return {
    quotas: fullRanks(facts, question, binding, path),
    idle: binding.idle.map((county) => question.counties[county]!).toSorted(),
    byHand: pairs.slice(0, PAIRS),
    byHandTotal: pairs.length,
  };
}

/** In the order of places and ranks; those for whom one place more brings nothing don't bind. */
function fullRanks(
  { cadres, units }: Facts,
  { problem, counties }: Question,
  { places, waiting }: Binding,
  path: string,
): FullRank[] {
  const found = new Map<string, FullRank>();
  for (let c = 0; c < cadres.count; c++) {
    const place = places[c]!;
    if ((place & FULL) === 0) continue;
    const [unit, rank] = [cadres.unit[c]!, cadres.rank[c]!];
    const territory = problem.units[unit]!.county;
    const sent = units[unit]!.sentTo !== null;
    const key = `${territory} ${Number(sent)} ${rank}`;
    let full = found.get(key);
    if (!full) {
      const most = waiting.get(territory) ?? 0;
      full = {
        path: counties[territory] ?? path,
        sent,
        rank: RANKS[rank]!,
        full: 0,
        households: 0,
        officials: 0,
        most,
      };
      found.set(key, full);
    }
    full.full += 1;
    full.households += Number((place & COVERS) > 0);
    full.officials += Number((place & SEATS) > 0);
  }
  const order = ({ path: of, sent, rank }: FullRank) => `${of} ${Number(sent)} ${RANKS.indexOf(rank)}`;
  return [...found.values()]
    .filter(({ households, officials }) => households + officials > 0)
    .map((full) => ({ ...full, most: Math.min(full.most, full.households) }))
    .toSorted((a, b) => (order(a) < order(b) ? -1 : 1));
}

/** What brings most first. */
function bindingPairs(
  { homes, cadres }: Facts,
  { byHand }: Question,
  { byHand: gains }: Binding,
): BindingPair[] {
  const pairs = byHand.flatMap(({ home, cadre, tie }, n): BindingPair[] => {
    const gain = gains[n];
    if (!gain) return [];
    const kind = tie === TIE.PIN ? 'PIN' : 'BAN';
    return [{ kind, householdId: homes.ids.at(home), cadreId: cadres.ids.at(cadre), ...gain }];
  });
  const worth = ({ officials, households, sooner, kept }: Gain) =>
    [officials, households, Number(sooner), kept] as const;
  return pairs.toSorted((a, b) => {
    const [one, other] = [worth(a), worth(b)];
    const at = one.findIndex((value, n) => value !== other[n]);
    return at < 0 ? 0 : other[at]! - one[at]!;
  });
}
