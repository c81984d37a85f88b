import { PassThrough } from 'node:stream';
import { z } from 'zod';
import { requireActor } from '../../../platform/auth/actor.ts';
import { invalidInput } from '../../../platform/errors.ts';
import type { Routes } from '../../../platform/http/routes.ts';
import type { LedgerService } from './ledger.service.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const order = z.object({
  path: z.string().endsWith('/').max(200).optional(),
  year: z.coerce.number().int().min(2000).max(2100).optional(),
});

/** `GET /ledger.xlsx?path=&year=`: the workbook, streamed. */
export const ledgerRoutes =
  (ledgers: LedgerService): Routes =>
  (app, contextOf) => {
    app.get('/ledger.xlsx', async (request, reply) => {
      const actor = requireActor((await contextOf(request, reply)).actor);
      const { data } = order.safeParse(request.query);
      if (!data) throw invalidInput({ year: '年度写成 2026 的样子' });
      const ledger = await ledgers.prepare(actor, { path: data.path ?? null, year: data.year ?? null });
      const out = new PassThrough();
      ledger.writeTo(out).catch((error: unknown) => {
        request.log.error({ err: error }, 'ledger broke off');
        out.destroy(error instanceof Error ? error : new Error('ledger broke off'));
      });
      return reply
        .header('content-type', XLSX)
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(ledger.fileName)}`)
        .header('cache-control', 'no-store')
        .send(out);
    });
  };
