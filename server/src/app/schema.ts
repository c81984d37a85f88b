import '../platform/metadata.ts';
import type { GraphQLSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { callFieldsDirectly } from '../platform/graphql/direct-fields.ts';
import { DEFAULT_LIMITS } from '../platform/limits.ts';
import { validateInput } from '../platform/graphql/validate.ts';
import { guardRootFields } from '../platform/graphql/guard.ts';
import { resolverClasses } from './modules.ts';

/** What those who write to this schema must know of its limits; how they are counted: ADR 0040. */
const HOW_MUCH = `How much one request may ask for (TOO_COMPLEX otherwise): ${DEFAULT_LIMITS.tokens} tokens, ${DEFAULT_LIMITS.depth} levels,
${DEFAULT_LIMITS.rootFields} root fields, the same field ${DEFAULT_LIMITS.sameField} times in one place, over aliases and fragments; what tries a password or
a code once. Its cost, the number of values that the answer can hold, is at most ${DEFAULT_LIMITS.cost}: one for each field, times the
rows of the lists above it (the size of its page, the number of its ids, else 10). Batches are not taken. Whoever asks too fast
gets RATE_LIMITED with the seconds to wait. An installation may set other figures.`;

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
  schema.description = HOW_MUCH;
  callFieldsDirectly(schema, (resolver) => instances.get(resolver));
  return guardRootFields(schema);
}
