import { z } from 'zod';
import { requireActor } from '../../../platform/auth/actor.ts';
import { invalidInput } from '../../../platform/errors.ts';
import type { Routes } from '../../../platform/http/routes.ts';
import { sendWorkbook } from '../../../platform/http/workbook.ts';
import { LIST_KINDS } from './list-sheet.rows.ts';
import type { ListSheetService } from './list-sheet.service.ts';

/** A query part that carries JSON; what is none is refused like any other wrong value. */
const json = z
  .string()
  .max(2000)
  .transform((text, check): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      check.addIssue({ code: 'custom', message: 'no JSON' });
      return z.NEVER;
    }
  });

const order = z.object({
  kind: z.enum(LIST_KINDS),
  filter: json.pipe(z.record(z.string(), z.unknown())).default({}),
  sort: json
    .pipe(z.object({ field: z.string().max(40), order: z.enum(['ASC', 'DESC']) }))
    .nullable()
    .default(null),
});

/** `GET /download/list/:kind?filter={…}&sort={…}`: cadres, households or pairings as the list has them under filter and sort. */
export const listRoutes =
  (sheets: ListSheetService): Routes =>
  (app, contextOf) => {
    app.get<{ Params: { kind: string } }>('/download/list/:kind', async (request, reply) => {
      const context = await contextOf(request, reply);
      requireActor(context.actor);
      const asked = { ...(request.query as Record<string, unknown>), kind: request.params.kind };
      const { data } = order.safeParse(asked);
      if (!data) throw invalidInput({ filter: '筛选写得不对，回到页面上再点一次' });
      const { kind, filter, sort } = data;
      return sendWorkbook(request, reply, await sheets.prepare(context, kind, { filter, sort }));
    });
  };
