import { IsInt, Max } from 'class-validator';
import { graphql, type GraphQLSchema } from 'graphql';
import {
  Arg,
  Args,
  ArgsType,
  buildSchemaSync,
  Ctx,
  Field,
  InputType,
  Int,
  Query,
  Resolver,
} from 'type-graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { callFieldsDirectly } from './direct-fields.ts';
import { validateInput } from './validate.ts';

@InputType()
class Range {
  @Field(() => Int, { defaultValue: 1 })
  lo!: number;

  @Field(() => Int, { nullable: true })
  hi?: number | null;
}

@InputType()
class Wish extends Range {
  @Field(() => Int)
  @IsInt()
  @Max(9, { message: '最多 9' })
  often!: number;

  @Field(() => [Range], { nullable: true })
  ranges?: Range[] | null;

  @Field(() => Wish, { nullable: true })
  within?: Wish | null;
}

@ArgsType()
class Page {
  @Field(() => Int, { defaultValue: 25 })
  size!: number;

  @Field(() => Range, { nullable: true })
  of?: Range | null;
}

/** Values with the classes that they are instances of: what a resolver could tell apart. */
const seen: unknown[] = [];
const told = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(told);
  if (value === null || typeof value !== 'object') return value;
  const fields = Object.entries(value).map(([name, field]) => [name, told(field)] as const);
  return [value.constructor.name, Object.fromEntries(fields)];
};

@Resolver()
class WishResolver {
  @Query(() => Boolean)
  wish(
    @Ctx() context: object,
    @Arg('wish', () => Wish, { nullable: true }) wish: Wish | null,
    @Arg('words', () => [String], { nullable: true }) words: string[] | null,
    @Args(() => Page) page: Page,
  ): boolean {
    seen.push([context, told(wish), words, told(page)]);
    return true;
  }
}

const schemaOf = () =>
  buildSchemaSync({
    resolvers: [WishResolver],
    validateFn: validateInput,
    container: { get: () => resolver },
  });
const resolver = new WishResolver();
const contextValue = {};
let ours: GraphQLSchema;
let theirs: GraphQLSchema;

beforeAll(() => {
  theirs = schemaOf();
  ours = schemaOf();
  callFieldsDirectly(ours, () => resolver);
});

async function asked(schema: GraphQLSchema, args: string) {
  seen.length = 0;
  const { data, errors } = await graphql({ schema, source: `{ wish${args} }`, contextValue });
  return { data, errors: errors?.map(({ message }) => message), seen: [...seen] };
}

describe('arguments', () => {
  it.each([
    '',
    '(wish: null, words: null, of: null)',
    '(wish: {often: 1}, size: 3)',
    '(wish: {often: 1, lo: 4, hi: null, ranges: [{}, {hi: 2}]}, words: ["a", ""], of: {lo: 0})',
    '(wish: {often: 1, within: {often: 2, within: {often: 3, ranges: []}}})',
    '(wish: {often: 10})',
    '(wish: {often: 10, ranges: [{lo: 5}]}, size: 0)',
  ])('reach a resolver as type-graphql gives them: %s', async (args) => {
    expect(await asked(ours, args)).toEqual(await asked(theirs, args));
  });

  it('are instances of their classes, with what is inherited and what is within, and checked', async () => {
    const { seen: told } = await asked(ours, '(wish: {often: 1, hi: 2, within: {often: 3}})');
    const within = ['Wish', { often: 3, lo: 1 }];
    expect(told).toEqual([
      [contextValue, ['Wish', { often: 1, lo: 1, hi: 2, within }], undefined, ['Page', { size: 25 }]],
    ]);
    expect(await asked(ours, '(wish: {often: 10})')).toMatchObject({
      errors: ['Argument Validation Error'],
      seen: [],
    });
  });

  it('are read without type-graphql', () => {
    const resolveOf = (schema: GraphQLSchema) =>
      schema.getQueryType()?.getFields()['wish']?.resolve?.toString();
    expect(resolveOf(ours)).not.toBe(resolveOf(theirs));
  });
});
