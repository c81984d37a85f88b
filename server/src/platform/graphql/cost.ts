import {
  getNamedType,
  getVariableValues,
  GraphQLError,
  isListType,
  isNonNullType,
  isObjectType,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { getComplexity, type ComplexityEstimator } from 'graphql-query-complexity/cjs'; // the build that shares graphql with us
import { MAX_LIST } from './argument-shapes.ts';
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from './page.ts';

/** Rows that a list without a page is taken to have: what belongs to one record, like a household's members. */
const FEW = 10;

interface Args {
  page?: { size?: number } | null;
  ids?: readonly unknown[];
}

/**
 * What one field can bring: a value of its own and, for each row of its list, what is asked of the row. A paged list counts its
 * page's size, a list by ids the ids, any other list {@link FEW}.
 */
const values: ComplexityEstimator = ({ field, type, args, childComplexity }) => {
  const named = getNamedType(field.type);
  const paged = field.args.some(({ name }) => name === 'page');
  const { page, ids } = args as Args;
  const size = page?.size ?? DEFAULT_PAGE_SIZE;
  if (paged) return 1 + Math.min(Math.max(size, 1), MAX_PAGE_SIZE) * childComplexity;
  if (!isObjectType(named) || !isList(field.type)) return 1 + childComplexity;
  if (ids) return 1 + (ids.length > MAX_LIST ? 0 : ids.length * childComplexity); // more are refused unread
  const rowsOfPage = field.name === 'items' && type.name.endsWith('List'); // counted where the page was asked for
  return 1 + (rowsOfPage ? 1 : FEW) * childComplexity;
};

const isList = (type: unknown): boolean => isListType(isNonNullType(type) ? type.ofType : type);

/**
 * How many values the answer to an operation can hold; no end to it where fragments spread to more than 10,000 selections. Null
 * where the variables don't fit: it won't be run.
 */
export function costOf(
  schema: GraphQLSchema,
  query: DocumentNode,
  { operation, variables = {} }: { operation: OperationDefinitionNode; variables?: Record<string, unknown> },
): number | null {
  if (getVariableValues(schema, operation.variableDefinitions ?? [], variables).errors) return null;
  try {
    const operationName = operation.name?.value;
    return getComplexity({ schema, query, operationName, variables, estimators: [values] });
  } catch (error) {
    if (error instanceof GraphQLError) return Infinity;
    throw error;
  }
}

/** Longer descriptions than this are not kept. */
const LONGEST_SHAPE = 1000;

/**
 * What of the variables a cost hangs on: sizes, lengths, what is left out, but no text; counting takes longer than many an answer.
 * Null where it is too long to be remembered by.
 */
export function shapeOf(variables: Record<string, unknown> | undefined): string | null {
  const shape = JSON.stringify(variables ?? {}, (_key, value: unknown) =>
    typeof value === 'string' ? '' : value,
  );
  return shape.length > LONGEST_SHAPE ? null : shape;
}
