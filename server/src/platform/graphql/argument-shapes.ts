import {
  getNullableType,
  isInputObjectType,
  isListType,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
} from 'graphql';
import { invalidInput } from '../errors.ts';

/** Items of a list that is sent, at the most: a page of the longest kind. What is bulk work has its own, narrower one. */
export const MAX_LIST = 1000;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const NOT_AN_ID = '编号不对。请回到列表，从那里重新打开';
const NOT_A_YEAR = '年度不对，填四位数';
const isYear = (value: number) => value >= 1900 && value <= 2999;
const NUL = '有一个看不见的字符，删掉重新填';

type Check = (value: unknown, field: string) => void;

/**
 * What the whole schema promises of every argument, derived from its type: an ID is a UUID, no list is longer than
 * {@link MAX_LIST}, a year has four digits, and no text holds the one sign that the database can't store. What is narrower stands on the input itself.
 * @throws INVALID_INPUT, by field
 */
export function checkOf(args: readonly GraphQLArgument[]): (values: Record<string, unknown>) => void {
  const checks = partsOf(args);
  return (values) => {
    for (const { name, check, shown } of checks) check(values[name], shown ? name : '');
  };
}

interface Part {
  name: string;
  check: Check;
  /** Whether the name is told: an input object is only the wrapping of its fields. */
  shown: boolean;
}

function partsOf(parts: readonly (GraphQLArgument | GraphQLInputField)[]): Part[] {
  return parts.flatMap(({ name, type }) => {
    const check = checkFor(type, name);
    return check ? [{ name, check, shown: !isInputObjectType(getNullableType(type)) }] : [];
  });
}

/** Undefined where there is nothing to check; null and left out are GraphQL's to judge. */
function checkFor(nullable: GraphQLInputType, name: string): Check | undefined {
  const type = getNullableType(nullable);
  if (isListType(type)) return listCheck(checkFor(type.ofType, name));
  if (isInputObjectType(type)) return objectCheck(Object.values(type.getFields()));
  if (type.name === 'ID') return (value, field) => demand(value, field, (id) => UUID.test(id), NOT_AN_ID);
  if (type.name === 'Int' && name === 'year') {
    return (value, field) => {
      if (typeof value === 'number' && !isYear(value)) throw invalidInput({ [field]: NOT_A_YEAR });
    };
  }
  if (type.name === 'String')
    return (value, field) => demand(value, field, (text) => !text.includes('\0'), NUL);
  return undefined;
}

function demand(value: unknown, field: string, fits: (text: string) => boolean, message: string): void {
  if (typeof value === 'string' && !fits(value)) throw invalidInput({ [field]: message });
}

function listCheck(each: Check | undefined): Check {
  return (value, field) => {
    if (!Array.isArray(value)) return;
    if (value.length > MAX_LIST) throw invalidInput({ [field]: `一次最多 ${MAX_LIST} 个，请分几次` });
    if (each) for (const item of value) each(item, field);
  };
}

/** An input may hold inputs of its own kind, so its parts are looked at when the first value comes. */
function objectCheck(fields: readonly GraphQLInputField[]): Check {
  let parts: Part[] | undefined;
  return (value, field) => {
    if (value === null || typeof value !== 'object') return;
    parts ??= partsOf(fields);
    for (const { name, check } of parts) {
      check((value as Record<string, unknown>)[name], field ? `${field}.${name}` : name);
    }
  };
}
