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

/**
 * {@link allocate} in a thread of its own: the solver does not yield, and requests go on meanwhile.
 * @throws the signal's reason where it was aborted; Error where the engine fails or its thread dies
 */
export function allocateInWorker(
  problem: Problem,
  { signal, progress }: { signal?: AbortSignal; progress?: Progress } = {},
): Promise<Allocation> {
  const { promise, resolve, reject } = Promise.withResolvers<Allocation>();
  if (signal?.aborted) return Promise.reject(signal.reason as Error);
  setFlagsFromString(`--max-semi-space-size=${YOUNG}`); // read where a thread begins: this one has begun long ago
  const worker = new Worker(SCRIPT, { workerData: problem, execArgv: ['--enable-source-maps'] });
  const stop = () => {
    reject(signal?.reason as Error);
    void worker.terminate();
  };
  signal?.addEventListener('abort', stop, { once: true });
  worker.on('message', (message: WorkerMessage) => {
    if ('step' in message) progress?.(message.step);
    else resolve({ ...message.found, proofs: message.found.proofs.map((bytes) => Buffer.from(bytes)) });
  });
  worker.on('error', reject);
  worker.on('exit', (code) => {
    signal?.removeEventListener('abort', stop);
    reject(new Error(`The allocation's thread ended with ${code} before it had an answer.`));
  });
  return promise;
}
