/**
 * A network through which places flow to households. Nothing is lost at a node but at {@link SOURCE} and {@link SINK}; each arc
 * carries a whole number between its bounds and has a cost a stage.
 */
export class Flow {
  readonly from: number[] = [];
  readonly to: number[] = [];
  readonly low: number[] = [];
  readonly high: number[] = [];
  /** One list a stage. */
  readonly costs: number[][];
  #nodes = 2;

  constructor(stages: number) {
    this.costs = Array.from({ length: stages }, () => []);
  }

  get nodes(): number {
    return this.#nodes;
  }

  get arcs(): number {
    return this.from.length;
  }

  node(): number {
    return this.#nodes++;
  }

  /** @returns the arc */
  arc(from: number, to: number, high: number, costs: readonly number[], low = 0): number {
    this.from.push(from);
    this.to.push(to);
    this.low.push(low);
    this.high.push(high);
    this.costs.forEach((list, stage) => list.push(costs[stage] ?? 0));
    return this.from.length - 1;
  }
}

export const SOURCE = 0;
export const SINK = 1;
/** More than there are households anywhere. */
export const UNBOUNDED = Infinity;

/** Nodes by what they stand for, made when first asked for. */
export class Nodes<Key extends string | number> {
  readonly #flow: Flow;
  readonly #of = new Map<Key, number>();

  constructor(flow: Flow) {
    this.#flow = flow;
  }

  at(key: Key): number {
    let node = this.#of.get(key);
    if (node === undefined) this.#of.set(key, (node = this.#flow.node()));
    return node;
  }

  get(key: Key): number | undefined {
    return this.#of.get(key);
  }

  entries(): IterableIterator<[Key, number]> {
    return this.#of.entries();
  }
}
