import {
  BoardChoicesDocument,
  BoardItemsDocument,
  PairDocument,
  PlanAssignAllDocument,
  StartBoardRunDocument,
} from '@qinyou/schema';
import { beforeAll, expect, it } from 'vitest';
import { allBoardItems } from '../../../server/src/modules/pairing/board-items.queries.ts';
import { scopeOf } from '../../../server/src/platform/auth/scope.ts';
import type { Client } from '../../support/client.ts';
import type { Place } from '../../support/world.ts';
import { until } from './bulk-stage.ts';
import { COUNTY, TODAY, withStage } from './setting.ts';

const NEXT = '6109/610927/';
const stage = withStage();
const world = () => stage.test.world;
let city: Client;
let county: Client;
let next: Client;
/** One village of each county, one household without a friend in each. */
let [near, far]: Place[] = [];
let home: string;
let farHome: string;
/** Sent to the first county: one with a friend in the other one, one with nobody. */
let busy: string;
let idle: string;

const send = async (cadreId: string, more = {}) => {
  const here = await world().region('610926');
  const { accountId } = await world().account('CITY_OPERATOR', '6109/');
  await world().insert('sent_cadre', {
    year: 2026,
    cadre_id: cadreId,
    cadre_path: stage.municipal.path,
    county_id: here.id,
    path: here.path,
    account_id: accountId,
    ...more,
  });
};

beforeAll(async () => {
  city = await world().signedIn('CITY_OPERATOR', '6109/');
  county = await world().signedIn('COUNTY_OPERATOR', COUNTY);
  next = await world().signedIn('COUNTY_OPERATOR', NEXT);
  near = stage.villages[0]!;
  far = (await world().villages('610927', 1))[0]!;
  for (const code of ['610926', '610927'])
    await world().insert('municipal_place', {
      year: 2026,
      county_id: (await world().region(code)).id,
      places: 5,
    });
  home = await world().household(near, { need: 9 });
  farHome = await world().household(far, { need: 9 });
  busy = await world().cadre(stage.municipal, { name: '李明', rank: 'SECTION_DEPUTY', rank_title: '副科长' });
  idle = await world().cadre(stage.municipal, { rank: 'COUNTY_LEADER' });
  await world().pairing(await world().household(far), far, busy, stage.municipal, {
    from_date: '2026-01-01',
    source: 'ASSIGNED',
  });
  await send(busy);
  // Another year's sending, and one that was taken back, are none.
  await send(await world().cadre(stage.municipal), { taken_back_at: '2026-02-01' });
  await world().insert('programme_year', { year: 2025, confirm_by: '2025-03-31' });
  await send(await world().cadre(stage.municipal), { year: 2025 });
});

const choices = async (client: Client, id: string) =>
  (await client.get(BoardChoicesDocument, { id })).boardChoices.map(({ cadre }) => cadre.id);
const suggested = async (client: Client, id: string) => {
  const { items } = (await client.get(BoardItemsDocument, {})).boardItems;
  return items.find((one) => one.id === id)?.suggestion ?? null;
};

it('suggests to the county whom the city has sent it, with the quota that is left over all counties (R6, R1)', async () => {
  expect(await suggested(county, home)).toMatchObject({
    householdId: home,
    cadre: { id: busy, name: '李明', rankTitle: '副科长', load: 1, quota: 3, closeness: 'SENT' },
    free: 2,
  });
  expect(await choices(county, home)).toEqual([busy]);
  expect(await suggested(city, home)).toMatchObject({ cadre: { id: busy }, free: 2 });
});

it('suggests them nowhere else, not by the city either', async () => {
  expect([await suggested(next, farHome), await suggested(city, farHome)]).toEqual([null, null]);
  expect([await choices(next, farHome), await choices(city, farHome)]).toEqual([[], []]);
});

it('gives who was sent and is without a friend a household of that county', async () => {
  await send(idle);
  expect(await suggested(city, idle)).toMatchObject({ householdId: home, cadre: { id: idle } });
  expect((await city.get(BoardChoicesDocument, { id: idle })).boardChoices).toMatchObject([
    { householdId: home },
  ]);
});

it('promises no place of theirs twice, whether asked by the household or by them', async () => {
  const promised: string[] = [];
  for await (const items of allBoardItems(stage.test.app.db, scopeOf('territory', '6109/'), TODAY, {}))
    for (const { kind, suggestion } of items)
      if (suggestion) promised.push(`${kind} ${suggestion.householdId} ${suggestion.cadre.id}`);
  expect(promised).toEqual([`GAP ${home} ${idle}`, `OFFICIAL ${home} ${idle}`]);
});

it('suggests what the county can carry out', async () => {
  const { cadre } = (await suggested(county, home))!;
  const paired = await county.ask(PairDocument, { input: { householdId: home, cadreId: cadre.id } });
  expect(paired.code).toBeUndefined();
});

it('suggests what the county can carry out all at once, too', async () => {
  const another = await world().household(near!, { need: 8 });
  const { cadre } = (await suggested(county, another))!;
  expect([busy, idle]).toContain(cadre.id);
  const { planAssignAll: run } = await county.get(PlanAssignAllDocument, { filter: { kind: 'GAP' } });
  await until(county, run.id, 'READY');
  await county.get(StartBoardRunDocument, { input: { id: run.id } });
  expect(await until(county, run.id, 'DONE', 'FAILED')).toMatchObject({ state: 'DONE', done: 1, refused: 0 });
  expect(await suggested(county, another)).toBeNull();
});
