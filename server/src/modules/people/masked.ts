/**
 * A personal value as records show it, told apart by what it is: 李建国 and 李健国 share a mask. Written out it is the mask and
 * nothing else; the value itself can't be read back.
 */
export class Masked {
  readonly #mask: string;
  readonly #value: string;

  constructor(mask: string, value: string) {
    this.#mask = mask;
    this.#value = value;
  }

  is(other: unknown): boolean {
    return other instanceof Masked && other.#value === this.#value;
  }

  toJSON(): string {
    return this.#mask;
  }
}

/**
 * The masked form of a stored value, or null where there is none.
 * @param value what tells it apart: the value, its blind index, or its cipher where equal values keep one cipher
 */
export const masked = (mask: string | null, value: string | Buffer | null): Masked | null =>
  mask === null ? null : new Masked(mask, typeof value === 'string' ? value : (value?.toString('hex') ?? ''));
