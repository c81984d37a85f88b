import fastifyCookie from '@fastify/cookie';
import { HeaderMap, type ApolloServer } from '@apollo/server';
import fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { Database } from '../platform/db/database.ts';
import { RequestContext } from '../platform/graphql/context.ts';
import { serveConsole } from '../platform/http/console.ts';
import { exchangeOf } from '../platform/http/exchange.ts';
import type { Rates } from '../platform/http/rates.ts';
import { speakPlainly, type ContextOf, type Routes } from '../platform/http/routes.ts';
import type { Limits } from '../platform/limits.ts';
import type { Sessions } from '../modules/identity/index.ts';

const SECURITY_HEADERS = {
  'content-security-policy':
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; object-src 'none'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
} as const;

export interface HttpParts {
  graphql: ApolloServer<RequestContext>;
  db: Database;
  sessions: Sessions;
  log: Logger;
  limits: Limits;
  rates: Rates;
  /** What modules serve beside GraphQL. */
  routes: readonly Routes[];
  /** The built console, or null where only the API is wanted. */
  consoleDir: string | null;
}

/** The one web service: GraphQL, the modules' routes, the console and a health check, all from one process. */
export async function buildHttp({
  graphql,
  db,
  sessions,
  log,
  limits,
  rates,
  routes,
  consoleDir,
}: HttpParts) {
  const loggerInstance: FastifyBaseLogger = log;
  const app = fastify({
    loggerInstance,
    bodyLimit: limits.bodyBytes,
    trustProxy: 'loopback', // whoever asks stands in X-Forwarded-For, which our own proxy wrote,
    logController: new LogController({ disableRequestLogging: true }),
  });
  await app.register(fastifyCookie);
  app.addHook('onSend', async (_request, reply) => {
    void reply.headers(SECURITY_HEADERS);
  });
  speakPlainly(app);
  app.addHook('onRequest', (request) => rates.fromAddress(request.ip));

  const contextOf: ContextOf = async (request, reply) => {
    const exchange = exchangeOf(request, reply);
    const actor = exchange.sessionToken ? await sessions.actorOf(exchange.sessionToken) : null;
    if (actor) await rates.ofAccount(actor.accountId);
    return new RequestContext(db, actor, exchange);
  };

  app.get('/health', async () => ({ status: 'ok' }));
  serveGraphql(app, graphql, contextOf);
  for (const addRoutes of routes) await addRoutes(app, contextOf);
  if (consoleDir) await serveConsole(app, consoleDir);
  return app;
}

function serveGraphql(
  app: FastifyInstance,
  graphql: ApolloServer<RequestContext>,
  contextOf: ContextOf,
): void {
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    handler: async (request, reply) => {
      const headers = new HeaderMap();
      for (const [name, value] of Object.entries(request.headers)) {
        if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
      }
      const context = await contextOf(request, reply);
      const { method, url, body } = request;
      const response = await graphql.executeHTTPGraphQLRequest({
        httpGraphQLRequest: { method, headers, search: new URL(url, 'http://localhost').search, body },
        context: async () => context,
      });
      void reply.status(response.status ?? 200).headers(Object.fromEntries(response.headers));
      if (response.body.kind === 'complete') return reply.send(response.body.string);
      throw new Error('incremental delivery is not used');
    },
  });
}
