import type {
  CreateParams,
  DeleteParams,
  GetListParams,
  GetManyParams,
  GetManyReferenceParams,
  GetOneParams,
  UpdateParams,
} from 'react-admin';
import type { BuildQueryFactory, BuildQueryResult } from 'ra-data-graphql';
import { coerce, shapeOf } from './coerce.ts';
import {
  answerKey,
  operationOf,
  type AnyDocument,
  type Registry,
  type ResourceDocuments,
} from './documents.ts';
import type { InputShapes, Shape } from './input-shapes.ts';

type Answer = { data: Record<string, unknown> };
type Params = Record<string, unknown>;

const constantCase = (name: string) =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll('.', '_')
    .toUpperCase();

const variablesOf = (document: AnyDocument): Map<string, Shape> =>
  new Map(
    operationOf(document).variableDefinitions?.map((v) => [v.variable.name.value, shapeOf(v.type)]) ?? [],
  );

/** A key that the filter type does not know would silently widen the list: a mistake of ours, so it is said. */
const filterOf = (filter: Params, shape: Shape, shapes: InputShapes): unknown => {
  const known = shapes.fields(shape.name);
  const unknown = known ? Object.keys(filter).filter((k) => !known.has(k)) : [];
  if (unknown.length > 0) throw new Error(`${shape.name} has no field ${unknown.join(', ')}`);
  return coerce(filter, shape, shapes);
};

/** react-admin’s `{ field, order }` as the schema’s sort input; a field that can’t be sorted by is left to the server’s order. */
const sortOf = (sort: { field: string; order: string }, shape: Shape, shapes: InputShapes): unknown => {
  const fields = shapes.fields(shape.name);
  const fieldShape = fields?.get('field');
  const orderKey = fields?.has('direction') ? 'direction' : 'order';
  const names = fieldShape && shapes.values(fieldShape.name);
  const field = names && [sort.field, constantCase(sort.field)].find((n) => names.has(n));
  if (!field) return undefined;
  const one = { field, [orderKey]: sort.order };
  return shape.list ? [one] : one;
};

const pageOf = (
  pagination: { page: number; perPage: number },
  shape: Shape,
  shapes: InputShapes,
): unknown => {
  const fields = shapes.fields(shape.name);
  const numberKey = fields?.has('page') ? 'page' : 'number';
  return { [numberKey]: pagination.page, size: pagination.perPage };
};

const listVariables = (document: AnyDocument, params: GetListParams, shapes: InputShapes): Params => {
  const declared = variablesOf(document);
  const out: Params = {};
  const [filter, sort, page] = [declared.get('filter'), declared.get('sort'), declared.get('page')];
  if (filter) out['filter'] = filterOf((params.filter ?? {}) as Params, filter, shapes);
  if (sort && params.sort) out['sort'] = sortOf(params.sort, sort, shapes);
  if (page && params.pagination) out['page'] = pageOf(params.pagination, page, shapes);
  // `total` is counted only when somebody looks at it; a list page does.
  if (declared.has('withTotal')) out['withTotal'] = true;
  return out;
};

const list = (document: AnyDocument, params: GetListParams, shapes: InputShapes): BuildQueryResult => ({
  query: document,
  variables: listVariables(document, params, shapes),
  parseResponse: ({ data }: Answer) => {
    const page = data[answerKey(document)] as { items: unknown[]; total?: number | null };
    const size = params.pagination?.perPage ?? page.items.length;
    return page.total == null
      ? {
          data: page.items,
          pageInfo: {
            hasPreviousPage: (params.pagination?.page ?? 1) > 1,
            hasNextPage: page.items.length >= size,
          },
        }
      : { data: page.items, total: page.total };
  },
});

const plain = (document: AnyDocument, variables: Params): BuildQueryResult => ({
  query: document,
  variables,
  parseResponse: ({ data }: Answer) => ({ data: data[answerKey(document)] }),
});

/** One verb, one `input`: what the input type asks for, taken from the form, with the id and the version that was seen. */
const write = (document: AnyDocument, data: Params, shapes: InputShapes): BuildQueryResult => {
  const shape = variablesOf(document).get('input');
  if (!shape) throw new Error('A write without $input');
  return plain(document, { input: coerce(data, shape, shapes) });
};

const need = (
  documents: ResourceDocuments | undefined,
  key: keyof ResourceDocuments,
  resource: string,
): AnyDocument => {
  const document = documents?.[key];
  if (!document) throw new Error(`${resource} has no document for "${key}"`);
  return document;
};

/**
 * Our `buildQuery` for ra-data-graphql: each resource’s typed documents, filled from react-admin’s parameters.
 * Bulk writes are no loops of single ones here; they are mutations or jobs of their own (`useIntent`).
 */
export const buildQueryFactory =
  (registry: Registry, shapes: InputShapes): BuildQueryFactory =>
  () =>
  (method, resource, params: unknown) => {
    const documents = registry[resource];
    switch (method) {
      case 'GET_LIST':
        return list(need(documents, 'list', resource), params as GetListParams, shapes);
      case 'GET_MANY_REFERENCE': {
        const { target, id, filter, ...rest } = params as GetManyReferenceParams;
        const document = need(documents, 'list', resource);
        return list(document, { ...rest, filter: { ...(filter as Params), [target]: id } }, shapes);
      }
      case 'GET_ONE':
        return plain(need(documents, 'one', resource), { id: (params as GetOneParams).id });
      case 'GET_MANY':
        return plain(need(documents, 'many', resource), { ids: (params as GetManyParams).ids });
      case 'CREATE':
        return write(need(documents, 'create', resource), (params as CreateParams).data as Params, shapes);
      case 'UPDATE': {
        const { id, data, previousData } = params as UpdateParams;
        const seen = (previousData as { version?: number } | undefined)?.version;
        return write(
          need(documents, 'update', resource),
          { ...(seen === undefined ? {} : { version: seen }), ...data, id },
          shapes,
        );
      }
      case 'DELETE': {
        const { id, previousData, meta } = params as DeleteParams;
        return write(
          need(documents, 'delete', resource),
          { ...previousData, ...(meta as Params | undefined), id },
          shapes,
        );
      }
      default:
        throw new Error(`${method} is no single request here; use an intention (useIntent)`);
    }
  };
