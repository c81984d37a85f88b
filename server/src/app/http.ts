import fastifyCookie from '@fastify/cookie';
import { HeaderMap, type ApolloServer } from '@apollo/server';
import fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyRequest,
} from 'fastify';
import type { Logger } from 'pino';
import type { Database } from '../platform/db/database.ts';
import { RequestContext, type Exchange } from '../platform/graphql/context.ts';
import { serveConsole } from '../platform/http/console.ts';
import { exchangeOf } from '../platform/http/exchange.ts';
import type { Rates } from '../platform/http/rates.ts';
import { Turns } from '../platform/http/turns.ts';
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

/** By these it tells a request of our clients' from one that a foreign page makes a browser send, and which form the answer takes. */
const HEADERS_FOR_APOLLO = ['accept', 'content-type', 'apollo-require-preflight', 'x-apollo-operation-name'];

type InTurn = <T>(context: RequestContext, work: (context: RequestContext) => Promise<T>) => Promise<T>;

export interface HttpParts {
  graphql: ApolloServer<RequestContext>;
  /** Whether a document needs no more parsing and checking. */
  isKnown: (document: string) => boolean;
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
  isKnown,
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

  const contextFor = async (exchange: Exchange) =>
    new RequestContext(
      db,
      exchange.sessionToken ? await sessions.actorOf(exchange.sessionToken) : null,
      exchange,
    );
  const contextOf: ContextOf = async (request, reply) => {
    const context = await contextFor(exchangeOf(request, reply));
    if (context.actor) await rates.ofAccount(context.actor.accountId);
    return context;
  };
  /** Whoever sends documents that nobody knows takes everybody's time before they are anybody. */
  const contextOfGraphql: ContextOf = async (request, reply) => {
    const document = documentIn(request);
    if (document && !isKnown(document)) await rates.toCheck(request.ip, document.length);
    return contextOf(request, reply);
  };
  const turns = new Turns(limits.atOnce);
  /** In its account's turn; who asks is looked at anew after a wait, for they may have been disabled meanwhile. */
  const inTurn: InTurn = (context, work) =>
    context.actor
      ? turns.of(context.actor.accountId, async (waited) =>
          work(waited ? await contextFor(context.exchange) : context),
        )
      : work(context);

  app.get('/health', async () => ({ status: 'ok' }));
  serveGraphql(app, graphql, contextOfGraphql, inTurn);
  for (const addRoutes of routes) await addRoutes(app, contextOf);
  if (consoleDir) await serveConsole(app, consoleDir);
  return app;
}

function documentIn({ method, query, body }: FastifyRequest): string {
  const { query: document } = ((method === 'GET' ? query : body) ?? {}) as { query?: unknown };
  return typeof document === 'string' ? document : '';
}

function serveGraphql(
  app: FastifyInstance,
  graphql: ApolloServer<RequestContext>,
  contextOf: ContextOf,
  inTurn: InTurn,
): void {
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    handler: async (request, reply) => {
      const { method, url, body } = request;
      const headers = new HeaderMap();
      for (const name of HEADERS_FOR_APOLLO) {
        const value = request.headers[name];
        if (value !== undefined) headers.set(name, String(value));
      }
      const query = url.indexOf('?');
      const search = query < 0 ? '' : url.slice(query);
      const response = await inTurn(await contextOf(request, reply), (context) =>
        graphql.executeHTTPGraphQLRequest({
          httpGraphQLRequest: { method, headers, search, body },
          context: async () => context,
        }),
      );
      void reply.status(response.status ?? 200).headers(Object.fromEntries(response.headers));
      if (response.body.kind === 'complete') return reply.send(response.body.string);
      throw new Error('incremental delivery is not used');
    },
  });
}
