import { z } from 'zod';
import { requireActor } from '../../../platform/auth/actor.ts';
import { invalidInput } from '../../../platform/errors.ts';
import type { Routes } from '../../../platform/http/routes.ts';
import { sendWorkbook } from '../../../platform/http/workbook.ts';
import type { LedgerService } from './ledger.service.ts';

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
      const { path = null, year = null } = data;
      return sendWorkbook(request, reply, await ledgers.prepare(actor, { path, year }));
    });
  };
