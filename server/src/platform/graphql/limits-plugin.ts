import type { ApolloServerPlugin, GraphQLRequestContextDidResolveOperation } from '@apollo/server';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import { DomainError, tooComplex } from '../errors.ts';
import type { Limits } from '../limits.ts';
import type { RequestContext } from './context.ts';
import { LRUCache } from 'lru-cache';
import { costOf, shapeOf } from './cost.ts';
import type { TrustedDocuments } from './trusted-documents.ts';

type Resolved = GraphQLRequestContextDidResolveOperation<RequestContext>;

/** Costs remembered; a stranger who never asks the same twice gains nothing and displaces nothing but costs. */
const KNOWN_COSTS = 2000;

/** Refuses strangers' operations that could bring too much, and says in HTTP's words how long to wait. */
export function limitsPlugin(
  schema: GraphQLSchema,
  { cost }: Limits,
  trusted: TrustedDocuments,
): ApolloServerPlugin<RequestContext> {
  const known = new LRUCache<string, number>({ max: KNOWN_COSTS });

  function costOnce({
    document,
    operation,
    operationName,
    request: { variables },
    queryHash,
  }: Resolved): number {
    if (!operation) return 0;
    const shape = shapeOf(variables);
    const key = shape && `${queryHash}|${operationName ?? ''}|${shape}`;
    const before = key ? known.get(key) : undefined;
    if (before !== undefined) return before;
    const found = costOf(schema, document, { operation, variables });
    if (key && found !== null) known.set(key, found); // one that does not fit says nothing of those that do
    return found ?? 0;
  }

  return {
    async requestDidStart() {
      return {
        async didResolveOperation(resolved) {
          if (trusted.has(resolved.queryHash)) return;
          if (costOnce(resolved) > cost) {
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
