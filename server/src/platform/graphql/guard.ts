import { defaultFieldResolver, type GraphQLResolveInfo, type GraphQLSchema } from 'graphql';
import { createParameterDecorator, Extensions } from 'type-graphql';
import { requireActor } from '../auth/actor.ts';
import { may, scopeFor, type Policy } from '../auth/policy.ts';
import type { Scope } from '../auth/scope.ts';
import { forbidden, unauthenticated } from '../errors.ts';
import { checkOf } from './argument-shapes.ts';
import type { RequestContext } from './context.ts';

/** Names the policy of a query or mutation. Without one the server does not start. */
export const Guarded = (policy: Policy): MethodDecorator & PropertyDecorator => Extensions({ policy });

/**
 * Says how an edge (a field that yields objects) keeps to what the caller may see: `parent` where it only shows what its
 * parent row already holds, otherwise the loader that applies the operation's scope. The guard test demands it of every edge.
 */
export const Scoped = (by: string): MethodDecorator & PropertyDecorator => Extensions({ scopedBy: by });

/** The policy of each root field, or an error that names the first field without one. */
export function policyOf(schema: GraphQLSchema): Map<string, Policy> {
  const policies = new Map<string, Policy>();
  for (const type of [schema.getQueryType(), schema.getMutationType()]) {
    for (const field of Object.values(type?.getFields() ?? {})) {
      const policy = field.extensions['policy'] as Policy | undefined;
      if (!policy) throw new Error(`${type?.name}.${field.name} has no policy; add @Guarded`);
      policies.set(field.name, policy);
    }
  }
  return policies;
}

/** Puts the policy and the shape of its arguments before every root field, in one place, whatever a resolver forgets. */
export function guardRootFields(schema: GraphQLSchema): GraphQLSchema {
  const policies = policyOf(schema);
  for (const type of [schema.getQueryType(), schema.getMutationType()]) {
    for (const field of Object.values(type?.getFields() ?? {})) {
      const resolve = field.resolve ?? defaultFieldResolver;
      const policy = policies.get(field.name)!;
      const check = checkOf(field.args);
      field.resolve = (source, args, context: RequestContext, info) => {
        if (!may(context.actor, policy)) throw context.actor ? forbidden() : unauthenticated();
        check(args as Record<string, unknown>); // after the policy: who may not hears no more than that
        context.scopes.set(rootKey(info), scopeFor(context.actor, policy));
        return resolve(source, args, context, info);
      };
    }
  }
  return schema;
}

function rootKey(info: GraphQLResolveInfo): string {
  let path = info.path;
  while (path.prev) path = path.prev;
  return String(path.key);
}

/** The scope of the operation that this field belongs to. */
export function scopeOfField(context: RequestContext, info: GraphQLResolveInfo): Scope {
  const scope = context.scopes.get(rootKey(info));
  if (!scope) throw forbidden();
  return scope;
}

/** Parameter: the scope of the operation, as its policy gives it to this actor. */
export const CurrentScope = () =>
  createParameterDecorator<RequestContext>(({ context, info }) => scopeOfField(context, info));

/** Parameter: who asks; UNAUTHENTICATED for nobody. */
export const CurrentActor = () =>
  createParameterDecorator<RequestContext>(({ context }) => requireActor(context.actor));
