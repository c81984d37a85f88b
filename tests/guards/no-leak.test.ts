import { beforeAll, describe, expect, it } from 'vitest';
import { buildGuardedSchema } from '../../server/src/app/schema.ts';
import { policyOf } from '../../server/src/platform/graphql/guard.ts';
import { cases } from '../api/access-matrix/cases.ts';
import { everyOperation } from '../api/access-matrix/document.ts';
import { marksIn, WORDS } from '../api/access-matrix/known.ts';
import { makeScene, type Scene } from '../api/access-matrix/scenery.ts';
import { withApp } from '../support/app.ts';
import type { Client } from '../support/client.ts';

const test = withApp();
const schema = buildGuardedSchema();
const policies = policyOf(schema);
const queries = everyOperation(schema).filter(
  ({ name, kind }) => kind === 'query' && policies.get(name)?.axes.TOWN_OPERATOR,
);
/** 长安镇, in the same county as the subject's 八仙镇. */
const HERE = '6109/610926/610926108/';
let subject: Scene;
let town: Client;
let mine: string;

/** Whatever of the other town could be read out of an answer. */
const traces = (answer: unknown) => {
  const text = JSON.stringify(answer);
  const ids = [subject.householdId, subject.memberId, subject.pairingId].filter((id) => text.includes(id));
  return [...marksIn(answer), ...ids];
};

describe('two towns of one county', () => {
  beforeAll(async () => {
    subject = await makeScene(test);
    const [village] = await test.world.villages('610926108', 1);
    const unit = await test.world.unit('610926108');
    const cadreId = await test.world.cadre(unit);
    const householdId = await test.world.household(village!);
    mine = await test.world.pairing(householdId, village!, cadreId, unit, {
      from_date: `${subject.year}-01-05`,
    });
    town = await test.world.signedIn('TOWN_OPERATOR', HERE);
  });

  it.each(queries)(
    '$name never mentions the other town’s household, asked plainly',
    async ({ name, document }) => {
      const ownOnly = Object.entries((await cases[name]?.variables(subject)) ?? {}).filter(
        ([key]) => !/id/i.test(key),
      );
      const answer = await town.ask(document, Object.fromEntries(ownOnly));
      expect(answer.code, JSON.stringify(answer.errors)).not.toBe('INTERNAL');
      expect(traces(answer.data)).toEqual([]);
    },
  );

  it('counts only its own, whatever area is asked for', async () => {
    const totals = async (within: string) => {
      const text =
        'query($within: String) { pairings(filter: { within: $within }) { total } households(filter: { within: $within }) { total } }';
      const { pairings, households } = await town.get<
        { pairings: { total: number }; households: { total: number } },
        object
      >(text, { within });
      return [pairings.total, households.total];
    };
    expect(await totals('6109/')).toEqual([1, 1]);
    expect(await totals(HERE)).toEqual([1, 1]);
    expect(await totals('6109/610926/610926107/')).toEqual([0, 0]);
  });

  it('learns nothing from a filter, a sort or a cursor that names what lies elsewhere', async () => {
    const text = `query($filter: PairingFilter, $page: PageInput) { pairings(filter: $filter, page: $page) { total items { id } } }`;
    for (const filter of [
      { householdId: subject.householdId },
      { cadreId: subject.cadreId },
      { unitId: subject.unit.id },
    ]) {
      expect(await town.get(text, { filter }), JSON.stringify(filter)).toEqual({
        pairings: { total: 0, items: [] },
      });
    }
    const after = await town.get<{ pairings: { items: { id: string }[] } }, object>(text, {
      page: { number: 1, size: 25, after: subject.pairingId },
    });
    expect(after.pairings.items.map(({ id }) => id)).not.toContain(subject.pairingId);
    const found = await town.ask(`query($q: String!) { search(q: $q) { __typename } }`, { q: WORDS.head });
    expect(traces(found)).toEqual([]);
  });

  it('hears the same of what is elsewhere and of what is nowhere', async () => {
    const elsewhere = await town.ask('query($id: ID!) { pairing(id: $id) { id } }', {
      id: subject.pairingId,
    });
    const nowhere = await town.ask('query($id: ID!) { pairing(id: $id) { id } }', {
      id: '0193a000-0000-7000-8000-000000000000',
    });
    expect(elsewhere.errors).toEqual(nowhere.errors);
    expect((await town.ask('query($id: ID!) { pairing(id: $id) { id } }', { id: mine })).data).toEqual({
      pairing: { id: mine },
    });
  });
});
