import '../platform/metadata.ts';
import type { GraphQLSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { callFieldsDirectly } from '../platform/graphql/direct-fields.ts';
import { validateInput } from '../platform/graphql/validate.ts';
import { guardRootFields } from '../platform/graphql/guard.ts';
import { resolverClasses } from './modules.ts';

/** The executable schema over the given resolver instances; with none it can only be printed. */
export function buildGuardedSchema(resolvers: readonly object[] = []): GraphQLSchema {
  const instances = new Map<unknown, object>(resolvers.map((resolver) => [resolver.constructor, resolver]));
  const schema = buildSchemaSync({
    resolvers: resolverClasses,
    validateFn: validateInput,
    container: {
      get(resolverClass) {
        const instance = instances.get(resolverClass);
        if (!instance) throw new Error(`${resolverClass.name} is not assembled in app/modules.ts`);
        return instance;
      },
    },
  });
  callFieldsDirectly(schema, (resolver) => instances.get(resolver));
  return guardRootFields(schema);
}
