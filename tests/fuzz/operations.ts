import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import { Dice } from '../../seeds/demo/dice.ts';

const DEPTH = 5;
const ROOTS = 3;
/** They end the session that everything else is asked in, or try passwords, which takes its time by design. */
const LEFT_OUT = new Set([
  'signIn',
  'signOut',
  'signOutEverywhere',
  'redeemOneTimeCode',
  'changePassword',
  'endOwnSession',
]);

/** What stands in the data: operations that only name what isn't there find nothing out. */
export interface Pool {
  ids: readonly string[];
  texts: readonly string[];
  years: readonly number[];
}

export interface RandomOperation {
  kind: 'query' | 'mutation';
  document: string;
  variables: Record<string, unknown>;
  /** The root field behind each name in the answer. */
  roots: Map<string, string>;
}

const ODD_TEXTS = [
  '',
  ' ',
  '%',
  '_',
  "'",
  '"; drop table household; --',
  '\\',
  '\u0000',
  '😀',
  '一'.repeat(300),
  '../',
  '6109/',
  '0',
  '-1',
];
const ODD_NUMBERS = [0, 1, -1, 2, 25, 1000, 1001, 2 ** 31 - 1, -(2 ** 31)];
const ODD_DATES = ['2026-11-22', '2026-02-29', '0001-01-01', '9999-12-31', 'morgen', ''];

/** Makes operations of a schema at random, all of them valid GraphQL: the same dice, the same operations. */
export class OperationMaker {
  readonly #schema: GraphQLSchema;
  readonly #dice: Dice;
  readonly #pool: Pool;
  #variables: { name: string; type: string; value: unknown }[] = [];

  constructor(schema: GraphQLSchema, dice: Dice, pool: Pool) {
    this.#schema = schema;
    this.#dice = dice;
    this.#pool = pool;
  }

  next(): RandomOperation {
    this.#variables = [];
    const kind = this.#dice.chance(20) ? 'mutation' : 'query';
    const type = kind === 'query' ? this.#schema.getQueryType() : this.#schema.getMutationType();
    const fields = Object.values(type?.getFields() ?? {}).filter(({ name }) => !LEFT_OUT.has(name));
    const roots = new Map<string, string>();
    const count = kind === 'mutation' ? 1 : 1 + this.#dice.number(0, ROOTS - 1);
    const parts = Array.from({ length: count }, (_, i) => {
      const field = this.#dice.pick(fields);
      roots.set(`r${i}`, field.name);
      return `r${i}: ${this.#field(field, 1)}`;
    });
    const declared = this.#variables.map(({ name, type: of }) => `$${name}: ${of}`).join(', ');
    return {
      kind,
      document: `${kind} Random${declared && `(${declared})`} { ${parts.join(' ')} }`,
      variables: Object.fromEntries(this.#variables.map(({ name, value }) => [name, value])),
      roots,
    };
  }

  #field({ name, args, type }: GraphQLField<unknown, unknown>, depth: number): string {
    const passed = args
      .filter((arg) => (isNonNullType(arg.type) && arg.defaultValue === undefined) || this.#dice.chance(60))
      .map((arg) => {
        const variable = `v${this.#variables.length}`;
        this.#variables.push({
          name: variable,
          type: String(arg.type),
          value: this.#value(arg.type, arg.name, 0),
        });
        return `${arg.name}: $${variable}`;
      });
    return `${name}${passed.length > 0 ? `(${passed.join(', ')})` : ''} ${this.#selection(getNamedType(type), depth)}`;
  }

  #selection(type: GraphQLNamedType, depth: number): string {
    if (isUnionType(type)) {
      const parts = type.getTypes().map((one) => `... on ${one.name} ${this.#selection(one, depth)}`);
      return `{ __typename ${parts.join(' ')} }`;
    }
    if (!isObjectType(type)) return '';
    const all = Object.values(type.getFields());
    const wanted = all.filter((field) => {
      const deeper = isObjectType(getNamedType(field.type)) || isUnionType(getNamedType(field.type));
      if (field.name === 'items') return true;
      return deeper ? depth < DEPTH && this.#dice.chance(40) : this.#dice.chance(50);
    });
    // A name is told by no alias; two fields with other arguments would have to merge, so each is asked for once.
    const own = ['__typename', ...(all.some(({ name }) => name === 'id') ? ['rowId: id'] : [])];
    return `{ ${own.join(' ')} ${wanted.map((field) => this.#field(field, depth + 1)).join(' ')} }`;
  }

  #value(type: GraphQLInputType, name: string, depth: number): unknown {
    if (!isNonNullType(type) && this.#dice.chance(15)) return null;
    const plain = getNullableType(type);
    if (isListType(plain)) {
      const inner = plain.ofType;
      return Array.from({ length: this.#dice.number(0, 4 - 1) }, () => this.#value(inner, name, depth + 1));
    }
    if (isInputObjectType(plain)) {
      const given = Object.values(plain.getFields()).filter(
        (field) => (isNonNullType(field.type) && field.defaultValue === undefined) || this.#dice.chance(40),
      );
      return Object.fromEntries(
        given.map((field) => [field.name, this.#value(field.type, field.name, depth + 1)]),
      );
    }
    if (isEnumType(plain)) return this.#dice.pick(plain.getValues()).name;
    return this.#scalar(plain.name, name);
  }

  #scalar(type: string, name: string): unknown {
    const odd = this.#dice.chance(15);
    if (type === 'Boolean') return this.#dice.chance(50);
    if (type === 'Int' || type === 'Float') {
      if (/year/i.test(name) && !odd) return this.#dice.pick(this.#pool.years);
      return odd ? this.#dice.pick(ODD_NUMBERS) : 1 + this.#dice.number(0, 30 - 1);
    }
    if (type === 'ID' || /ids?$/i.test(name)) {
      return odd
        ? this.#dice.pick([...ODD_TEXTS, '0193a000-0000-7000-8000-000000000000'])
        : this.#dice.pick(this.#pool.ids);
    }
    if (/date/i.test(type) || /(?:^|[a-z])(?:on|from|to|date|since|until)$/i.test(name)) {
      return this.#dice.pick(odd ? ODD_DATES : ODD_DATES.slice(0, 1));
    }
    return this.#dice.pick(odd ? ODD_TEXTS : this.#pool.texts);
  }
}
