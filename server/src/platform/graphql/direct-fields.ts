import {
  isObjectType,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';
import { getMetadataStorage } from 'type-graphql';
import { argumentReader, argumentsReader } from './arguments.ts';
import type { RequestContext } from './context.ts';

type Metadata = ReturnType<typeof getMetadataStorage>;
type FieldResolverMetadata = Metadata['fieldResolvers'][number];
type RootResolverMetadata = Metadata['queries'][number];
type Parameter = NonNullable<RootResolverMetadata['params']>[number];
type Args = Record<string, unknown>;
type Resolve = GraphQLFieldResolver<unknown, RequestContext, Args>;
type Method = (this: unknown, ...parameters: unknown[]) => unknown;
/** What a method gets for one of its parameters. */
type Pick = (root: unknown, args: Args, context: RequestContext, info: GraphQLResolveInfo) => unknown;
type InstanceOf = (resolver: unknown) => object | undefined;

/**
 * Reads fields straight from their row, and calls resolvers of fields, queries and mutations as they are. type-graphql copies the
 * row into an instance of its class and builds a chain of closures, for each field of each row, and waits for each argument; ours
 * need neither.
 * @param instanceOf the resolver object of a class, undefined while the schema is only printed
 */
export function callFieldsDirectly(schema: GraphQLSchema, instanceOf: InstanceOf): void {
  const { objectTypes, fieldResolvers, queries, mutations } = getMetadataStorage();
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
  const roots = [
    [schema.getQueryType(), queries],
    [schema.getMutationType(), mutations],
  ] as const;
  for (const [type, resolvers] of roots) {
    for (const metadata of resolvers) {
      const field = type?.getFields()[metadata.schemaName];
      if (field) field.resolve = directly(metadata, instanceOf) ?? field.resolve;
    }
  }
}

function directly(
  metadata: FieldResolverMetadata | RootResolverMetadata,
  instanceOf: InstanceOf,
): Resolve | undefined {
  const parameters = (metadata.params ?? []).toSorted((a, b) => a.index - b.index);
  const picks = parameters.flatMap((parameter) => pickOf(parameter) ?? []);
  if (picks.length < parameters.length || metadata.middlewares?.length) return undefined;

  const ofItsType = 'kind' in metadata && metadata.kind === 'internal';
  const instance = ofItsType ? undefined : instanceOf(metadata.target);
  const method = Object.getOwnPropertyDescriptor(metadata.target.prototype, metadata.methodName)?.value as
    | Method
    | undefined;
  if (!method || (!ofItsType && !instance)) return undefined;
  if (picks.length > 3)
    return (root, args, context, info) =>
      method.apply(
        instance ?? root,
        picks.map((pick) => pick(root, args, context, info)),
      );
  const [first, second, third] = picks;
  return (root, args, context, info) =>
    method.call(
      instance ?? root,
      first?.(root, args, context, info),
      second?.(root, args, context, info),
      third?.(root, args, context, info),
    );
}

/** Undefined for what none of ours asks for: such a resolver stays type-graphql's to call. */
function pickOf(parameter: Parameter): Pick | undefined {
  if ('propertyName' in parameter && parameter.propertyName) return undefined;
  switch (parameter.kind) {
    case 'root':
      return (root) => root;
    case 'context':
      return (_root, _args, context) => context;
    case 'info':
      return (_root, _args, _context, info) => info;
    case 'arg': {
      const read = argumentReader(parameter.getType());
      return (_root, args) => read(args[parameter.name]);
    }
    case 'args': {
      const read = argumentsReader(parameter.getType());
      return (_root, args) => read(args);
    }
    case 'custom':
      if (parameter.options.arg) return undefined;
      return (root, args, context, info) => parameter.resolver({ root, args, context, info }) as unknown;
    case 'pubSub':
      return undefined;
  }
}
