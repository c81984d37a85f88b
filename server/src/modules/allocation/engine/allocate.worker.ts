import { parentPort } from 'node:worker_threads';
import { allocate } from './allocate.ts';
import type { WorkerMessage } from './in-worker.ts';
import type { Problem } from './problem.ts';

const say = (message: WorkerMessage) => parentPort?.postMessage(message);

/** What fails ends the thread, which tells whoever asked. */
const answer = async (problem: Problem) => say({ found: await allocate(problem, (step) => say({ step })) });

parentPort?.on('message', (problem: Problem) => void answer(problem));
