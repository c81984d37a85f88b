import loadHighs, { type ModelData } from 'highs';
import { SINK, type Flow } from './flow.ts';

/** What each arc carries, and for each stage what a unit is worth at each node. */
export interface Solved {
  network: Flow;
  flow: Int32Array;
  prices: Int32Array[];
  /** What the flow costs in each stage. */
  cost: number[];
  /** What the prices say that no flow, as good in the stages before, can go below. */
  bound: number[];
  /** Bounds that hold on whatever is as good in every stage. */
  low: Float64Array;
  high: Float64Array;
}

// The package says that it is CommonJS and gives a module whose default is the loader itself.
const runtime = (loadHighs as unknown as typeof loadHighs.default)();

/**
 * The flow that is cheapest in the first stage, among those the cheapest in the second, and so on. After a stage every arc that its
 * prices make dear or cheap is held where it is: exactly the flows that are as good as the best one are left (complementary
 * slackness). Costs are whole numbers and the matrix is that of a network, so flows and prices are whole numbers.
 * @throws Error where bounds contradict each other, or the solver gives up
 */
export async function solve(network: Flow, onStage?: (stage: number) => void): Promise<Solved> {
  const highs = await runtime;
  const low = new Float64Array(network.low.subarray(0, network.arcs));
  const high = network.high.slice(0, network.arcs);
  const solved: Solved = {
    network,
    flow: new Int32Array(network.arcs),
    prices: [],
    cost: [],
    bound: [],
    low,
    high,
  };
  if (network.arcs === 0) return nothing(network, solved);
  highs.withModel(matrixOf(network), (model) => {
    model.options.set({ output_flag: false, random_seed: 0, solver: 'simplex' });
    const all = { kind: 'range', from: 0, to: network.arcs - 1 } as const;
    network.costs.forEach((costs, stage) => {
      if (stage + 1 < network.costs.length && costs.every((cost) => cost === 0)) {
        solved.prices.push(new Int32Array(network.nodes)); // whatever flows is as good: nothing to ask
        solved.cost.push(0);
        solved.bound.push(0);
        return;
      }
      onStage?.(stage);
      if (stage > 0) model.changeColsCost(all, columnOf(network, costs));
      model.run();
      if (model.getModelStatus() !== highs.constants.modelStatus.optimal)
        throw new Error(`The solver ended with status ${model.getModelStatus()} in stage ${stage}.`);
      const { colValue, rowDual } = model.getSolution();
      solved.flow = new Int32Array(colValue.map((x) => Math.round(x)));
      const prices = pricesOf(network, rowDual);
      solved.prices.push(prices);
      solved.cost.push(solved.flow.reduce((sum, x, arc) => sum + x * costs[arc]!, 0));
      solved.bound.push(hold(network, costs, prices, solved));
      if (stage + 1 < network.costs.length) model.changeColsBounds(all, low, high);
    });
  });
  return solved;
}

/** Nobody on either side: the solver takes no empty model. */
function nothing({ nodes, costs }: Flow, solved: Solved): Solved {
  const none = costs.map(() => 0);
  return { ...solved, prices: costs.map(() => new Int32Array(nodes)), cost: none, bound: none };
}

/** What a unit on an arc costs beyond what it is worth at its end; 0 where it may flow or not. */
const reducedCost = (network: Flow, costs: Int32Array, prices: Int32Array, arc: number): number =>
  costs[arc]! + prices[network.from[arc]!]! - prices[network.to[arc]!]!;

/** Holds what the prices decide; the sum of what they make each arc cost at least is the bound. */
function hold(network: Flow, costs: Int32Array, prices: Int32Array, { low, high }: Solved): number {
  let bound = 0;
  for (let arc = 0; arc < network.arcs; arc++) {
    const reduced = reducedCost(network, costs, prices, arc);
    if (reduced > 0) {
      bound += reduced * low[arc]!;
      high[arc] = low[arc]!;
    } else if (reduced < 0) {
      bound += reduced * high[arc]!;
      low[arc] = high[arc]!;
    }
  }
  return bound;
}

const columnOf = ({ arcs }: Flow, column: Int32Array): Float64Array =>
  new Float64Array(column.subarray(0, arcs));

/** One row a node between source and sink: what comes in goes out. */
function matrixOf(network: Flow): ModelData {
  const rows = network.nodes - (SINK + 1);
  const starts = new Int32Array(network.arcs + 1);
  const [indices, values] = [new Int32Array(2 * network.arcs), new Float64Array(2 * network.arcs)];
  let entries = 0;
  for (let arc = 0; arc < network.arcs; arc++) {
    for (const [node, sign] of [
      [network.from[arc]!, -1],
      [network.to[arc]!, 1],
    ] as const) {
      if (node <= SINK) continue;
      indices[entries] = node - (SINK + 1);
      values[entries++] = sign;
    }
    starts[arc + 1] = entries;
  }
  return {
    numCols: network.arcs,
    numRows: rows,
    colCost: columnOf(network, network.costs[0]!),
    colLower: columnOf(network, network.low),
    colUpper: network.high.slice(0, network.arcs),
    rowLower: new Float64Array(rows),
    rowUpper: new Float64Array(rows),
    matrix: {
      format: 'csc',
      numCols: network.arcs,
      numRows: rows,
      starts,
      indices: indices.subarray(0, entries),
      values: values.subarray(0, entries),
    },
  };
}

/** By node; source and sink are where worth is counted from. */
function pricesOf(network: Flow, rowDual: Float64Array): Int32Array {
  const prices = new Int32Array(network.nodes);
  for (let node = SINK + 1; node < network.nodes; node++)
    prices[node] = Math.round(rowDual[node - (SINK + 1)]!);
  return prices;
}
