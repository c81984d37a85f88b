import { setTimeout as sleep } from 'node:timers/promises';
import type { TestApp } from '../support/app.ts';
import type { Client } from '../support/client.ts';

const EVERY_MS = 100;
const QUIET = 50;
const QUERY = '{ pairings { items { id from household { id headName } cadre { id name } } } }';

const p95 = (times: readonly number[]): number =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? Number.NaN;

/** Somebody else at work: how long the list of pairings takes them, first in quiet, then beside whatever goes on. */
export class Lookout {
  readonly #quiet: number;
  readonly #busy: number[] = [];

  private constructor(quiet: number) {
    this.#quiet = quiet;
  }

  static async over({ world }: TestApp): Promise<Lookout> {
    const client = await world.signedIn('COUNTY_OPERATOR', '6109/610926/');
    const quiet: number[] = [];
    for (let i = 0; i < QUIET; i++) quiet.push(await timed(client));
    const lookout = new Lookout(p95(quiet));
    void lookout.#watch(client);
    return lookout;
  }

  async #watch(client: Client): Promise<void> {
    for (;;) {
      await sleep(EVERY_MS, undefined, { ref: false });
      this.#busy.push(await timed(client));
    }
  }

  report(): string {
    const busy = p95(this.#busy);
    return `others: p95 ${this.#quiet.toFixed(1)} ms in quiet, ${busy.toFixed(1)} ms beside the run (${(busy / this.#quiet).toFixed(2)} ×, ${this.#busy.length} looks)`;
  }
}

async function timed(client: Client): Promise<number> {
  const begun = performance.now();
  await client.get(QUERY);
  return performance.now() - begun;
}
