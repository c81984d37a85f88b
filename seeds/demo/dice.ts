import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Chance that falls the same way every time: the demo city is the same city on every machine. */
export class Dice {
  readonly #source;
  #serial = 0;

  constructor(seed: number) {
    this.#source = xoroshiro128plus(seed);
  }

  /** A whole number from `low` to `high`, both included. */
  number(low: number, high: number): number {
    return uniformInt(this.#source, low, high);
  }

  /** True in `percent` of a hundred throws. */
  chance(percent: number): boolean {
    return this.number(1, 100) <= percent;
  }

  pick<T>(from: readonly T[]): T {
    const picked = from[this.number(0, from.length - 1)];
    if (picked === undefined) throw new RangeError('nothing to pick from');
    return picked;
  }

  /** One of the values, each as often as its weight says. */
  weighted<T>(from: readonly (readonly [value: T, weight: number])[]): T {
    let left = this.number(
      1,
      from.reduce((sum, [, weight]) => sum + weight, 0),
    );
    for (const [value, weight] of from) {
      left -= weight;
      if (left <= 0) return value;
    }
    throw new RangeError('no weight');
  }

  shuffled<T>(items: readonly T[]): T[] {
    const mixed = [...items];
    for (let i = mixed.length - 1; i > 0; i--) {
      const j = this.number(0, i);
      [mixed[i], mixed[j]] = [mixed[j]!, mixed[i]!];
    }
    return mixed;
  }

  /** A version 7 identifier in the order of making, with a clock of its own. */
  id(): string {
    const time = (Date.UTC(2024, 0, 1) + ++this.#serial).toString(16).padStart(12, '0');
    const random = () => this.number(0, 0xfff).toString(16).padStart(3, '0');
    return `${time.slice(0, 8)}-${time.slice(8)}-7${random()}-8${random()}-${random()}${random()}${random()}${random()}`;
  }
}
