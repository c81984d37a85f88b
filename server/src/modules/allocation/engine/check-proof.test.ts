import { expect, it } from 'vitest';
import { checkProof } from './check-proof.ts';
import { Flow, SINK, SOURCE } from './flow.ts';
import { packProof, proofOf, unpackProof, type FlowProof } from './proof.ts';
import { solve } from './solve.ts';

/** Three places at two units for four households: the near ones cost less, and first as many as can be. */
async function proof(): Promise<FlowProof> {
  const flow = new Flow(2);
  const [near, far, home] = [flow.node(), flow.node(), flow.node()];
  flow.arc(SOURCE, near, 2, []);
  flow.arc(SOURCE, far, 1, []);
  flow.arc(near, home, 4, [0, 1]);
  flow.arc(far, home, 4, [0, 3]);
  flow.arc(home, SINK, 4, [-1, 0]);
  return proofOf(await solve(flow));
}

it('proves what is best, stage by stage', async () => {
  const packed = packProof(await proof());
  expect(unpackProof(packed)).toEqual(await proof());
  expect(checkProof(unpackProof(packed))).toEqual({ cost: [-3, 5] });
});

it.each([
  ['a place that is left empty', 'keeps', (p: FlowProof) => (p.flow[1]! -= 1)],
  [
    'more places than there are',
    'arc 0 carries 3',
    (p: FlowProof) => [0, 2, 4].forEach((arc) => (p.flow[arc]! += 1)),
  ],
  ['fewer than none', 'arc 1 carries -1', (p: FlowProof) => (p.flow[1] = -1)],
  ['less than could be', 'cheap', (p: FlowProof) => [1, 3, 4].forEach((arc) => (p.flow[arc]! -= 1))],
  ['a price that is too high', 'dear', (p: FlowProof) => (p.prices[0]![2]! += 1)],
  ['a price at the end', 'ends', (p: FlowProof) => (p.prices[1]![SINK]! += 1)],
])('finds %s', async (_, word, tamper) => {
  const tampered = unpackProof(packProof(await proof()));
  tamper(tampered);
  expect(checkProof(tampered)).toEqual({ fault: expect.stringContaining(word) });
});
