import { createHash } from 'node:crypto';
import { bindingOf, type Binding } from './binding.ts';
import { planCounties } from './county-scale.ts';
import { faultsOf } from './faults.ts';
import { groupsOf } from './groups.ts';
import { STAGES, type Plan, type Problem, type Stage, type Value } from './problem.ts';
import { packProof, proofOf } from './proof.ts';
import { spread } from './spread.ts';
import { planVillages } from './village-scale.ts';
import { compareValues, valueOf } from './value.ts';

/** What an allocation found, with the proof that nothing better exists. */
export interface Allocation {
  plan: Plan;
  /** Of today, before anything is changed. */
  today: Value;
  value: Value;
  /** No plan can be better than this; equal to {@link value}. */
  bound: Value;
  /** Why nothing better can be had. */
  binding: Binding;
  /** Of the plan; the same data and settings give the same. */
  digest: string;
  /** The two networks with their prices, packed; {@link checkProof} reads them. */
  proofs: Buffer[];
}

export type Progress = (step: Stage | 'GROUPING' | 'SPREADING') => void;

/**
 * Finds the best plan and proves it. Cadres alike and households alike are one each, so the network is small; what it promises
 * its groups is then spread to people. Where people can't have what their group was promised (a ban, two friends lost by
 * one), they are taken out of it and all is asked again: groups promise too much at the most, so what can be had is best.
 */
export async function allocate(problem: Problem, progress?: Progress): Promise<Allocation> {
  const singles = { cadres: new Set<number>(), households: new Set<number>(), apart: new Set<number>() };
  const today = valueOf(problem, problem.households.friend);
  for (;;) {
    progress?.('GROUPING');
    const groups = groupsOf(problem, singles);
    const counties = await planCounties(problem, groups, (stage) => progress?.(STAGES[stage]!));
    const villages = await planVillages(problem, groups, counties, (stage) => progress?.(stage));
    progress?.('SPREADING');
    const { plan, stuck, gave, uneven } = spread(problem, groups, villages);
    const saved = [...counties.solved.bound, ...villages.solved.bound];
    const bound = today.map((value, stage) => value - saved[stage]!);
    const value = valueOf(problem, plan);
    if (stuck.length === 0 && compareValues(value, bound) === 0) {
      const [fault] = faultsOf(problem, plan);
      if (fault) throw new Error(`The plan breaks a rule: ${JSON.stringify(fault)}.`);
      return {
        plan,
        today,
        value,
        bound,
        binding: bindingOf(problem, plan),
        digest: createHash('sha256').update(plan).digest('hex'),
        proofs: [counties.solved, villages.solved].map((solved) => packProof(proofOf(solved))),
      };
    }
    const before = countOf(singles);
    for (const [cadre, household] of stuck) {
      singles.cadres.add(cadre);
      singles.households.add(household);
    }
    for (const cadre of uneven) singles.apart.add(cadre);
    if (stuck.length === 0 && uneven.size === 0) for (const cadre of gave) singles.cadres.add(cadre);
    if (countOf(singles) === before)
      throw new Error(`The plan is worth ${value.join(' ')} and ${bound.join(' ')} was promised.`);
  }
}

const countOf = (singles: Record<string, ReadonlySet<number>>): number =>
  Object.values(singles).reduce((sum, { size }) => sum + size, 0);
