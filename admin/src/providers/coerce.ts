import { Kind, type TypeNode } from 'graphql';
import type { InputShapes, Shape } from './input-shapes.ts';

/** Local date of a Date picked in a form; a time zone must not move a birthday. */
const localDate = (d: Date) =>
  [d.getFullYear(), d.getMonth() + 1, d.getDate()].map((n) => String(n).padStart(2, '0')).join('-');

const scalar = (value: unknown, type: string): unknown => {
  switch (type) {
    case 'Int':
    case 'Float': {
      const n = typeof value === 'string' ? Number(value) : value;
      return typeof n === 'number' && Number.isNaN(n) ? value : n;
    }
    case 'Boolean':
      return value === 'true' ? true : value === 'false' ? false : value;
    case 'ID':
    case 'String':
      return typeof value === 'number' ? String(value) : value;
    default:
      return value instanceof Date
        ? type === 'DateTime' || type === 'DateTimeISO'
          ? value.toISOString()
          : localDate(value)
        : value;
  }
};

/**
 * A form’s value as the schema wants it. Nulls are kept (they clear a field), an empty text in an optional field is null,
 * a numeric text becomes a number, and what the input type does not know (read-only fields of the record) is left out.
 */
export const coerce = (value: unknown, shape: Shape, shapes: InputShapes): unknown => {
  if (value === null || value === undefined) return value;
  if (shape.list) {
    const item = { ...shape, list: false };
    return (Array.isArray(value) ? value : [value]).map((v) => coerce(v, item, shapes));
  }
  if (value === '' && !(shape.required && shape.name === 'String')) return null;
  const fields = shapes.fields(shape.name);
  if (!fields || typeof value !== 'object') return scalar(value, shape.name);
  const out: Record<string, unknown> = {};
  for (const [key, sub] of fields) {
    const given = (value as Record<string, unknown>)[key];
    if (given !== undefined) out[key] = coerce(given, sub, shapes);
  }
  return out;
};

/** The shape a document’s variable declares. */
export const shapeOf = (node: TypeNode): Shape => {
  if (node.kind === Kind.NON_NULL_TYPE) return { ...shapeOf(node.type), required: true };
  if (node.kind === Kind.LIST_TYPE) return { ...shapeOf(node.type), list: true, required: false };
  return { name: node.name.value, list: false, required: false };
};
