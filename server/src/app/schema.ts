import '../platform/metadata.ts';
import type { GraphQLSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { guardRootFields } from '../platform/graphql/guard.ts';
import { resolverClasses } from './modules.ts';

/** The executable schema over the given resolver instances; with none it can only be printed. */
export function buildGuardedSchema(resolvers: readonly object[] = []): GraphQLSchema {
  const instances = new Map(resolvers.map((resolver) => [resolver.constructor, resolver]));
  const schema = buildSchemaSync({
    resolvers: resolverClasses,
    validate: false, // per argument, `validate: true`
    container: {
      get(resolverClass) {
        const instance = instances.get(resolverClass);
        if (!instance) throw new Error(`${resolverClass.name} is not assembled in app/modules.ts`);
        return instance;
      },
    },
  });
  return guardRootFields(schema);
}
