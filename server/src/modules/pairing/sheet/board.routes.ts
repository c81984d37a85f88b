import { z } from 'zod';
import { requireActor } from '../../../platform/auth/actor.ts';
import { invalidInput } from '../../../platform/errors.ts';
import type { Routes } from '../../../platform/http/routes.ts';
import { sendWorkbook } from '../../../platform/http/workbook.ts';
import { BOARD_KINDS } from '../board.rules.ts';
import type { BoardRunService } from '../bulk/index.ts';
import type { BoardSheetService } from './board-sheet.service.ts';

const order = z.object({
  within: z.string().endsWith('/').max(200).optional(),
  unit: z.uuid().optional(),
  kind: z.enum(BOARD_KINDS).optional(),
  year: z.coerce.number().int().min(2000).max(2100).optional(),
});

/** `GET /board.xlsx?within=&unit=&kind=&year=`: the list, streamed. Runs that a kill left are taken up once the server is ready. */
export const boardRoutes =
  (sheets: BoardSheetService, runs: BoardRunService): Routes =>
  (app, contextOf) => {
    app.get('/board.xlsx', async (request, reply) => {
      const actor = requireActor((await contextOf(request, reply)).actor);
      const { data } = order.safeParse(request.query);
      if (!data) throw invalidInput({ within: '筛选写得不对，回到页面上再点一次' });
      const { within = null, unit: unitId = null, kind = null, year = null } = data;
      return sendWorkbook(request, reply, await sheets.prepare(actor, { within, unitId, kind, year }));
    });
    app.addHook('onReady', () => runs.resume());
  };
