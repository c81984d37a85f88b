import type { Problem } from '../engine/problem.ts';
import { tierOf } from '../engine/value.ts';
import { HOME, TIE, type Facts, type Tie } from './facts.ts';

interface AsAsked {
  /** As pins and bans leave the households, and what weighs on the cadres. */
  state: Uint8Array;
  load: Uint8Array;
  /** 1: pinned, and so no part of the question. */
  out: Uint8Array;
  /** Number in the problem by number in the facts, -1 for none. */
  place: Int32Array;
  /** Of each cadre (R1). */
  places: Uint8Array;
  /** Pinned pairs that don't stand today. */
  settled: readonly { home: number; cadre: number }[];
  villages: Problem['villages'];
  hardFrom: number;
}

interface ByHand {
  tie: Tie;
  asked: Problem['byHand'][number];
}

/** The pins and bans of the office that make a difference to the question, as the engine is told of them. */
export function byHandOf(
  { ties, homes }: Facts,
  { state, load, out, place, places, settled, villages, hardFrom }: AsAsked,
): ByHand[] {
  if (!ties.some(({ tie }) => tie === TIE.BAN || tie === TIE.PIN)) return [];
  const barred = Map.groupBy(
    ties.filter(({ tie }) => tie !== TIE.PIN),
    ({ home }) => home,
  );
  const barredBy = ({ home, cadre }: Tie) => barred.get(home)?.filter((tie) => tie.cadre === cadre) ?? [];
  const holds = (tie: Tie) => barredBy(tie).length === 0 && state[tie.home] !== HOME.CLAIMED;
  const pins = ties.filter((tie) => tie.tie === TIE.PIN && holds(tie));
  const withoutPlace = new Set(pins.filter(({ home }) => out[home] === 0).map(({ cadre }) => cadre));
  const pinned = new Set(settled.map(({ cadre }) => cadre));
  const bearsOneMore = (cadre: number) => !pinned.has(cadre) || load[cadre]! < places[cadre]!;
  return ties.flatMap((tie): ByHand[] => {
    const { home, cadre } = tie;
    const friend = state[home] === HOME.HELD ? homes.friend[home]! : -1;
    if (tie.tie === TIE.BAN) {
      const stands = homes.state[home] === HOME.HELD && homes.friend[home] === cadre;
      const others = barredBy(tie).filter((other) => other !== tie); // what else keeps them apart
      if (place[home]! < 0 || others.some((other) => !stands || other.tie === TIE.KIN)) return [];
      const alone = !stands || bearsOneMore(cadre);
      return [{ tie, asked: { kind: 'BAN', alone, cadre, household: place[home]!, stands } }];
    }
    if (tie.tie !== TIE.PIN || out[home] === 0) return [];
    const village = villages[homes.village[home]!]!;
    const asked: ByHand['asked'] = {
      kind: 'PIN',
      alone: friend === cadre || (!withoutPlace.has(cadre) && (friend < 0 || bearsOneMore(friend))),
      cadre,
      county: village.county,
      friend,
      tier: tierOf(state[home] === HOME.BEREFT, village.first, homes.need[home]! >= hardFrom),
      barred: (barred.get(home) ?? []).map((other) => other.cadre),
    };
    return [{ tie, asked }];
  });
}
