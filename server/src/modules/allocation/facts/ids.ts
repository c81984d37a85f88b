/** Identifiers of many things by their number, 16 bytes each: as texts they would take seven times as much. */
export class Ids {
  readonly #bytes: Buffer;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get count(): number {
    return this.#bytes.length / 16;
  }

  /** The identifier as it is written. */
  at(index: number): string {
    const hex = this.#bytes.toString('hex', index * 16, index * 16 + 16);
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  }

  /** The number of an identifier among those of `[from, to)`, which stand in order; -1 where it is not there. */
  find(id: Buffer, from: number, to: number): number {
    let [low, high] = [from, to - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const order = this.#bytes.compare(id, 0, 16, middle * 16, middle * 16 + 16);
      if (order === 0) return middle;
      if (order < 0) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }
}
