import { hash } from 'node:crypto';
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
import { checkingTime } from '../platform/graphql/checking-time.ts';
import { documentLimits } from '../platform/graphql/document-limits.ts';
import { jitGateway } from '../platform/graphql/executor.ts';
import { ParsedDocuments } from '../platform/graphql/parsed-documents.ts';
import { formatErrorWith } from '../platform/graphql/format-error.ts';
import { limitsPlugin } from '../platform/graphql/limits-plugin.ts';
import { TrustedDocuments } from '../platform/graphql/trusted-documents.ts';
import type { Rates } from '../platform/http/rates.ts';
import type { Limits } from '../platform/limits.ts';

interface Options {
  development: boolean;
  limits: Limits;
  rates: Rates;
}

/**
 * Apollo Server over our executor: no introspection outside development, no landing page, no reporting to anyone.
 * `isKnown`: whether a document needs no more parsing and checking.
 */
export async function startGraphql(
  schema: GraphQLSchema,
  log: Logger,
  { development, limits, rates }: Options,
) {
  const trusted = new TrustedDocuments(trustedDocuments);
  const parsed = new ParsedDocuments();
  const server = new ApolloServer<RequestContext>({
    gateway: jitGateway(schema, (hash) => trusted.has(hash)),
    introspection: development,
    includeStacktraceInErrorResponses: false,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: { cache: trusted, ttl: null },
    parseOptions: { maxTokens: limits.tokens },
    documentStore: parsed,
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
      checkingTime(rates, trusted),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
  await server.start();
  const isKnown = (document: string) => {
    const sha256 = hash('sha256', document);
    return trusted.has(sha256) || parsed.has(sha256);
  };
  return { graphql: server, isKnown };
}
