/**
 * A network through which places flow to households. Nothing is lost at a node but at {@link SOURCE} and {@link SINK}; each arc
 * carries a whole number between its bounds and has a cost a stage.
 */
export class Flow {
  /** By arc; there is room for more of them than {@link arcs}. */
  from = new Int32Array(ROOM);
  to = new Int32Array(ROOM);
  low = new Int32Array(ROOM);
  high = new Float64Array(ROOM);
  /** One column a stage. */
  costs: Int32Array[];
  #arcs = 0;
  #nodes = 2;

  constructor(stages: number) {
    this.costs = Array.from({ length: stages }, () => new Int32Array(ROOM));
  }

  get nodes(): number {
    return this.#nodes;
  }

  get arcs(): number {
    return this.#arcs;
  }

  node(): number {
    return this.#nodes++;
  }

  /** @returns the arc */
  arc(from: number, to: number, high: number, costs: readonly number[], low = 0): number {
    const arc = this.#arcs++;
    if (arc === this.from.length) this.#grow();
    this.from[arc] = from;
    this.to[arc] = to;
    this.low[arc] = low;
    this.high[arc] = high;
    for (let stage = 0; stage < this.costs.length; stage++) this.costs[stage]![arc] = costs[stage] ?? 0;
    return arc;
  }

  #grow(): void {
    const longer = (column: Int32Array) => {
      const grown = new Int32Array(2 * column.length);
      grown.set(column);
      return grown;
    };
    const high = new Float64Array(2 * this.high.length);
    high.set(this.high);
    this.high = high;
    [this.from, this.to, this.low] = [longer(this.from), longer(this.to), longer(this.low)];
    this.costs = this.costs.map(longer);
  }
}

const ROOM = 256;

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
