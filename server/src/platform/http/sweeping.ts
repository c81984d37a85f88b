import type { FastifyInstance } from 'fastify';
import { repeatEvery, type Repeating } from '../repeating.ts';

interface Swept {
  /** Takes up what a killed process left unfinished. */
  resume(): Promise<void>;
  /** Destroys what is past its day. */
  sweep(): Promise<void>;
}

/** Once the server is ready: takes up what was left, and sweeps from then on until it closes. `what` is for the log. */
export function sweepFromNowOn(app: FastifyInstance, pauseMs: number, what: string, swept: Swept): void {
  let sweeping: Repeating | undefined;
  app.addHook('onReady', async () => {
    await swept.resume();
    sweeping = repeatEvery(
      pauseMs,
      () => swept.sweep(),
      (error) => app.log.error({ err: error }, what),
    );
  });
  app.addHook('onClose', async () => sweeping?.stop());
}
