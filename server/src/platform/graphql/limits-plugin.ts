import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import { DomainError, tooComplex } from '../errors.ts';
import type { Limits } from '../limits.ts';
import type { RequestContext } from './context.ts';
import { costOf } from './cost.ts';
import type { TrustedDocuments } from './trusted-documents.ts';

/** Refuses strangers' operations that could bring too much, and says in HTTP's words how long to wait. */
export function limitsPlugin(
  schema: GraphQLSchema,
  { cost }: Limits,
  trusted: TrustedDocuments,
): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ document, operation, request: { variables }, queryHash }) {
          if (!operation || trusted.has(queryHash)) return;
          const found = costOf(schema, document, { operation, variables });
          if (found > cost) {
            const message = `这次要的内容太多（最多 ${cost} 项）。每页少要几行，或者少要几栏`;
            throw new GraphQLError(message, {
              originalError: tooComplex(message),
              extensions: { http: { status: 400 } },
            });
          }
        },
        async willSendResponse({ errors, response }) {
          for (const { originalError } of errors ?? []) {
            if (!(originalError instanceof DomainError) || originalError.code !== 'RATE_LIMITED') continue;
            response.http.status = 429;
            const { retryAfter } = originalError.details;
            if (retryAfter !== undefined) response.http.headers.set('retry-after', String(retryAfter));
          }
        },
      };
    },
  };
}
