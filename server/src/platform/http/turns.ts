interface Line {
  busy: number;
  /** Each is handed the turn of one that ended; in the order they came. */
  readonly waiting: (() => void)[];
}

/**
 * Works on so many requests of one account at once; its others wait for them, so that somebody who asks a lot at once waits for
 * nobody but themselves. Per process, in memory.
 */
export class Turns {
  readonly #atOnce: number;
  readonly #lines = new Map<string, Line>();

  constructor(atOnce: number) {
    this.#atOnce = atOnce;
  }

  /** `waited`: whether what was known of the account may have changed since it asked. */
  async of<T>(accountId: string, work: (waited: boolean) => Promise<T>): Promise<T> {
    const line = this.#lines.get(accountId) ?? { busy: 0, waiting: [] };
    this.#lines.set(accountId, line);
    const waits = line.busy === this.#atOnce;
    if (waits) await new Promise<void>((resolve) => line.waiting.push(resolve));
    else line.busy += 1;
    try {
      return await work(waits);
    } finally {
      const next = line.waiting.shift();
      if (next) next();
      else if (--line.busy === 0) this.#lines.delete(accountId);
    }
  }
}
