import fastifyMultipart from '@fastify/multipart';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { requireActor } from '../../platform/auth/actor.ts';
import { scopeFor } from '../../platform/auth/policy.ts';
import { DomainError, invalidInput } from '../../platform/errors.ts';
import { idOf, type ContextOf, type Routes } from '../../platform/http/routes.ts';
import { sweepFromNowOn } from '../../platform/http/sweeping.ts';
import { sendWrittenWorkbook } from '../../platform/http/workbook.ts';
import { importRosters } from './import.policy.ts';
import { ownRun } from './import.queries.ts';
import type { ImportService } from './import.service.ts';
import type { RosterKind } from './layout/fields.ts';
import { refusedWorkbook } from './store/refused.ts';
import type { ImportParts } from './check-import.ts';
import { templateFileName, writeBlankTemplate } from './workbook/blank-template.ts';
import { DEFAULT_LIMITS } from './workbook/workbook.ts';

const KINDS: Record<string, RosterKind> = { cadres: 'CADRES', households: 'HOUSEHOLDS' };
const SWEEP_EVERY = 10 * 60_000;
/** Multipart boundaries and headers around the file. */
const WRAPPING = 64 * 1024;

/** Upload and downloads; the work itself is GraphQL's and the jobs'. */
export function importRoutes(service: ImportService, parts: Pick<ImportParts, 'db' | 'vault'>): Routes {
  return async (app, contextOf) => {
    await app.register(fastifyMultipart, {
      limits: { fileSize: DEFAULT_LIMITS.maxBytes, files: 1, fields: 4 },
    });
    app.post('/upload/import/:kind', { bodyLimit: DEFAULT_LIMITS.maxBytes + WRAPPING }, (request, reply) =>
      upload(service, contextOf, request, reply),
    );
    app.get('/download/import/template/:kind', async (request, reply) => {
      const { actor } = await contextOf(request, reply);
      scopeFor(requireActor(actor), importRosters);
      const kind = kindOf(request);
      return sendWrittenWorkbook(reply, templateFileName(kind), await writeBlankTemplate(kind));
    });
    app.get('/download/import/refused/:id', async (request, reply) => {
      const { actor: asking, db } = await contextOf(request, reply);
      const actor = requireActor(asking);
      scopeFor(actor, importRosters);
      const run = await ownRun(db, actor, idOf(request));
      const name = run.fileName.replace(/\.[^.]*$/, '');
      return sendWrittenWorkbook(reply, `${name}（退回的行）.xlsx`, await refusedWorkbook(parts, run));
    });
    sweepFromNowOn(app, SWEEP_EVERY, 'erasing expired imports', service);
  };
}

async function upload(
  service: ImportService,
  contextOf: ContextOf,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const { actor } = await contextOf(request, reply);
  scopeFor(requireActor(actor), importRosters);
  // A 200 MB file is turned away by what it says of itself, before a byte of it is read.
  if (Number(request.headers['content-length'] ?? 0) > DEFAULT_LIMITS.maxBytes + WRAPPING) {
    void reply.header('connection', 'close');
    throw new DomainError('TOO_LARGE', '这个文件太大，最多 20 MB。请按镇分成几个表，分开传');
  }
  const kind = kindOf(request);
  const { year } = request.query as { year?: string };
  const file = await request.file({ throwFileSizeLimit: false });
  if (!file) throw invalidInput({ file: '没有收到文件，请选一个花名册' });
  const id = await service.upload(requireActor(actor), {
    kind,
    year: year && /^\d{4}$/.test(year) ? Number(year) : null,
    fileName: file.filename || '花名册.xlsx',
    content: file.file,
    tooLarge: () => file.file.truncated,
  });
  return reply.status(201).send({ id });
}

function kindOf(request: FastifyRequest): RosterKind {
  const kind = KINDS[(request.params as { kind: string }).kind];
  if (!kind) throw invalidInput({ kind: '花名册只有两种：cadres 和 households' });
  return kind;
}
