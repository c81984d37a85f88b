import {
  getNamedType,
  getNullableType,
  isListType,
  isObjectType,
  type GraphQLField,
  type GraphQLObjectType,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { Dice } from '../../seeds/demo/dice.ts';
import { buildGuardedSchema } from '../../server/src/app/schema.ts';
import { withApp } from '../support/app.ts';
import type { Facts } from './facts.ts';
import { makeFacts } from './make-facts.ts';
import { allocation } from './lists/allocation.ts';
import { CADRE, HOUSEHOLD, PAIRING, UNIT } from './lists/edges.ts';
import type { Question } from './lists/list.ts';
import { others } from './lists/others.ts';
import { pairings } from './lists/pairings.ts';
import { people } from './lists/people.ts';
import { scheduled } from './lists/scheduled.ts';
import { sent } from './lists/sent.ts';
import { sheets } from './sheets.ts';
import { plant, type Asker } from './plant.ts';
import { Sight } from './sight.ts';

/** `PROPERTY_SEEDS=40` for that many lands, `PROPERTY_SEED=17` for that one alone. */
const ONE = process.env['PROPERTY_SEED'];
const LONG = process.env['PROPERTY_SEEDS'] !== undefined;
const SEEDS = ONE
  ? [Number(ONE)]
  : Array.from({ length: Number(process.env['PROPERTY_SEEDS'] ?? 2) }, (_, n) => n + 1);
const QUESTIONS = LONG ? 3 : 1;
const SHEETS = LONG ? 10 : 2;

const schema = buildGuardedSchema();
const LISTS = { ...people, ...sent, ...scheduled, ...pairings, ...others, ...allocation };

/** Whether a field answers with several things: itself, in `items`, or like the search in lists of each kind. */
function isList({ type }: GraphQLField<unknown, unknown>): boolean {
  const named = getNamedType(type);
  if (!isObjectType(named)) return false;
  if (isListType(getNullableType(type)) || named.name === 'Found') return true;
  const { items } = named.getFields();
  return items !== undefined && isListType(getNullableType(items.type));
}

const fieldsOf = (name: string) => Object.values((schema.getType(name) as GraphQLObjectType).getFields());

describe('what somebody may see', () => {
  it('is said in plain words for every list of the schema, and for every list that hangs on a thing in it', () => {
    const lists = Object.values(schema.getQueryType()!.getFields()).filter(isList);
    expect(Object.keys(LISTS).toSorted()).toEqual(lists.map(({ name }) => name).toSorted());
    for (const [type, selection] of Object.entries({
      Household: HOUSEHOLD,
      Cadre: CADRE,
      Unit: UNIT,
      Pairing: PAIRING,
    })) {
      const edges = fieldsOf(type).filter(({ type: of }) => isListType(getNullableType(of)));
      for (const { name } of edges) expect(selection, `${type}.${name}`).toMatch(new RegExp(`\\b${name}\\b`));
    }
  });

  describe.each(SEEDS)('in land %i', (seed) => {
    const test = withApp();

    it(
      'is what every list, count, edge, search and export tells, and nothing else',
      { timeout: 300_000 },
      async () => {
        const dice = new Dice(seed);
        const facts = makeFacts(dice, test.app.clock.today());
        const all = dice.shuffled(await plant(test, facts));
        const askers = LONG ? all : oneOfEachRole(facts, all);
        const faults: string[] = [];
        for (const asker of askers) {
          const sight = new Sight(facts, asker.grant);
          const who = `${sight.role || 'nobody'} at ${asker.grant?.at?.path ?? '-'}`;
          for (const [name, list] of Object.entries(LISTS)) {
            const allowed = list.who === 'signedIn' ? asker.grant !== null : list.who.includes(sight.role);
            for (let i = 0; i < (allowed ? QUESTIONS : 1); i++) {
              const question = list.ask({ sight, facts, dice });
              const wrong = await differs(asker, allowed, question);
              if (wrong) faults.push(`${who}: ${name} ${JSON.stringify(question.variables)}\n${wrong}`);
            }
          }
        }
        for (let i = 0; i < SHEETS; i++) {
          const asker = dice.pick(askers);
          faults.push(...(await sheets(test, new Sight(facts, asker.grant), asker, dice)));
        }
        expect(faults.slice(0, 5), `PROPERTY_SEED=${seed}, ${faults.length} faults`).toEqual([]);
      },
    );
  });
});

/** Whoever has no grant in force, and one of each role: else the lists of a rare role would be asked for by nobody. */
const oneOfEachRole = (facts: Facts, askers: readonly Asker[]): Asker[] => [
  ...new Map(askers.map((asker) => [new Sight(facts, asker.grant).role, asker])).values(),
];

/** How the answer differs from the plain definition; null where it doesn't. */
async function differs(
  { client, grant }: Asker,
  allowed: boolean,
  { document, variables, expected }: Question,
): Promise<string | null> {
  const { data, code } = await client.ask<unknown, unknown>(document, variables);
  const wanted = allowed ? expected : grant ? { FORBIDDEN: true } : { UNAUTHENTICATED: true };
  const got = code ? { [code]: true } : data;
  const [has, should] = [comparable(got), comparable(wanted)].map((one) => JSON.stringify(one));
  return has === should ? null : `has ${has}\nnot ${should}`;
}

/** What hangs on a row may come in any order; the rows themselves come in theirs, except where light and name decide. */
function comparable(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) {
    const all = value.map((one) => comparable(one));
    return IN_ORDER.has(key) ? all : all.toSorted((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
  }
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted()
      .map(([name, one]) => [name, comparable(one, orderOf(name, value))]),
  );
}
const idOf = (row: unknown): string => (row as { id?: string } | null)?.id ?? '';
const IN_ORDER = new Set(['items', 'cadres', 'households', 'villages']);
/** Rows of confirmations stand by light, by name and by place: which there are is what matters here. */
const orderOf = (name: string, parent: object): string =>
  name === 'items' && (parent as { items: unknown[] }).items.some((row) => ['change', 'pairs'].some((field) => field in (row as object))) ? '' : name; // prettier-ignore
