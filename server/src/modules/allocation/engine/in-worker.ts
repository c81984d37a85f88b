import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import type { Allocation, Progress } from './allocate.ts';
import type { Problem } from './problem.ts';

/** What the worker says: how far it is, then what it found. */
export type WorkerMessage = { step: Parameters<Progress>[0] } | { found: Allocation };

// Run from sources by the tests, from built files by the server.
const SCRIPT = new URL(
  `./allocate.worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`,
  import.meta.url,
);

/**
 * MB of a thread's young generation, of which there are two. What the service's Node is given stands above a thread's own limits, and
 * 32 MB would be filled once and then lie there; columns live long and are old soon.
 */
const YOUNG = 1;

/** To load the solver takes longer than a small question, and people ask about one cadre after another: a thread waits so long for the next. */
const WAITS_MS = 60_000;
/** Households of a question after which a thread may wait; what a large one leaves in its memory goes with it. */
const SMALL = 1000;

interface Asked {
  signal?: AbortSignal;
  progress?: Progress;
}

/** The thread that waits for a question, if there is one. */
let waiting: Thread | null = null;

/** Has a thread load the solver, for a small question that comes as soon as its facts are read. */
export function awaitQuestion(): void {
  waiting ??= new Thread().wait();
}

/**
 * {@link allocate} in a thread of its own: the solver does not yield, and requests go on meanwhile.
 * @throws the signal's reason where it was aborted; Error where the engine fails or its thread dies
 */
export async function allocateInWorker(problem: Problem, asked: Asked = {}): Promise<Allocation> {
  asked.signal?.throwIfAborted();
  const thread = waiting ?? new Thread();
  const found = await thread.ask(problem, asked);
  if (waiting === null && problem.households.count <= SMALL) waiting = thread.wait();
  else thread.end();
  return found;
}

/** A thread with the solver, for one question after another. */
class Thread {
  readonly #worker: Worker;
  #timer: NodeJS.Timeout | undefined;

  constructor() {
    setFlagsFromString(`--max-semi-space-size=${YOUNG}`); // read where a thread begins: this one has begun long ago
    this.#worker = new Worker(SCRIPT, { execArgv: ['--enable-source-maps'] });
    this.#worker.on('error', () => this.#leave()); // whoever asked is told
    this.#worker.on('exit', () => this.#leave());
  }

  /** Does not keep the process from ending. */
  wait(): this {
    this.#worker.unref();
    this.#timer = setTimeout(() => this.end(), WAITS_MS).unref();
    return this;
  }

  end(): void {
    this.#leave();
    void this.#worker.terminate();
  }

  #leave(): void {
    clearTimeout(this.#timer);
    if (waiting === this) waiting = null;
  }

  ask(problem: Problem, { signal, progress }: Asked): Promise<Allocation> {
    const { promise, resolve, reject } = Promise.withResolvers<Allocation>();
    this.#leave();
    const worker = this.#worker;
    worker.ref();
    const stop = () => {
      reject(signal?.reason as Error);
      this.end();
    };
    const onMessage = (message: WorkerMessage) => {
      if ('step' in message) progress?.(message.step);
      else resolve({ ...message.found, proofs: message.found.proofs.map((bytes) => Buffer.from(bytes)) });
    };
    const onExit = (code: number) =>
      reject(new Error(`The allocation's thread ended with ${code} before it had an answer.`));
    signal?.addEventListener('abort', stop, { once: true });
    worker.on('message', onMessage).on('error', reject).on('exit', onExit);
    worker.postMessage(problem);
    return promise.finally(() => {
      signal?.removeEventListener('abort', stop);
      worker.off('message', onMessage).off('error', reject).off('exit', onExit);
    });
  }
}
