import { getMetadataStorage, type ClassType } from 'type-graphql';
import { validateInput } from './validate.ts';

/** Turns a value as GraphQL coerced it into what a resolver takes. */
type Read = (value: unknown) => unknown;
type Values = Record<string, unknown>;
type InputMetadata = ReturnType<typeof getMetadataStorage>['inputTypes'][number];

const asItIs: Read = (value) => value;
const readers = new Map<unknown, Read>();

/** Reads an argument of this type and checks its decorators. @throws ArgumentValidationError */
export function argumentReader(type: unknown): Read {
  const read = readerOf(type);
  return (value) => checked(read(value));
}

/** Reads all arguments of a field at once, as an instance of an `@ArgsType` class. @throws ArgumentValidationError */
export function argumentsReader(type: unknown): (args: Values) => unknown {
  const metadata = getMetadataStorage().argumentTypes;
  const read = objectReader(type as ClassType<object>, metadata);
  return (args) => checked(read(args));
}

function checked(value: unknown): unknown {
  validateInput(value);
  return value;
}

/**
 * Makes instances of an input class and of the inputs within, as type-graphql does; but it looks up anew for each value what
 * the fields of the class are, among all input classes there are.
 */
function readerOf(type: unknown): Read {
  const known = readers.get(type);
  if (known) return known;
  const inputs = getMetadataStorage().inputTypes;
  if (!inputs.some(({ target }) => target === type)) return asItIs; // a scalar or an enum
  const read = objectReader(type as ClassType<object>, inputs);
  const each: Read = (value) =>
    Array.isArray(value) ? value.map(each) : value ? read(value as Values) : value;
  readers.set(type, each);
  return each;
}

function objectReader(type: ClassType<object>, among: readonly InputMetadata[]): (values: Values) => object {
  let fields: [name: string, read: Read][] | undefined; // found when first needed: an input may hold inputs of its own kind
  return (values) => {
    fields ??= fieldsOf(type, among).map(({ name, getType }) => [name, readerOf(getType())]);
    const instance = new type() as Values;
    for (const name of Object.keys(instance)) {
      if (instance[name] === undefined && !(name in values)) delete instance[name]; // declared, not sent
    }
    for (const [name, read] of fields) {
      const value = values[name];
      if (value !== undefined) instance[name] = read(value);
    }
    return instance;
  };
}

/** Its own fields, and those of the classes that it extends. */
function fieldsOf(
  type: ClassType<object>,
  among: readonly InputMetadata[],
): NonNullable<InputMetadata['fields']> {
  const own = among.find(({ target }) => target === type)?.fields ?? [];
  const above = Object.getPrototypeOf(type) as ClassType<object>;
  if (above.prototype === undefined) return own;
  const names = new Set(own.map(({ name }) => name));
  return [...own, ...fieldsOf(above, among).filter(({ name }) => !names.has(name))];
}
