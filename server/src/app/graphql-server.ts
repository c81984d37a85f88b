import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { trustedDocuments } from '../generated/trusted-documents.ts';
import type { RequestContext } from '../platform/graphql/context.ts';
import { documentLimits } from '../platform/graphql/document-limits.ts';
import { jitGateway } from '../platform/graphql/executor.ts';
import { parsedDocuments } from '../platform/graphql/parsed-documents.ts';
import { formatErrorWith } from '../platform/graphql/format-error.ts';
import { limitsPlugin } from '../platform/graphql/limits-plugin.ts';
import { TrustedDocuments } from '../platform/graphql/trusted-documents.ts';
import type { Limits } from '../platform/limits.ts';

interface Options {
  development: boolean;
  limits: Limits;
}

/** Apollo Server over our executor: no introspection outside development, no landing page, no reporting to anyone. */
export async function startGraphql(schema: GraphQLSchema, log: Logger, { development, limits }: Options) {
  const trusted = new TrustedDocuments(trustedDocuments);
  const server = new ApolloServer<RequestContext>({
    gateway: jitGateway(schema, (hash) => trusted.has(hash)),
    introspection: development,
    includeStacktraceInErrorResponses: false,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: { cache: trusted, ttl: null },
    parseOptions: { maxTokens: limits.tokens },
    documentStore: parsedDocuments(),
    validationRules: [documentLimits(limits)],
    formatError: formatErrorWith(log),
    stopOnTerminationSignals: false,
    logger: {
      debug: (message) => log.debug(message),
      info: (message) => log.info(message),
      warn: (message) => log.warn(message),
      error: (message) => log.error(message),
    },
    plugins: [
      limitsPlugin(schema, limits, trusted),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
  await server.start();
  return server;
}
