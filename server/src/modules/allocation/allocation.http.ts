import { requireActor } from '../../platform/auth/actor.ts';
import { scopeFor } from '../../platform/auth/policy.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/db/database.ts';
import { idOf, type Routes } from '../../platform/http/routes.ts';
import { sendWorkbook } from '../../platform/http/workbook.ts';
import { allocate } from './allocation.policy.ts';
import { certificateSheet } from './publish/certificate-sheet.ts';
import type { AllocationService } from './run/allocation.service.ts';

/** `GET /download/allocation/:id`: the certificate. Runs that a kill left are taken up once the server is ready. */
export const allocationRoutes =
  (parts: { db: Database; clock: Clock }, runs: AllocationService): Routes =>
  (app, contextOf) => {
    app.get('/download/allocation/:id', async (request, reply) => {
      const actor = requireActor((await contextOf(request, reply)).actor);
      scopeFor(actor, allocate);
      return sendWorkbook(request, reply, await certificateSheet(parts, actor, idOf(request)));
    });
    app.addHook('onReady', () => runs.resume());
  };
