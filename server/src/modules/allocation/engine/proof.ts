import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Solved } from './solve.ts';

/** A network with what flowed and what each node was worth, so that anybody can check that nothing better flows. */
export interface FlowProof {
  nodes: number;
  from: Int32Array;
  to: Int32Array;
  low: Int32Array;
  /** {@link NO_LIMIT} where there is none. */
  high: Int32Array;
  flow: Int32Array;
  /** By stage. */
  costs: Int32Array[];
  prices: Int32Array[];
}

export const NO_LIMIT = 2 ** 31 - 1;

export function proofOf({ network, flow, prices }: Solved): FlowProof {
  const { arcs } = network;
  return {
    nodes: network.nodes,
    from: network.from.subarray(0, arcs),
    to: network.to.subarray(0, arcs),
    low: network.low.subarray(0, arcs),
    high: new Int32Array(network.high.subarray(0, arcs).map((x) => Math.min(x, NO_LIMIT))),
    flow,
    costs: network.costs.map((costs) => costs.subarray(0, arcs)),
    prices,
  };
}

/** As bytes, to be kept with the run. */
export function packProof(proof: FlowProof): Buffer {
  const { nodes, from, costs } = proof;
  const head = Int32Array.of(nodes, from.length, costs.length);
  const columns = [head, from, proof.to, proof.low, proof.high, proof.flow, ...costs, ...proof.prices];
  return deflateRawSync(
    Buffer.concat(columns.map((c) => Buffer.from(c.buffer, c.byteOffset, c.byteLength))),
    { level: 1 },
  );
}

export function unpackProof(packed: Buffer): FlowProof {
  const bytes = inflateRawSync(packed);
  const all = new Int32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  let at = 0;
  const take = (many: number) => all.subarray(at, (at += many));
  const [nodes, arcs, stages] = take(3) as unknown as [number, number, number];
  const [from, to, low, high, flow] = [take(arcs), take(arcs), take(arcs), take(arcs), take(arcs)];
  const costs = Array.from({ length: stages }, () => take(arcs));
  const prices = Array.from({ length: stages }, () => take(nodes));
  return { nodes, from, to, low, high, flow, costs, prices };
}
