import type { GatewayExecutor, GatewayInterface } from '@apollo/server-gateway-interface';
import {
  execute,
  getOperationAST,
  getVariableValues,
  GraphQLError,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit';
import { LRUCache } from 'lru-cache';

/** Compiled queries kept; the console and its tests have a few hundred documents, strangers' fall out first. */
const COMPILED_QUERIES = 1000;
/** Strangers' queries of which it is remembered that they were asked once. */
const ASKED_ONCE = 5000;

/**
 * Runs queries compiled (graphql-jit), everything else and whatever can't be compiled by graphql-js. As Apollo's executor,
 * so that validation, plugins and `formatError` stay in place.
 *
 * Compiling takes the one thread longer than most queries do, so a stranger's query is compiled when it comes again: whoever sends
 * another one each time would make everybody wait.
 * @param isOurs whether a query is our own clients', by its hash: those are compiled at once
 */
function jitExecutor(schema: GraphQLSchema, isOurs: (hash: string | undefined) => boolean): GatewayExecutor {
  const compiled = new LRUCache<string, CompiledQuery | { slow: true }>({ max: COMPILED_QUERIES });
  const askedOnce = new LRUCache<string, true>({ max: ASKED_ONCE });

  return async ({ document, request, context, operationName, queryHash }) => {
    const operation = getOperationAST(document, operationName);
    const plain = () =>
      execute({
        schema,
        document,
        contextValue: context,
        operationName,
        variableValues: request.variables,
      });
    if (operation?.operation !== 'query') return await plain();

    const { coerced, errors } = getVariableValues(
      schema,
      operation.variableDefinitions ?? [],
      request.variables ?? {},
    );
    if (errors) return { errors };

    const key = `${queryHash}|${operationName ?? ''}`;
    let query = compiled.get(key);
    if (!query && !isOurs(queryHash) && !askedOnce.has(key)) {
      askedOnce.set(key, true);
      return withPlainErrors(await plain());
    }
    if (!query) {
      const result = compileQuery(schema, document, operationName ?? undefined);
      query = isCompiledQuery(result) ? result : { slow: true };
      compiled.set(key, query);
    }
    if ('slow' in query) return withPlainErrors(await plain());
    const result = await query.query(undefined, context, coerced);
    return result.errors ? { ...result, errors: result.errors.map(asGraphqlError) } : result;
  };
}

/** A refusal reads alike, whoever ran the query: a second answer must not tell what the first one didn't. */
const withPlainErrors = (result: ExecutionResult): ExecutionResult =>
  result.errors
    ? {
        ...result,
        errors: result.errors.map((error) => (error.originalError ? asGraphqlError(error) : error)),
      }
    : result;

/** graphql-jit's errors pass `instanceof` but lack what graphql-js gives its own (extensions, toJSON), which Apollo relies on. */
function asGraphqlError({ message, path, originalError }: GraphQLError): GraphQLError {
  return new GraphQLError(message, { path, originalError });
}

/** The executor in the shape that Apollo Server takes it in. */
export function jitGateway(
  schema: GraphQLSchema,
  isOurs: (hash: string | undefined) => boolean,
): GatewayInterface {
  return {
    load: async () => ({ executor: jitExecutor(schema, isOurs) }),
    onSchemaLoadOrUpdate(tell) {
      tell({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => undefined;
    },
    stop: async () => undefined,
  };
}
