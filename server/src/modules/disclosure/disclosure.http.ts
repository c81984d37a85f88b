import type { FastifyInstance } from 'fastify';
import { requireActor } from '../../platform/auth/actor.ts';
import { scopeFor } from '../../platform/auth/policy.ts';
import { invalidInput } from '../../platform/errors.ts';
import type { Routes } from '../../platform/http/routes.ts';
import { repeatEvery, type Repeating } from '../../platform/repeating.ts';
import { askDisclosures } from './disclosure.policy.ts';
import type { DisclosureService } from './disclosure.service.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const SWEEP_EVERY = 5 * 60_000;

/** `GET /download/disclosure/:id`: the workbook, for whoever asked. */
export const disclosureRoutes =
  (disclosures: DisclosureService): Routes =>
  (app, contextOf) => {
    app.get<{ Params: { id: string } }>('/download/disclosure/:id', async (request, reply) => {
      const actor = requireActor((await contextOf(request, reply)).actor);
      scopeFor(actor, askDisclosures);
      const { id } = request.params;
      if (!/^[0-9a-f-]{36}$/.test(id)) throw invalidInput({ id: '编号不对' });
      const { fileName, bytes } = await disclosures.fetch(actor, id);
      return reply
        .header('content-type', XLSX)
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`)
        .header('cache-control', 'no-store')
        .send(bytes);
    });
    sweepFromNowOn(app, disclosures);
  };

/** Takes up what was left unfinished once the server is ready, and destroys what is past its day from then on. */
function sweepFromNowOn(app: FastifyInstance, disclosures: DisclosureService): void {
  let sweeping: Repeating | undefined;
  app.addHook('onReady', async () => {
    await disclosures.resume();
    sweeping = repeatEvery(
      SWEEP_EVERY,
      () => disclosures.sweep(),
      (error) => app.log.error({ err: error }, 'destroying expired disclosures'),
    );
  });
  app.addHook('onClose', async () => sweeping?.stop());
}
