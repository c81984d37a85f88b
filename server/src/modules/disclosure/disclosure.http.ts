import { requireActor } from '../../platform/auth/actor.ts';
import { scopeFor } from '../../platform/auth/policy.ts';
import { idOf, type Routes } from '../../platform/http/routes.ts';
import { sweepFromNowOn } from '../../platform/http/sweeping.ts';
import { sendWrittenWorkbook } from '../../platform/http/workbook.ts';
import { askDisclosures } from './disclosure.policy.ts';
import type { DisclosureService } from './disclosure.service.ts';

const SWEEP_EVERY = 5 * 60_000;

/** `GET /download/disclosure/:id`: the workbook, for whoever asked. */
export const disclosureRoutes =
  (disclosures: DisclosureService): Routes =>
  (app, contextOf) => {
    app.get('/download/disclosure/:id', async (request, reply) => {
      const actor = requireActor((await contextOf(request, reply)).actor);
      scopeFor(actor, askDisclosures);
      const { fileName, bytes } = await disclosures.fetch(actor, idOf(request));
      return sendWrittenWorkbook(reply, fileName, bytes);
    });
    sweepFromNowOn(app, SWEEP_EVERY, 'destroying expired disclosures', disclosures);
  };
