import { buildSchema, introspectionFromSchema, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { buildQueryFactory } from './build-query.ts';
import type { AnyDocument } from './documents.ts';
import { inputShapes } from './input-shapes.ts';

const schema = buildSchema(/* GraphQL */ `
  scalar Date
  enum HouseholdSortField {
    HEAD_NAME
    NEED
  }
  enum SortOrder {
    ASC
    DESC
  }
  input HouseholdSort {
    field: HouseholdSortField!
    order: SortOrder!
  }
  input HouseholdFilter {
    within: String
    eligible: Boolean
    sizes: [Int!]
    regionId: ID
  }
  input PageInput {
    number: Int
    size: Int
    after: String
  }
  input MemberInput {
    name: String!
    diedOn: Date
  }
  input EditHouseholdInput {
    id: ID!
    version: Int!
    headName: String!
    size: Int
    remark: String
    movedOn: Date
    members: [MemberInput!]
  }
  type Household {
    id: ID!
  }
  type HouseholdList {
    items: [Household!]!
    total: Int
  }
  type Query {
    households(filter: HouseholdFilter, sort: HouseholdSort, page: PageInput): HouseholdList
    household(id: ID!): Household
    householdsByIds(ids: [ID!]!): [Household!]!
  }
  type Mutation {
    editHousehold(input: EditHouseholdInput!): Household
  }
`);
const doc = (source: string) => parse(source) as AnyDocument;
const documents = {
  list: doc(
    'query H($filter: HouseholdFilter, $sort: HouseholdSort, $page: PageInput, $withTotal: Boolean = true) { households(filter: $filter, sort: $sort, page: $page) { items { id } total @include(if: $withTotal) } }',
  ),
  one: doc('query H1($id: ID!) { household(id: $id) { id } }'),
  many: doc('query HM($ids: [ID!]!) { householdsByIds(ids: $ids) { id } }'),
  update: doc('mutation E($input: EditHouseholdInput!) { editHousehold(input: $input) { id } }'),
};
const build = buildQueryFactory(
  { households: documents },
  inputShapes(introspectionFromSchema(schema)),
)({} as never);
const variables = (method: string, params: unknown) =>
  build(method, 'households', params).variables as Record<string, unknown>;
const list = (params: object) =>
  variables('GET_LIST', {
    pagination: { page: 2, perPage: 25 },
    sort: { field: 'id', order: 'ASC' },
    filter: {},
    ...params,
  });

describe('lists', () => {
  it('asks for a page, its total, and a known sort', () => {
    expect(
      list({ sort: { field: 'headName', order: 'DESC' }, filter: { eligible: 'true', sizes: ['2', 3] } }),
    ).toEqual({
      filter: { eligible: true, sizes: [2, 3] },
      sort: { field: 'HEAD_NAME', order: 'DESC' },
      page: { number: 2, size: 25 },
      withTotal: true,
    });
  });
  it('leaves an unknown sort to the server', () => expect(list({}).sort).toBeUndefined());
  it('never widens a list by a filter that the schema lacks', () =>
    expect(() => list({ filter: { vilage: 'x' } })).toThrow(/vilage/));
  it('keeps a null in a filter', () =>
    expect(list({ filter: { within: null } }).filter).toEqual({ within: null }));
  it('filters a reference by its target', () => {
    const params = {
      target: 'regionId',
      id: '7',
      pagination: { page: 1, perPage: 10 },
      sort: { field: 'need', order: 'ASC' },
      filter: { eligible: true },
    };
    expect(variables('GET_MANY_REFERENCE', params)).toMatchObject({
      filter: { regionId: '7', eligible: true },
    });
  });
  it('reads total, or says whether there is more', () => {
    const query = build('GET_LIST', 'households', {
      pagination: { page: 1, perPage: 1 },
      sort: { field: 'id', order: 'ASC' },
      filter: {},
    });
    const read = (total: number | null) =>
      query.parseResponse({ data: { households: { items: [{ id: '1' }], total } } } as never) as unknown;
    expect(read(40)).toEqual({ data: [{ id: '1' }], total: 40 });
    expect(read(null)).toEqual({
      data: [{ id: '1' }],
      pageInfo: { hasPreviousPage: false, hasNextPage: true },
    });
  });
});

describe('records', () => {
  it('takes every id at once', () => {
    const ids = Array.from({ length: 500 }, (_, i) => String(i));
    expect(variables('GET_MANY', { ids })).toEqual({ ids });
  });
  it('writes what the input knows: version seen, nulls kept, texts coerced, the rest left out', () => {
    const data = {
      headName: '柯昌富',
      size: '4',
      remark: '',
      movedOn: null,
      __typename: 'Household',
      pairings: [{ id: 'x' }],
      members: [{ name: '柯', diedOn: new Date(2026, 2, 19), age: 61 }],
    };
    expect(variables('UPDATE', { id: 'h1', data, previousData: { id: 'h1', version: 3 } })).toEqual({
      input: {
        id: 'h1',
        version: 3,
        headName: '柯昌富',
        size: 4,
        remark: null,
        movedOn: null,
        members: [{ name: '柯', diedOn: '2026-03-19' }],
      },
    });
  });
  it('prefers the version of the form: after a conflict it is the newer one', () => {
    const params = { id: 'h1', data: { version: 4, headName: '甲' }, previousData: { version: 3 } };
    expect(variables('UPDATE', params)).toMatchObject({ input: { version: 4 } });
  });
  it('keeps an empty text where the schema wants a text, so that the server can say so', () => {
    expect(variables('UPDATE', { id: 'h1', data: { headName: '' }, previousData: {} })).toMatchObject({
      input: { headName: '' },
    });
  });
  it('has no bulk writes and no verbs without a document', () => {
    expect(() => build('UPDATE_MANY', 'households', {})).toThrow(/useIntent/);
    expect(() => build('CREATE', 'households', { data: {} })).toThrow(/no document/);
    expect(() => build('GET_LIST', 'ballots', {})).toThrow(/ballots/);
  });
});
