import { setTimeout as sleep } from 'node:timers/promises';
import type { GraphQLSchema } from 'graphql';
import { Dice } from '../../seeds/demo/dice.ts';
import { OperationMaker, type Pool } from './operations.ts';

const KEPT = 200;

/** What a run costs besides asking: the next operation made, an answer checked, and the service waited for as long as on average. */
export class Waits {
  readonly #maker: OperationMaker;
  readonly #checks: (() => Promise<unknown>)[] = [];
  #asked = 0;
  #waited = 0;
  #next = 0;

  constructor(schema: GraphQLSchema, pool: Pool) {
    this.#maker = new OperationMaker(schema, new Dice(0), pool); // dice of its own: the run stays what its seed says
  }

  async timed<T>(ask: () => Promise<T>): Promise<T> {
    const begun = performance.now();
    const answer = await ask();
    this.#waited += performance.now() - begun;
    this.#asked += 1;
    return answer;
  }

  remember(check: () => Promise<unknown>): void {
    this.#checks[this.#asked % KEPT] = check;
  }

  /** One round without asking. */
  async alike(): Promise<void> {
    this.#maker.next();
    await sleep(this.#asked > 0 ? this.#waited / this.#asked : 1);
    await this.#checks[this.#next++ % KEPT]?.();
  }
}
