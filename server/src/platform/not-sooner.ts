import { setTimeout as sleep } from 'node:timers/promises';

/** Does the work; where it throws, not before so many milliseconds after it began. What succeeds is not held up. */
export async function refusedNotSooner<T>(ms: number, work: () => Promise<T>): Promise<T> {
  const begun = performance.now();
  try {
    return await work();
  } catch (error) {
    const left = ms - (performance.now() - begun);
    if (left > 0) await sleep(left);
    throw error;
  }
}
