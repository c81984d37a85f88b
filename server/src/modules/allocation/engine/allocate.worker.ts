import { parentPort, workerData } from 'node:worker_threads';
import { allocate } from './allocate.ts';
import type { WorkerMessage } from './in-worker.ts';
import type { Problem } from './problem.ts';

const say = (message: WorkerMessage) => parentPort?.postMessage(message);

say({ found: await allocate(workerData as Problem, (step) => say({ step })) });
