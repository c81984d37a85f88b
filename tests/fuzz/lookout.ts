import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

const QUIET_MS = 4000;
/** What still runs on when nobody asks any more: jobs, folding, the garbage of the run. */
const SETTLE_MS = 500;

const p95 = (times: readonly number[]): number =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? Number.NaN;

const inWords = (quiet: readonly number[], busy: readonly number[]): string =>
  `others: p95 ${p95(quiet).toFixed(1)} ms in quiet (${quiet.length} looks), ${p95(busy).toFixed(1)} ms beside the run (${busy.length}), ${(p95(busy) / p95(quiet)).toFixed(2)} ×`;

/**
 * Somebody else at work, in a process of their own: how long a list takes them, beside the run and in the pauses that are made for
 * it, so that a machine which is busy with other things is as busy in both.
 */
export class Lookout {
  readonly #process: ChildProcess;
  readonly #times = { quiet: [] as number[], busy: [] as number[], neither: [] as number[] };
  readonly #refused: string[] = [];
  #now: 'quiet' | 'busy' | 'neither' = 'neither';
  /** How many looks of each had been told of. */
  readonly #told = { quiet: 0, busy: 0 };

  constructor(origin: string, token: string) {
    this.#process = spawn(process.execPath, [join(import.meta.dirname, 'look.ts'), origin, token], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    createInterface(this.#process.stdout!).on('line', (line) => {
      const took = Number(line);
      if (Number.isNaN(took)) this.#refused.push(line);
      else this.#times[this.#now].push(took);
    });
  }

  /**
   * To be called while nothing else is asked.
   * @param alike what the run does besides asking, done over and over meanwhile: on one machine that costs others time, too, and is no
   * doing of the service's
   */
  async quiet(alike: () => Promise<unknown>): Promise<void> {
    this.#now = 'neither';
    await sleep(SETTLE_MS);
    this.#now = 'quiet';
    for (const end = performance.now() + QUIET_MS; performance.now() < end;) await alike();
    this.#now = 'busy';
  }

  /** What was seen since it was asked last: whether others fare worse the longer a run takes. */
  lately(): string {
    const { quiet, busy } = this.#times;
    const words = inWords(quiet.slice(this.#told.quiet), busy.slice(this.#told.busy));
    Object.assign(this.#told, { quiet: quiet.length, busy: busy.length });
    return words;
  }

  /** Ends it. `ratio`: p95 beside the run to p95 in quiet. */
  close(): { ratio: number; refused: readonly string[]; report: string } {
    this.#process.kill();
    const { quiet, busy } = this.#times;
    const ratio = p95(busy) / p95(quiet);
    const report = `${inWords(quiet, busy)}; ${this.#refused.length} refused`;
    return { ratio, refused: this.#refused, report };
  }
}
