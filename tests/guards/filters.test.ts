import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isObjectType,
  type GraphQLField,
  type GraphQLInputObjectType,
} from 'graphql';
import { beforeAll, expect, it } from 'vitest';
import { buildGuardedSchema } from '../../server/src/app/schema.ts';
import { withApp } from '../support/app.ts';
import type { Client } from '../support/client.ts';

const test = withApp();
const SOME_ID = '0199aaaa-0000-7000-8000-000000000000';

/** Every list that takes a filter: what each role gets for each value of each of its fields, one field at a time. */
const lists = Object.values(buildGuardedSchema().getQueryType()?.getFields() ?? {}).flatMap((field) => {
  const filter = field.args.find(({ name }) => name === 'filter');
  const type = filter && getNullableType(filter.type);
  const answer = getNamedType(field.type);
  const alone = field.args.every((arg) => getNullableType(arg.type) === arg.type);
  const plain = alone && filter?.type === type && isObjectType(answer) && 'total' in answer.getFields();
  return isInputObjectType(type) && plain ? [{ field, type }] : [];
});

const valuesOf = (type: GraphQLInputObjectType): Record<string, unknown>[] =>
  Object.values(type.getFields()).flatMap((field) => {
    const named = getNamedType(field.type);
    const list = isListType(getNullableType(field.type));
    const values: unknown[] = isEnumType(named)
      ? named.getValues().map(({ name }) => name)
      : ({ Boolean: [true, false], ID: [SOME_ID], Int: [2026], String: ['6109/610926/'] }[named.name] ?? []);
    return values.map((value) => ({ [field.name]: list ? [value] : value }));
  });

let askers: [role: string, client: Client][];

beforeAll(async () => {
  const { world } = test;
  await world.insert('programme_year', { year: 2026, confirm_by: '2026-03-31' });
  const unit = await world.unit('610926');
  const cadreId = await world.cadre(unit);
  askers = [
    ['CITY_OPERATOR', await world.signedIn('CITY_OPERATOR', '6109/')],
    ['COUNTY_OPERATOR', await world.signedIn('COUNTY_OPERATOR', '6109/610926/')],
    ['LEADER', await world.signedIn('LEADER', '6109/610926/')],
    ['UNIT_LIAISON', await world.signedIn('UNIT_LIAISON', unit.path)],
    ['CADRE', await world.signedIn('CADRE', unit.path, cadreId)],
  ];
});

const ask = (client: Client, { name, args }: GraphQLField<unknown, unknown>, filter: object) => {
  const type = String(args.find((arg) => arg.name === 'filter')?.type);
  return client.ask(`query ($filter: ${type}) { ${name}(filter: $filter) { total } }`, { filter });
};

it('there are lists with filters', () => expect(lists.length).toBeGreaterThan(5));

it.each(lists.map(({ field, type }) => [field.name, field, type] as const))(
  '%s answers, or says that it may not, whatever is filtered by and whoever asks',
  async (_name, field, type) => {
    const broken: string[] = [];
    for (const filter of valuesOf(type)) {
      for (const [role, client] of askers) {
        const { code } = await ask(client, field, filter);
        if (!['', 'FORBIDDEN', 'NOT_FOUND', 'INVALID_INPUT'].includes(code ?? '')) {
          broken.push(`${role} ${JSON.stringify(filter)}: ${code}`);
        }
      }
    }
    expect(broken).toEqual([]);
  },
);
