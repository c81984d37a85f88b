import { setTimeout as sleep } from 'node:timers/promises';

export interface Repeating {
  /** Lets the turn that runs finish; none follows. */
  stop(): Promise<void>;
}

/** Does something again and again with a pause between, as long as the process runs. A turn that fails is told and followed by the next. */
export function repeatEvery(
  pauseMs: number,
  turn: () => Promise<unknown>,
  failed: (error: unknown) => void,
): Repeating {
  const stopping = new AbortController();

  async function work(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await turn();
      } catch (error) {
        failed(error);
      }
      await sleep(pauseMs, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined); // cut short by stop
    }
  }

  const working = work();
  return {
    async stop() {
      stopping.abort();
      await working;
    },
  };
}
