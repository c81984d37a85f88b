import type { Routes } from '../../../platform/http/routes.ts';
import { sweepFromNowOn } from '../../../platform/http/sweeping.ts';
import type { ScheduledHandoverService } from './scheduled.service.ts';

/** A handover is of a day, not of a minute. */
const SWEEP_EVERY = 5 * 60_000;

/** No address of its own: once the server is ready, what is due is carried out, on its day or after a day on which nobody was up. */
export const scheduledRoutes =
  (handovers: ScheduledHandoverService): Routes =>
  (app) => {
    sweepFromNowOn(app, SWEEP_EVERY, 'carrying out scheduled handovers', {
      resume: () => handovers.sweep(),
      sweep: () => handovers.sweep(),
    });
  };
