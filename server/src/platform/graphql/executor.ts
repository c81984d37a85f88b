import type { GatewayExecutor, GatewayInterface } from '@apollo/server-gateway-interface';
import { execute, getOperationAST, getVariableValues, GraphQLError, type GraphQLSchema } from 'graphql';
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit';
import { LRUCache } from 'lru-cache';

/** Compiled queries kept; the console and its tests have a few hundred documents, strangers' fall out first. */
const COMPILED_QUERIES = 1000;

/**
 * Runs queries compiled (graphql-jit), everything else and whatever can't be compiled by graphql-js. As Apollo's executor,
 * so that validation, plugins and `formatError` stay in place.
 */
export function jitExecutor(schema: GraphQLSchema): GatewayExecutor {
  const compiled = new LRUCache<string, CompiledQuery | { slow: true }>({ max: COMPILED_QUERIES });

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

    const key = `${queryHash}|${operationName ?? ''}`;
    let query = compiled.get(key);
    if (!query) {
      const result = compileQuery(schema, document, operationName ?? undefined);
      query = isCompiledQuery(result) ? result : { slow: true };
      compiled.set(key, query);
    }
    if ('slow' in query) return await plain();

    const { coerced, errors } = getVariableValues(
      schema,
      operation.variableDefinitions ?? [],
      request.variables ?? {},
    );
    if (errors) return { errors };
    const result = await query.query(undefined, context, coerced);
    return result.errors ? { ...result, errors: result.errors.map(asGraphqlError) } : result;
  };
}

/** graphql-jit's errors pass `instanceof` but lack what graphql-js gives its own (extensions, toJSON), which Apollo relies on. */
function asGraphqlError({ message, path, originalError }: GraphQLError): GraphQLError {
  return new GraphQLError(message, { path, originalError });
}

/** The executor in the shape that Apollo Server takes it in. */
export function jitGateway(schema: GraphQLSchema): GatewayInterface {
  return {
    load: async () => ({ executor: jitExecutor(schema) }),
    onSchemaLoadOrUpdate(tell) {
      tell({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => undefined;
    },
    stop: async () => undefined,
  };
}
