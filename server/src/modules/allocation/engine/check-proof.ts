import { SINK } from './flow.ts';
import { NO_LIMIT, type FlowProof } from './proof.ts';

/** What is wrong with a proof, or what it proves: the least that any flow costs in each stage. */
export type Checked = { fault: string } | { cost: number[] };

/**
 * Checks a proof by itself, without the solver: the flow keeps to its bounds and loses nothing; and stage by stage, whatever the
 * prices make dear flows as little as it may and whatever they make cheap as much. Then by weak duality no flow that is as good in
 * the stages before costs less: sum of price × (out − in) is 0 at every node, so cost = sum of reduced cost × flow, each term least.
 */
export function checkProof({ nodes, from, to, low, high, flow, costs, prices }: FlowProof): Checked {
  const balance = new Int32Array(nodes);
  for (let arc = 0; arc < flow.length; arc++) {
    const [x, most] = [flow[arc]!, high[arc]!];
    if (x < low[arc]! || (most !== NO_LIMIT && x > most)) return { fault: `arc ${arc} carries ${x}` };
    balance[from[arc]!]! -= x;
    balance[to[arc]!]! += x;
  }
  const lossy = balance.findIndex((left, node) => node > SINK && left !== 0);
  if (lossy >= 0) return { fault: `node ${lossy} keeps ${balance[lossy]}` };

  const [least, most] = [Int32Array.from(low), Int32Array.from(high)];
  const proven: number[] = [];
  for (const [stage, cost] of costs.entries()) {
    const worth = prices[stage]!;
    if (worth[0] !== 0 || worth[SINK] !== 0) return { fault: `stage ${stage} has a price at its ends` };
    let total = 0;
    for (let arc = 0; arc < flow.length; arc++) {
      const x = flow[arc]!;
      const reduced = cost[arc]! + worth[from[arc]!]! - worth[to[arc]!]!;
      if (reduced > 0 && x !== least[arc])
        return { fault: `stage ${stage}: arc ${arc} is dear and carries ${x}` };
      if (reduced < 0 && x !== most[arc])
        return { fault: `stage ${stage}: arc ${arc} is cheap and carries ${x}` };
      if (reduced !== 0) least[arc] = most[arc] = x;
      total += cost[arc]! * x;
    }
    proven.push(total);
  }
  return { cost: proven };
}
