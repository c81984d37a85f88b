import type { Problem } from './problem.ts';

export const banKey = ({ households }: Problem, cadre: number, household: number): number =>
  cadre * households.count + household;

/** Who must not become whose friend. */
export const bansOf = (problem: Problem): Set<number> =>
  new Set(problem.banned.map(([cadre, household]) => banKey(problem, cadre, household)));
