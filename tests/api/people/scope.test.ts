import { beforeAll, describe, expect, it } from 'vitest';
import { withPeople, type Home } from './stage.ts';
import type { Client } from '../../support/client.ts';

const stage = withPeople();
const LIST = `query ($filter: HouseholdFilter, $sort: HouseholdSort) {
  households(filter: $filter, sort: $sort) { total items { id headName } } }`;
const SEARCH = `query ($q: String!) { search(q: $q) { households { id } cadres { id name } villages { path } } }`;
const IDENTITY = '110105194912310046';

interface Listed {
  households: { total: number; items: { id: string; headName: string }[] };
}
let mine: Home;
let theirs: Home;

beforeAll(async () => {
  mine = await stage.home(stage.here, '欧阳春梅');
  theirs = await stage.home(stage.there, '欧阳夏荷', { identity: IDENTITY });
});

const list = async (client: Client, filter: object = {}, sort?: object) =>
  (await client.get<Listed, unknown>(LIST, { filter, sort })).households;

describe('another town’s household', () => {
  it.each([
    [{}],
    [{ q: '欧阳' }],
    [{ q: '夏荷' }],
    [{ q: 'oyxh' }],
    [{ q: '0046' }],
    [{ friend: 'NONE' }],
    [{ eligible: true }],
    [{ povertyStatus: 'NOT_LIFTED' }],
    [{ ended: true }],
  ])('never shows through the filter %o', async (filter) => {
    for (const field of ['PLACE', 'NEED', 'NAME', 'SIZE']) {
      const { total, items } = await list(stage.town, filter, { field, order: 'DESC' });
      expect(items.map(({ id }) => id)).not.toContain(theirs.id);
      expect(total).toBe(items.length);
    }
  });

  it('never shows by its place, its id, or the search box', async () => {
    expect(await list(stage.town, { within: stage.there.path })).toEqual({ total: 0, items: [] });
    expect(await list(stage.town, { within: '6109/' })).toMatchObject({ total: 1, items: [{ id: mine.id }] });
    const byIds = `query ($ids: [ID!]!) { householdsByIds(ids: $ids) { id } }`;
    expect(await stage.town.get(byIds, { ids: [theirs.id, mine.id] })).toEqual({
      householdsByIds: [{ id: mine.id }],
    });
    for (const q of ['夏荷', 'oyxh', '0046', stage.there.name]) {
      expect(await stage.town.get(SEARCH, { q })).toEqual({
        search: { households: [], cadres: [], villages: [] },
      });
    }
  });

  it('reads like one that was never there', async () => {
    const one = `query ($id: ID!) { household(id: $id) { id } }`;
    const edit = `mutation ($input: EditHouseholdInput!) { editHousehold(input: $input) { id } }`;
    const missing = '01890000-0000-7000-8000-000000000000';
    for (const [document, variables] of [
      [one, (id: string) => ({ id })],
      [edit, (id: string) => ({ input: { id, version: 9, remark: 'x' } })],
    ] as const) {
      const [hidden, absent] = [
        await stage.town.ask(document, variables(theirs.id)),
        await stage.town.ask(document, variables(missing)),
      ];
      expect(hidden.code).toBe('NOT_FOUND');
      expect(hidden.errors[0]?.message).toBe(absent.errors[0]?.message);
    }
  });
});

describe('the search', () => {
  it.each([
    ['two characters of a name', '春梅'],
    ['the family name', '欧阳'],
    ['pinyin initials', 'oycm'],
    ['pinyin initials in capitals', 'OYC'],
  ])('finds by %s', async (_what, q) => {
    expect((await list(stage.county, { q })).items.map(({ id }) => id)).toContain(mine.id);
  });

  it('finds by the last four of a number, and villages and their households by name', async () => {
    expect((await list(stage.county, { q: '0046' })).items).toEqual([
      { id: theirs.id, headName: '欧阳夏荷' },
    ]);
    const found = await stage.county.get<
      { search: { villages: { path: string }[]; households: object[] } },
      unknown
    >(SEARCH, { q: stage.here.name });
    expect(found.search.villages.map(({ path }) => path)).toContain(stage.here.path);
    expect(found.search.households).toContainEqual({ id: mine.id });
  });

  it('finds an office, the responsible unit and the friend the same by the same words', async () => {
    const { world } = stage.test;
    const home = await stage.home(stage.there, '司徒晚秋', { phone: '15298761234', size: 2 });
    const place = { household_id: home.id, path: stage.there.path };
    await world.insert('household_member', { ...place, name: '端木小满', relation: 'SPOUSE' });
    await world.insert('household_member', { ...place, name: '已经迁走', left_on: '2026-01-01' });
    const cadreId = await world.cadre(stage.bureau);
    await world.insert('pairing', {
      ...place,
      cadre_id: cadreId,
      cadre_path: stage.bureau.path,
      kind: 'RESPONSIBLE',
      slot: 1,
      from_date: '2026-01-05',
      source: 'ASSIGNED',
    });
    const liaison = await world.signedIn('UNIT_LIAISON', stage.bureau.path);
    const friend = await world.signedIn('CADRE', stage.bureau.path, cadreId);
    const found = ['晚秋', '司', 'stw', '1234', '小满', '端木小满', stage.there.name.slice(0, 2)];
    for (const client of [stage.county, liaison, friend]) {
      for (const q of found) {
        const { total, items } = await list(client, { q });
        expect(
          items.map(({ id }) => id),
          q,
        ).toContain(home.id);
        expect(total).toBe(items.length);
      }
      for (const q of ['迁走', '秋晚', '4321', 'wst', '_', '满小']) {
        const { items } = await list(client, { q });
        expect(
          items.map(({ id }) => id),
          q,
        ).not.toContain(home.id);
      }
    }
  });

  it('takes wildcards as they are typed', async () => {
    expect((await list(stage.county, { q: '%%' })).total).toBe(0);
    expect((await list(stage.county, { q: '欧_春' })).total).toBe(0);
  });

  it('finds a liaison the own people only', async () => {
    const name = '诸葛明亮';
    const own = await stage.test.world.cadre(stage.bureau, { name });
    await stage.test.world.cadre(await stage.test.world.unit('610926'), { name });
    const liaison = await stage.test.world.signedIn('UNIT_LIAISON', stage.bureau.path);
    expect(await liaison.get(SEARCH, { q: '明亮' })).toEqual({
      search: { households: [], villages: [], cadres: [{ id: own, name }] },
    });
  });
});
