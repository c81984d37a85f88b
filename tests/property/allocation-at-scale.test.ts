import { expect, it } from 'vitest';
import { allocate } from '../../server/src/modules/allocation/engine/allocate.ts';
import { checkProof } from '../../server/src/modules/allocation/engine/check-proof.ts';
import { faultsOf } from '../../server/src/modules/allocation/engine/faults.ts';
import { unpackProof } from '../../server/src/modules/allocation/engine/proof.ts';
import { valueOf } from '../../server/src/modules/allocation/engine/value.ts';
import { ANKANG, randomCity } from '../support/random-city.ts';

/** Two counties with places for all, so that friends must move for officials without one; and one that is short of them. */
it.each([
  ['more households than places', { households: 9_000 }],
  ['more places than households', { households: 2_400 }],
  ['about as many', { households: 3_800, standing: 95 }],
])('is feasible, worth what it says, and proven by prices alone: %s', async (_, size) => {
  const problem = randomCity({ ...ANKANG, counties: 2, cadres: 2_000, bans: 900, ...size });
  const { plan, value, bound, today, proofs } = await allocate(problem);
  expect(faultsOf(problem, plan)).toEqual([]);
  expect(value).toEqual(valueOf(problem, plan));
  expect(bound).toEqual(value);
  const saved = proofs.flatMap((packed) => {
    const checked = checkProof(unpackProof(packed));
    if ('fault' in checked) throw new Error(checked.fault);
    return checked.cost;
  });
  expect(today.map((before, stage) => before - saved[stage]!)).toEqual(value);

  const former = plan.map((friend, h) => (friend === problem.households.friend[h] ? -1 : friend));
  const fuller = problem.cadres.load.map((load, c) => load + Number(c % 100 === 0));
  const again = {
    ...problem,
    cadres: { ...problem.cadres, load: fuller },
    households: { ...problem.households, former },
  };
  const second = await allocate(again);
  expect([faultsOf(again, second.plan), second.bound]).toEqual([[], valueOf(again, second.plan)]);
  const changed = former.filter((friend, h) => friend >= 0 && second.plan[h] !== friend).length;
  expect(changed).toBeLessThanOrEqual(20); // cadres with a place less than before
});
