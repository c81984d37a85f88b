import {
  isObjectType,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';
import { getMetadataStorage } from 'type-graphql';
import type { RequestContext } from './context.ts';

type FieldResolverMetadata = ReturnType<typeof getMetadataStorage>['fieldResolvers'][number];
type Resolve = GraphQLFieldResolver<unknown, RequestContext>;
type Method = (this: unknown, ...parameters: unknown[]) => unknown;

/** What a resolver may ask for without anything to be checked or converted. */
const PLAIN = {
  root: (root: unknown) => root,
  context: (_root: unknown, context: RequestContext) => context,
  info: (_root: unknown, _context: RequestContext, info: GraphQLResolveInfo) => info,
};
const isPlain = (kind: string): kind is keyof typeof PLAIN => kind in PLAIN;

/**
 * Reads fields straight from their row, and calls field resolvers as they are where they take only root, context and info.
 * type-graphql copies the row into an instance of its class and builds a chain of closures, for each field of each row; ours
 * need neither.
 * @param instanceOf the resolver object of a class, undefined while the schema is only printed
 */
export function callFieldsDirectly(
  schema: GraphQLSchema,
  instanceOf: (resolver: unknown) => object | undefined,
): void {
  const { objectTypes, fieldResolvers } = getMetadataStorage();
  for (const { target, name, fields } of objectTypes) {
    const type = schema.getType(name);
    if (!isObjectType(type)) continue;
    const resolvers = fieldResolvers.filter(({ getObjectType }) => getObjectType?.() === target);
    for (const { name: property, schemaName } of fields ?? []) {
      const field = type.getFields()[schemaName];
      const metadata = resolvers.find(({ methodName }) => methodName === property);
      if (!field) continue;
      if (metadata) field.resolve = directly(metadata, instanceOf) ?? field.resolve;
      else if (property === schemaName) field.resolve = undefined; // graphql's own way: the property of that name
    }
  }
}

function directly(
  metadata: FieldResolverMetadata,
  instanceOf: (resolver: unknown) => object | undefined,
): Resolve | undefined {
  const parameters = (metadata.params ?? []).toSorted((a, b) => a.index - b.index);
  const picks = parameters.flatMap(({ kind }) => (isPlain(kind) ? [PLAIN[kind]] : []));
  const narrowed = parameters.some((parameter) => 'propertyName' in parameter && parameter.propertyName);
  if (picks.length < parameters.length || narrowed || metadata.middlewares?.length) return undefined;

  const ofItsType = metadata.kind === 'internal';
  const instance = ofItsType ? undefined : instanceOf(metadata.target);
  const method = Object.getOwnPropertyDescriptor(metadata.target.prototype, metadata.methodName)?.value as
    Method | undefined;
  if (!method || (!ofItsType && !instance)) return undefined;
  const [first, second, third] = picks;
  return (root, _args, context, info) =>
    method.call(
      instance ?? root,
      first?.(root, context, info),
      second?.(root, context, info),
      third?.(root, context, info),
    );
}
