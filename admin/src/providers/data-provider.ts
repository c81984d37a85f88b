import type { DataProvider } from 'react-admin';
import buildGraphQLProvider, { type BuildQueryFactory } from 'ra-data-graphql';
import { client } from './client.ts';
import { toQinyouError } from './errors.ts';

const METHODS = [
  'getList',
  'getOne',
  'getMany',
  'getManyReference',
  'create',
  'update',
  'delete',
  'updateMany',
  'deleteMany',
] as const;

/** The GraphQL data provider with our documents; every failure leaves it as a `QinyouError`. */
export const makeDataProvider = (buildQuery: BuildQueryFactory): DataProvider => {
  const provider = buildGraphQLProvider({
    client,
    introspection: false,
    buildQuery,
    query: () => ({ fetchPolicy: 'no-cache' }),
    mutation: () => ({ fetchPolicy: 'no-cache' }),
  });
  const wrapped: DataProvider = { ...provider, supportAbortSignal: true };
  for (const method of METHODS) {
    const call = provider[method] as (resource: string, params: unknown) => Promise<unknown>;
    Object.assign(wrapped, {
      [method]: async (resource: string, params: unknown) => {
        try {
          return await call(resource, params);
        } catch (error) {
          throw toQinyouError(error);
        }
      },
    });
  }
  return wrapped;
};
