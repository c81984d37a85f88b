import { beforeAll, describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import { scopeOf, systemScope, type Scope } from '../../../server/src/platform/auth/scope.ts';
import type { Client } from '../../support/client.ts';
import type { Place } from '../../support/world.ts';
import { withPeople } from './stage.ts';

const stage = withPeople();
const nobody = { accountId: null, grantId: null };
const COUNTY = '6109/610926/';
const NAME = '司马垂管';
const FRIEND = '司马结对';

/** R6: 平利县税务局 sits in the county and answers to the city. */
let tax: Place;
let alone: string;
let paired: string;
let city: Client;

beforeAll(async () => {
  const { world } = stage.test;
  tax = await world.unit('610926', { level: 'VERTICAL', name: '平利县税务局' });
  alone = await world.cadre(tax, { name: NAME, rank_title: '一级科员' });
  paired = await world.cadre(tax, { name: FRIEND, rank_title: '四级主任科员' });
  const household = await world.household(stage.here);
  const pair = { household_id: household, path: stage.here.path, cadre_id: paired, cadre_path: tax.path };
  await world.insert('pairing', {
    ...pair,
    kind: 'RESPONSIBLE',
    slot: 1,
    from_date: '2026-01-05',
    source: 'ROSTER',
  });
  await world.insert('posting', { cadre_id: paired, unit_id: tax.id, from_date: '2020-01-01' });
  await world.insert('kin_declaration', { cadre_id: paired, declared_none: true, declared_on: '2026-01-01' });
  city = await world.signedIn('CITY_OPERATOR', '6109/');
});

const LISTS: [what: string, document: string, variables: object][] = [
  ['the list', `query { list: cadres { total items { id } } }`, {}],
  [
    'its unit’s list',
    `query ($unit: ID!) { list: cadres(filter: { unitId: $unit }) { total items { id } } }`,
    {},
  ],
  ['a name', `query { list: cadres(filter: { q: "司马" }) { total items { id } } }`, {}],
  ['initials', `query { list: cadres(filter: { q: "sm" }) { total items { id } } }`, {}],
  ['a rank', `query { list: cadres(filter: { rank: STAFF }) { total items { id } } }`, {}],
  ['the friendless', `query { list: cadres(filter: { friendless: true }) { total items { id } } }`, {}],
  ['units', `query { list: units { total items { id } } }`, {}],
  ['units by name', `query { list: units(filter: { q: "税务" }) { total items { id } } }`, {}],
  ['the board', `query { list: boardItems(filter: { kind: OFFICIAL }) { total items { id } } }`, {}],
];

describe('people whom the city administers, in a unit that sits in a county', () => {
  it.each(LISTS)('are in none of the county’s lists, in all of the city’s: %s', async (what, document) => {
    const variables = document.includes('$unit') ? { unit: tax.id } : {};
    const ask = async (client: Client) =>
      (await client.get<{ list: { total: number; items: { id: string }[] } }, unknown>(document, variables))
        .list;
    const ours = [alone, paired, tax.id];
    const seen = await ask(stage.county);
    expect(seen.items.filter(({ id }) => ours.includes(id))).toEqual([]);
    expect(seen.total).toBe(seen.items.length);
    const all = await ask(city);
    if (what !== 'initials') expect(all.items.filter(({ id }) => ours.includes(id))).not.toEqual([]);
  });

  it('read like nobody by their id, and are nobody’s there to change', async () => {
    const on = { id: paired, version: 1, reason: '试一试' };
    const documents: [string, object][] = [
      [`query ($id: ID!) { cadre(id: $id) { id } }`, { id: paired }],
      [`query ($id: ID!) { unit(id: $id) { id } }`, { id: tax.id }],
      [
        `mutation ($input: EditCadreInput!) { editCadre(input: $input) { id } }`,
        { input: { id: paired, version: 1 } },
      ],
      [
        `mutation ($input: SetCadreStatusInput!) { setCadreStatus(input: $input) { id } }`,
        { input: { ...on, status: 'RETIRED' } },
      ],
      [
        `mutation ($input: RevealInput!) { reveal(input: $input) { value } }`,
        { input: { id: paired, subject: 'CADRE', field: 'PHONE', reason: '试一试' } },
      ],
      [`mutation ($id: ID!) { issueOneTimeCode(cadreId: $id) { code } }`, { id: paired }],
      [
        `mutation ($input: EditUnitInput!) { editUnit(input: $input) { id } }`,
        { input: { id: tax.id, version: 1, name: '别的局' } },
      ],
    ];
    for (const [document, variables] of documents) {
      expect((await stage.county.ask(document, variables)).code, document).toBe('NOT_FOUND');
    }
    const many = `query ($ids: [ID!]!) { cadresByIds(ids: $ids) { id } unitsByIds(ids: $ids) { id } }`;
    const ids = [alone, paired, tax.id];
    expect(await stage.county.get(many, { ids })).toEqual({ cadresByIds: [], unitsByIds: [] });
    expect(await city.get(many, { ids })).toMatchObject({
      cadresByIds: [{ id: alone }, { id: paired }],
      unitsByIds: [{ id: tax.id }],
    });
  });

  it('show in the county their name, their unit and that pair', async () => {
    const document = `query ($id: ID!) { pairings(filter: { cadreId: $id }) { items { cadre { name unit { name } } } } }`;
    expect(await stage.county.get(document, { id: paired })).toEqual({
      pairings: { items: [{ cadre: { name: FRIEND, unit: { name: '平利县税务局' } } }] },
    });
  });

  it('are given a liaison by the city only', async () => {
    const document = `mutation ($input: GiveGrantInput!) { giveGrant(input: $input) { id } }`;
    const input = { role: 'UNIT_LIAISON', path: tax.path, displayName: '税务联络员' };
    expect((await stage.county.ask(document, { input })).code).toBe('RULE_VIOLATED');
    expect((await city.ask(document, { input })).code).toBeUndefined();
  });

  it('work in a unit that only the city can enter', async () => {
    const seat = await stage.test.world.region('610926');
    const document = `mutation ($input: RegisterUnitInput!) { registerUnit(input: $input) { path administeredBy { name } } }`;
    const input = { code: 'QXJ', name: '平利县气象局', level: 'VERTICAL', seatId: seat.id };
    const answer = await stage.county.ask(document, { input });
    expect(answer.errors[0]?.message).toBe('市直和垂管单位归市办管，请市办来建');
    expect(await city.get(document, { input })).toEqual({
      registerUnit: { path: '6109/@QXJ/', administeredBy: { name: '安康市' } },
    });
  });
});

describe('the database, by itself', () => {
  const count = (scope: Scope, table: string, where: string) =>
    stage.test.app.db.write(nobody, scope, async (unit) => {
      const { rows } = await sql<{
        n: number;
      }>`select count(*)::int as n from ${sql.table(table)} where ${sql.raw(where)}`.execute(unit.sql);
      return rows[0]!.n;
    });

  it('keeps them, their postings and declarations from the county, but for the card of a pair', async () => {
    const county = scopeOf('territory', COUNTY);
    expect(await count(county, 'cadre', `id = '${alone}'`)).toBe(0);
    expect(await count(county, 'cadre', `id = '${paired}'`)).toBe(1);
    for (const table of ['posting', 'kin_declaration']) {
      expect(await count(county, table, `cadre_id = '${paired}'`), table).toBe(0);
      expect(await count(scopeOf('territory', '6109/'), table, `cadre_id = '${paired}'`), table).toBe(1);
    }
    const change = stage.test.app.db.write(nobody, county, (unit) =>
      unit.sql.updateTable('cadre').set({ name: '改了' }).where('id', '=', paired).execute(),
    );
    expect(Number((await change)[0]!.numUpdatedRows)).toBe(0);
  });

  it('takes no unit that lies elsewhere than with its office', async () => {
    const change = (values: { path: string }) =>
      stage.test.app.db.write(nobody, systemScope, (unit) =>
        unit.sql.updateTable('unit').set(values).where('id', '=', tax.id).execute(),
      );
    const code = tax.path.split('@')[1]!;
    await expect(change({ path: `${COUNTY}@${code}` })).rejects.toThrow('lies with the office');
  });
});
