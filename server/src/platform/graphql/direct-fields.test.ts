import { graphql, graphqlSync, isObjectType, type GraphQLSchema } from 'graphql';
import {
  Arg,
  buildSchemaSync,
  Ctx,
  Field,
  FieldResolver,
  Info,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { callFieldsDirectly } from './direct-fields.ts';

@ObjectType()
class Place {
  @Field(() => String)
  name!: string;

  @Field(() => String, { name: 'title' })
  words!: string;

  @Field(() => String)
  shout(@Root() { name }: Place): string {
    return name.toUpperCase();
  }
}

const seen: unknown[] = [];

@Resolver(() => Place)
class PlaceResolver {
  readonly #suffix: string;

  constructor(suffix: string) {
    this.#suffix = suffix;
  }

  @Query(() => Place)
  place(): Place {
    return row as Place;
  }

  @FieldResolver(() => String)
  told(@Ctx() context: object, @Root() root: Place, @Info() info: GraphQLResolveInfo): string {
    seen.push(root, context, info.fieldName);
    return `${root.name}${this.#suffix}`;
  }

  @FieldResolver(() => String)
  times(@Root() { name }: Place, @Arg('n', () => Number) n: number): string {
    return name.repeat(n);
  }
}

const row = { name: 'ping', words: 'a title' };
const context = { who: 'asks' };
let schema: GraphQLSchema;
const resolver = new PlaceResolver('!');

beforeAll(() => {
  schema = buildSchemaSync({
    resolvers: [PlaceResolver],
    validate: false,
    container: { get: () => resolver },
  });
  callFieldsDirectly(schema, (wanted) => (wanted === PlaceResolver ? resolver : undefined));
});

const fieldsOf = () => {
  const type = schema.getType('Place');
  if (!isObjectType(type)) throw new Error('Place is missing');
  return type.getFields();
};

describe('fields called directly', () => {
  it('answer as they would through type-graphql, whatever they ask for and in whatever order', async () => {
    const source = '{ place { name title shout told times(n: 2) } }';
    expect(await graphql({ schema, source, contextValue: context })).toEqual({
      data: { place: { name: 'ping', title: 'a title', shout: 'PING', told: 'ping!', times: 'pingping' } },
    });
  });

  it('get the row itself, not a copy of it', () => {
    seen.length = 0;
    graphqlSync({ schema, source: '{ place { told } }', contextValue: context });
    expect(seen[0]).toBe(row);
    expect(seen.slice(1)).toEqual([context, 'told']);
  });

  it('are no functions at all where the row has the property, and only there', () => {
    expect(fieldsOf()['name']?.resolve).toBeUndefined();
    expect(fieldsOf()['title']?.resolve).toBeDefined();
  });
});
