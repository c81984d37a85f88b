import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { RequestContext } from '../platform/graphql/context.ts';
import { jitGateway } from '../platform/graphql/executor.ts';
import { formatErrorWith } from '../platform/graphql/format-error.ts';

/** Apollo Server over our executor: no introspection outside development, no landing page, no reporting to anyone. */
export async function startGraphql(schema: GraphQLSchema, log: Logger, development: boolean) {
  const server = new ApolloServer<RequestContext>({
    gateway: jitGateway(schema),
    introspection: development,
    includeStacktraceInErrorResponses: false,
    csrfPrevention: true,
    formatError: formatErrorWith(log),
    stopOnTerminationSignals: false,
    logger: {
      debug: (message) => log.debug(message),
      info: (message) => log.info(message),
      warn: (message) => log.warn(message),
      error: (message) => log.error(message),
    },
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
  await server.start();
  return server;
}
