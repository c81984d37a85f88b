/**
 * Those who are free, the idlest first, ties by the order they were given in. A key only ever grows (somebody was promised one
 * more), so an entry is put right when it comes to the top: each promise costs the height of the heap, not its length.
 */
export class Idlest<T> {
  readonly #key: (one: T) => number | null;
  readonly #heap: { one: T; key: number; at: number }[] = [];

  /** @param key how busy one is now; null where there is no place left, for good */
  constructor(all: readonly T[], key: (one: T) => number | null) {
    this.#key = key;
    all.forEach((one, at) => {
      const now = key(one);
      if (now !== null) this.#push({ one, key: now, at });
    });
  }

  /** The idlest with a place, or null. */
  first(): T | null {
    for (;;) {
      const top = this.#heap[0];
      if (!top) return null;
      const now = this.#key(top.one);
      if (now === top.key) return top.one;
      this.#pop();
      if (now !== null) this.#push({ ...top, key: now });
    }
  }

  #before(i: number, j: number): boolean {
    const [a, b] = [this.#heap[i], this.#heap[j]];
    return a !== undefined && (b === undefined || a.key < b.key || (a.key === b.key && a.at < b.at));
  }

  #swap(i: number, j: number): void {
    const [a, b] = [this.#heap[i], this.#heap[j]];
    if (a && b) [this.#heap[i], this.#heap[j]] = [b, a];
  }

  #push(entry: { one: T; key: number; at: number }): void {
    let i = this.#heap.push(entry) - 1;
    for (let up = (i - 1) >> 1; i > 0 && this.#before(i, up); up = (i - 1) >> 1) {
      this.#swap(i, up);
      i = up;
    }
  }

  #pop(): void {
    const last = this.#heap.pop();
    if (!last || this.#heap.length === 0) return;
    this.#heap[0] = last;
    for (let i = 0; ;) {
      const [left, right] = [2 * i + 1, 2 * i + 2];
      const down = this.#before(left, right) ? left : right;
      if (down >= this.#heap.length || !this.#before(down, i)) return;
      this.#swap(i, down);
      i = down;
    }
  }
}

/** Things in their order, of which the first that is still wanted is asked for again and again; what is not wanted never is. */
export class InTurn<T> {
  readonly #all: readonly T[];
  readonly #wanted: (one: T) => boolean;
  #next = 0;

  constructor(all: readonly T[], wanted: (one: T) => boolean) {
    [this.#all, this.#wanted] = [all, wanted];
  }

  first(): T | null {
    for (; this.#next < this.#all.length; this.#next++) {
      const one = this.#all[this.#next];
      if (one !== undefined && this.#wanted(one)) return one;
    }
    return null;
  }
}
