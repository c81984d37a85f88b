import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  lexicographicSortSchema,
  printSchema,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { buildGuardedSchema } from '../../server/src/app/schema.ts';
import { allPolicies, type Policy } from '../../server/src/platform/auth/policy.ts';
import { ADMINISTRATORS } from '../../server/src/platform/auth/role.ts';
import { policyOf } from '../../server/src/platform/graphql/guard.ts';

const schema = buildGuardedSchema();
const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
const roots = [schema.getQueryType(), schema.getMutationType()].filter((type) => type != null);
const isRoot = (type: GraphQLObjectType) => roots.includes(type);
const yieldsObjects = (field: GraphQLField<unknown, unknown>) => {
  const type = getNamedType(field.type);
  return isObjectType(type) || isInterfaceType(type) || isUnionType(type);
};

/** Parts of a type that say nothing of themselves. */
function partsOf(type: GraphQLNamedType): string[] {
  const silent = (parts: readonly { name: string; description?: string | null }[], within: string) =>
    parts.flatMap(({ name, description }) => (description ? [] : [`${within}.${name}`]));
  if (isEnumType(type)) return silent(type.getValues(), type.name);
  if (isInputObjectType(type)) return silent(Object.values(type.getFields()), type.name);
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  const fields = Object.values(type.getFields());
  return [
    ...silent(fields, type.name),
    ...fields.flatMap(({ name, args }) => silent(args, `${type.name}.${name}`)),
  ];
}

describe('the whole schema', () => {
  it('has a policy on every query and mutation, one of the registered ones', () => {
    const known = new Set<Policy>(allPolicies());
    const without = roots.flatMap((type) =>
      Object.values(type.getFields())
        .filter((field) => !known.has(field.extensions['policy'] as Policy))
        .map(({ name }) => `${type.name}.${name}`),
    );
    expect(without).toEqual([]);
    expect(policyOf(schema).size).toBe(
      roots.reduce((sum, type) => sum + Object.keys(type.getFields()).length, 0),
    );
  });

  it('says of every edge how it keeps to what the caller may see', () => {
    const without = types.filter(isObjectType).flatMap((type) =>
      isRoot(type)
        ? []
        : Object.values(type.getFields())
            .filter((field) => yieldsObjects(field) && typeof field.extensions['scopedBy'] !== 'string')
            .map(({ name }) => `${type.name}.${name}`),
    );
    expect(without).toEqual([]);
  });

  it('answers an edge with a loader of its own through a resolver, not from whatever the parent carries', () => {
    const wrong = types.filter(isObjectType).flatMap((type) =>
      Object.values(type.getFields())
        .filter(
          ({ extensions, resolve }) =>
            extensions['scopedBy'] !== undefined && extensions['scopedBy'] !== 'parent' && !resolve,
        )
        .map(({ name }) => `${type.name}.${name}`),
    );
    expect(wrong).toEqual([]);
  });

  it('gives administrators nothing but what concerns accounts, grants and the record', () => {
    const theirs = allPolicies()
      .filter(({ audience, axes }) => audience === 'roles' && ADMINISTRATORS.some((role) => axes[role]))
      .map(({ name }) => name)
      .filter((name) => !/^(identity|account|access|grant|audit|session)\./.test(name));
    expect(theirs).toEqual([]);
  });

  it('describes every type, field, argument, input field and enum value', () => {
    const silent = types.flatMap((type) => {
      const own = type.description || roots.includes(type as GraphQLObjectType) ? [] : [type.name];
      return [...own, ...partsOf(type)];
    });
    expect(silent).toEqual([]);
  });

  it('is the one that is committed', () => {
    const committed = readFileSync(join(import.meta.dirname, '../../schema/schema.graphql'), 'utf8');
    expect(committed).toBe(`${printSchema(lexicographicSortSchema(schema))}\n`);
  });
});
