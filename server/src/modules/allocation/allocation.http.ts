import { requireActor } from '../../platform/auth/actor.ts';
import { scopeFor } from '../../platform/auth/policy.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/db/database.ts';
import { invalidInput } from '../../platform/errors.ts';
import type { Routes } from '../../platform/http/routes.ts';
import { sendWorkbook } from '../pairing/index.ts';
import { allocate } from './allocation.policy.ts';
import { certificateSheet } from './publish/certificate-sheet.ts';
import type { AllocationService } from './run/allocation.service.ts';

/** `GET /download/allocation/:id`: the certificate. Runs that a kill left are taken up once the server is ready. */
export const allocationRoutes =
  (parts: { db: Database; clock: Clock }, runs: AllocationService): Routes =>
  (app, contextOf) => {
    app.get<{ Params: { id: string } }>('/download/allocation/:id', async (request, reply) => {
      const actor = requireActor((await contextOf(request, reply)).actor);
      scopeFor(actor, allocate);
      const { id } = request.params;
      if (!/^[0-9a-f-]{36}$/.test(id)) throw invalidInput({ id: '编号不对' });
      return sendWorkbook(request, reply, await certificateSheet(parts, actor, id));
    });
    app.addHook('onReady', () => runs.resume());
  };
