import {
  BoardChoicesDocument,
  BoardItemsDocument,
  ScheduleHandoverDocument,
  type BoardItemsQuery,
} from '@qinyou/schema';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../../support/client.ts';
import { COUNTY, withStage } from './setting.ts';

const stage = withStage();
const world = () => stage.test.world;
let county: Client;
type Item = BoardItemsQuery['boardItems']['items'][number];

const claim = (cadreId: string, path: string, householdId: string) =>
  world().insert('pairing_claim', {
    year: 2026,
    cadre_id: cadreId,
    cadre_path: path,
    household_id: householdId,
    path: stage.villages[2]!.path,
    claimed_head: '某',
    claimed_village: '某村',
    from_date: '2026-03-01',
    status: 'OPEN',
  });

describe('suggestions on the board', () => {
  let ids: Record<'near' | 'unit' | 'municipal' | 'looked' | 'town' | 'disputed' | 'volunteer', string>;
  let items: Item[];

  beforeAll(async () => {
    county = await world().signedIn('COUNTY_OPERATOR', COUNTY);
    const looksAfter = await world().unit('610926');
    await world().insert('village_assignment', {
      unit_id: looksAfter.id,
      village_id: stage.villages[0]!.id,
      from_date: '2025-01-01',
    });
    ids = {
      near: await world().cadre(stage.townOffice, { name: '镇上的人' }),
      unit: await world().cadre(looksAfter, { name: '包村的人', rank: 'TECHNICAL' }),
      municipal: await world().cadre(stage.municipal, { name: '市里的人' }),
      volunteer: await world().cadre(stage.townOffice, { kind: 'ENTERPRISE' }),
      looked: await world().household(stage.villages[0]!, { need: 9, head_name: '甲' }),
      town: await world().household(stage.villages[1]!, { need: 5, head_name: '乙' }),
      disputed: await world().household(stage.villages[2]!, { head_name: '丙' }),
    };
    await claim(ids.near, stage.townOffice.path, ids.disputed);
    await claim(ids.municipal, stage.municipal.path, ids.disputed);
    items = (await county.get(BoardItemsDocument, {})).boardItems.items;
  });
  const item = (id: string) => items.find((one) => one.id === id);

  it('gives each household the nearest cadre with a place, each place once', () => {
    expect(item(ids.looked)?.suggestion).toMatchObject({
      cadre: { id: ids.unit, closeness: 'UNIT_OF_VILLAGE', load: 0, quota: 1 },
    });
    expect(item(ids.town)?.suggestion).toMatchObject({
      cadre: { id: ids.near, closeness: 'SAME_TOWN' },
      free: 2,
    });
  });

  it('shows an official’s row the same pair', () => {
    expect(item(ids.unit)?.suggestion).toMatchObject({ householdId: ids.looked, cadre: { id: ids.unit } });
    expect(item(ids.volunteer)).toBeUndefined();
    expect(item(ids.municipal)).toBeUndefined(); // the city's to place (R6)
  });

  it('shows of the city’s cadre the name and the unit only (R6), and keeps them first', () => {
    const [first, second] = item(ids.disputed)!.candidates;
    expect(first).toMatchObject({
      id: ids.municipal,
      name: '市里的人',
      cityOwned: true,
      rankTitle: null,
      load: null,
      quota: null,
    });
    expect(second).toMatchObject({ id: ids.near, cityOwned: false, quota: 2 });
  });

  it('lists who else could take it, nearest first, and nothing of another county', async () => {
    const { boardChoices } = await county.get(BoardChoicesDocument, { id: ids.looked });
    expect(boardChoices.map((choice) => choice.cadre.id)).toEqual([ids.unit, ids.near]);
    const own = await county.get(BoardChoicesDocument, { id: ids.near });
    expect(own.boardChoices.map((choice) => choice.householdId)).toEqual(
      [ids.town, ids.looked].toSorted(byNeed),
    );
    const other = await world().signedIn('COUNTY_OPERATOR', '6109/610921/');
    expect((await other.ask(BoardChoicesDocument, { id: ids.looked })).code).toBe('NOT_FOUND');
  });
  const byNeed = (a: string) => (a === ids.looked ? -1 : 1);
});

it('suggests nothing that is settled for a day to come: no promised place (R1), nobody who is to hand over (R7)', async () => {
  const bureau = await world().unit('610927');
  const [village] = await world().villages('610927', 1);
  const office = await world().signedIn('COUNTY_OPERATOR', '6109/610927/');
  const [leaving, staying] = [await world().cadre(bureau), await world().cadre(bureau)];
  const [held, free] = [await world().household(village!), await world().household(village!)];
  const pairingId = await world().pairing(held, village!, leaving, bureau);
  const choices = async () =>
    (await office.get(BoardChoicesDocument, { id: free })).boardChoices.map((one) => [
      one.cadre.id,
      one.free,
    ]);
  expect(await choices()).toEqual([
    [staying, 2],
    [leaving, 1],
  ]);
  const lines = [{ pairingId, version: 1, successorId: staying }];
  await office.get(ScheduleHandoverDocument, {
    input: { cadreId: leaving, on: '2026-04-01', reason: '退休', lines },
  });
  expect(await choices()).toEqual([[staying, 1]]);
});
