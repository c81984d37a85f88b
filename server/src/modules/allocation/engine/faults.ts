import { banKey, bansOf } from './bans.ts';
import { reaches } from './county-scale.ts';
import type { Plan, Problem } from './problem.ts';

/** What a plan may not do, by the plain definition. */
export type Fault =
  | { kind: 'LEFT_ALONE'; household: number }
  | { kind: 'NOT_OPEN' | 'OVER_QUOTA' | 'OTHER_COUNTY' | 'BANNED'; household: number; cadre: number };

/** Everything that is wrong with a plan; nothing where it may be carried out. */
export function faultsOf(problem: Problem, plan: Plan): Fault[] {
  const { cadres, households, units, villages } = problem;
  const banned = bansOf(problem);
  const load = Int32Array.from(cadres.load);
  for (let h = 0; h < households.count; h++) {
    const [was, is] = [households.friend[h]!, plan[h]!];
    if (was === is) continue;
    if (was >= 0) load[was]! -= 1;
    if (is >= 0) load[is]! += 1;
  }
  const faults: Fault[] = [];
  for (let household = 0; household < households.count; household++) {
    const [was, cadre] = [households.friend[household]!, plan[household]!];
    if (was === cadre) continue;
    if (cadre < 0) {
      faults.push({ kind: 'LEFT_ALONE', household });
      continue;
    }
    const about = { household, cadre };
    const quota = cadres.quota[cadre]!;
    if (cadres.open[cadre] !== 1) faults.push({ kind: 'NOT_OPEN', ...about });
    if (load[cadre]! > quota || cadres.load[cadre]! > quota) faults.push({ kind: 'OVER_QUOTA', ...about });
    const county = villages[households.village[household]!]!.county;
    if (!reaches(units[cadres.unit[cadre]!]!.county, county)) faults.push({ kind: 'OTHER_COUNTY', ...about });
    if (banned.has(banKey(problem, cadre, household))) faults.push({ kind: 'BANNED', ...about });
  }
  return faults;
}
