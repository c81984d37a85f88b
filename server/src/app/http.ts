import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyCookie from '@fastify/cookie';
import fastifyStatic from '@fastify/static';
import { HeaderMap, type ApolloServer } from '@apollo/server';
import fastify, { type FastifyBaseLogger, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { Database } from '../platform/db/database.ts';
import { RequestContext, type Exchange } from '../platform/graphql/context.ts';
import type { Sessions } from '../modules/identity/index.ts';

const COOKIE = 'qinyou_session';
const MAX_BODY_BYTES = 1_000_000;

export interface HttpParts {
  graphql: ApolloServer<RequestContext>;
  db: Database;
  sessions: Sessions;
  log: Logger;
  /** The built console, or null where only the API is wanted. */
  consoleDir: string | null;
}

const SECURITY_HEADERS = {
  'content-security-policy':
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; object-src 'none'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
} as const;

function exchangeOf(request: FastifyRequest, reply: FastifyReply): Exchange {
  return {
    address: request.ip,
    userAgent: request.headers['user-agent'] ?? '',
    sessionToken: request.cookies[COOKIE] ?? null,
    setSessionToken(token) {
      const options = {
        path: '/',
        httpOnly: true,
        sameSite: 'strict',
        secure: request.protocol === 'https',
      } as const;
      if (token) void reply.setCookie(COOKIE, token, options);
      else void reply.clearCookie(COOKIE, options);
    },
  };
}

/** Who asks, from the session cookie; every HTTP door goes through here. */
export async function contextOf(
  { db, sessions }: Pick<HttpParts, 'db' | 'sessions'>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<RequestContext> {
  const exchange = exchangeOf(request, reply);
  const actor = exchange.sessionToken ? await sessions.actorOf(exchange.sessionToken) : null;
  return new RequestContext(db, actor, exchange);
}

/** The one web service: GraphQL, the console and a health check, all from one process. */
export async function buildHttp(parts: HttpParts) {
  const app = fastify({
    loggerInstance: parts.log as FastifyBaseLogger,
    bodyLimit: MAX_BODY_BYTES,
    disableRequestLogging: true,
  });
  await app.register(fastifyCookie);
  app.addHook('onSend', async (_request, reply) => {
    void reply.headers(SECURITY_HEADERS);
  });

  app.get('/health', async () => ({ status: 'ok' }));

  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    handler: async (request, reply) => {
      const headers = new HeaderMap();
      for (const [name, value] of Object.entries(request.headers)) {
        if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
      }
      const response = await parts.graphql.executeHTTPGraphQLRequest({
        httpGraphQLRequest: {
          method: request.method,
          headers,
          search: new URL(request.url, 'http://localhost').search,
          body: request.body,
        },
        context: () => contextOf(parts, request, reply),
      });
      void reply.status(response.status ?? 200).headers(Object.fromEntries(response.headers));
      if (response.body.kind === 'complete') return reply.send(response.body.string);
      throw new Error('incremental delivery is not used');
    },
  });

  if (parts.consoleDir && existsSync(join(parts.consoleDir, 'index.html'))) {
    await app.register(fastifyStatic, {
      root: parts.consoleDir,
      immutable: true,
      maxAge: '1y',
      index: false,
    });
    const page = (_request: FastifyRequest, reply: FastifyReply) =>
      reply.sendFile('index.html', { immutable: false, maxAge: 0, cacheControl: false });
    app.get('/', page);
    app.setNotFoundHandler((request, reply) =>
      request.method === 'GET' && !request.url.includes('.')
        ? page(request, reply)
        : reply.status(404).send({ message: '没有这一页' }),
    );
  }
  return app;
}
