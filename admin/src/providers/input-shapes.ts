import type { IntrospectionInputValue, IntrospectionQuery, IntrospectionTypeRef } from 'graphql';

/** A type reference, unwrapped: `[ID!]!` is a list of `ID`. */
export interface Shape {
  name: string;
  list: boolean;
  required: boolean;
}

/** The schema’s input side, looked up by type name: fields of input objects, values of enums. */
export interface InputShapes {
  fields(type: string): ReadonlyMap<string, Shape> | undefined;
  values(type: string): ReadonlySet<string> | undefined;
}

const unwrap = (ref: IntrospectionTypeRef): Shape => {
  if (ref.kind === 'NON_NULL') return { ...unwrap(ref.ofType), required: true };
  if (ref.kind === 'LIST') return { ...unwrap(ref.ofType), list: true, required: false };
  return { name: ref.name, list: false, required: false };
};

/** Reads an introspection result (built in, never fetched). */
export const inputShapes = (schema: IntrospectionQuery): InputShapes => {
  const fields = new Map<string, Map<string, Shape>>();
  const values = new Map<string, Set<string>>();
  for (const type of schema.__schema.types) {
    if (type.kind === 'INPUT_OBJECT') {
      fields.set(
        type.name,
        new Map(type.inputFields.map((f: IntrospectionInputValue) => [f.name, unwrap(f.type)])),
      );
    }
    if (type.kind === 'ENUM') values.set(type.name, new Set(type.enumValues.map((v) => v.name)));
  }
  return { fields: (name) => fields.get(name), values: (name) => values.get(name) };
};
