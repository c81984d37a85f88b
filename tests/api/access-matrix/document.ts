import {
  getNamedType,
  isNonNullType,
  isObjectType,
  isUnionType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';

const DEPTH = 4;

export interface Operation {
  name: string;
  kind: 'query' | 'mutation';
  /** Asks for everything that the field can tell, four steps deep. */
  document: string;
}

/** Every operation of the schema with a document that asks for all it can tell. */
export function everyOperation(schema: GraphQLSchema): Operation[] {
  return (['query', 'mutation'] as const).flatMap((kind) => {
    const type = kind === 'query' ? schema.getQueryType() : schema.getMutationType();
    return Object.values(type?.getFields() ?? {}).map((field) => ({
      name: field.name,
      kind,
      document: documentOf(kind, field),
    }));
  });
}

function documentOf(kind: string, field: GraphQLField<unknown, unknown>): string {
  const args = field.args.filter(({ defaultValue }) => defaultValue === undefined);
  const variables = args.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
  const passed = args.map(({ name }) => `${name}: $${name}`).join(', ');
  const selection = selectionOf(getNamedType(field.type), []);
  return `${kind} Probe${variables && `(${variables})`} { ${field.name}${passed && `(${passed})`} ${selection} }`;
}

/** All leaves and, down to a depth, all edges that need no argument; a type is not entered again from within itself. */
function selectionOf(type: GraphQLNamedType, above: readonly string[]): string {
  if (isUnionType(type)) {
    return `{ __typename ${type
      .getTypes()
      .map((one) => `... on ${one.name} ${selectionOf(one, above)}`)
      .join(' ')} }`;
  }
  if (!isObjectType(type)) return '';
  if (above.length >= DEPTH || above.includes(type.name)) return '{ __typename }';
  const fields = Object.values(type.getFields())
    .filter(({ args }) => args.every((arg) => !isNonNullType(arg.type) || arg.defaultValue !== undefined))
    .map((field) => `${field.name} ${selectionOf(getNamedType(field.type), [...above, type.name])}`);
  return `{ __typename ${fields.join(' ')} }`;
}
