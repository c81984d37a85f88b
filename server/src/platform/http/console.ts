import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Serves the built console: hashed files for ever, its page for every other address, so that links can be shared. */
export async function serveConsole(app: FastifyInstance, folder: string): Promise<void> {
  if (!existsSync(join(folder, 'index.html'))) return;
  await app.register(fastifyStatic, { root: folder, immutable: true, maxAge: '1y', index: false });
  const page = (_request: FastifyRequest, reply: FastifyReply) =>
    reply.sendFile('index.html', { immutable: false, maxAge: 0, cacheControl: false });
  app.get('/', page);
  app.setNotFoundHandler((request, reply) =>
    request.method === 'GET' && !/\.\w+$/.test(request.url)
      ? page(request, reply)
      : reply.status(404).send({ code: 'NOT_FOUND', message: '没有这一页' }),
  );
}
