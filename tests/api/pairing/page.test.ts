import {
  type PairingsQuery,
  BoardDocument,
  BoardItemsDocument,
  PairingDocument,
  PairingsByIdsDocument,
  PairingsDocument,
} from '@qinyou/schema';
import { beforeAll, expect, it } from 'vitest';
import { COUNTY, withStage } from './setting.ts';

const stage = withStage();
const world = () => stage.test.world;
const town = () => stage.villages[0]!.path.split('/').slice(0, 3).join('/') + '/';
let here: string[] = [];
let elsewhere = '';
let friend = '';

beforeAll(async () => {
  const pair = async (
    village: (typeof stage.villages)[number],
    cadreId: string,
    cadrePath: string,
    more: object = {},
  ) => world().pairing(await world().household(village), village, cadreId, { path: cadrePath }, more);
  friend = await world().cadre(stage.bureau);
  here = [
    await pair(stage.villages[0]!, friend, stage.bureau.path),
    await pair(stage.villages[1]!, await world().cadre(stage.townOffice), stage.townOffice.path, {
      to_date: '2025-12-31',
    }),
    await pair(stage.villages[2]!, await world().cadre(stage.municipal), stage.municipal.path),
  ];
  const unit = await world().unit('610921');
  elsewhere = await pair((await world().villages('610921', 1))[0]!, await world().cadre(unit), unit.path);
  await pair(stage.villages[3]!, friend, stage.bureau.path, { withdrawn_at: new Date() });
});

it('shows each axis its own, counts the same, and reads in one round trip', async () => {
  const cases = [
    [await world().signedIn('CITY_OPERATOR', '6109/'), 4],
    [await world().signedIn('COUNTY_OPERATOR', COUNTY), 3],
    [await world().signedIn('TOWN_OPERATOR', town()), 3],
    [await world().signedIn('COUNTY_OPERATOR', '6109/610921/'), 1],
    [await world().signedIn('UNIT_LIAISON', stage.bureau.path), 1],
    [await world().signedIn('UNIT_LIAISON', stage.municipal.path), 1],
    [await world().signedIn('CADRE', stage.bureau.path, friend), 1],
  ] as const;
  for (const [client, n] of cases) {
    await client.get(PairingsDocument, { withTotal: false }); // the session is read once, then cached
    stage.test.forgetStatements();
    const { pairings } = await client.get(PairingsDocument, {});
    expect([pairings.items.length, pairings.total]).toEqual([n, n]);
    for (const row of pairings.items) {
      expect(row.cadre?.unit?.name).toBeTruthy();
      expect(row.household?.village?.parent?.name).toBeTruthy();
    }
    expect(stage.test.statements.length, stage.test.statements.join('\n')).toBe(2); // the page, the total
  }
});

it('filters and pages without ever leaving the scope', async () => {
  const county = await world().signedIn('COUNTY_OPERATOR', COUNTY);
  const total = async (filter: object) => (await county.get(PairingsDocument, { filter })).pairings.total;
  expect(await total({ standing: true })).toBe(2);
  expect(await total({ standing: false })).toBe(1);
  expect(await total({ unitId: stage.municipal.id })).toBe(1);
  expect(await total({ within: stage.villages[0]!.path })).toBe(1);
  expect(await total({ within: '6109/' })).toBe(3);
  expect(await total({ within: '6109/610921/' })).toBe(0);
  expect(await total({ cadreId: friend, kind: 'RESPONSIBLE' })).toBe(1);
  expect(await total({ kind: 'RETAINED' })).toBe(0);

  const seen: string[] = [];
  for (let after: string | null = null; ;) {
    const { pairings }: PairingsQuery = await county.get(PairingsDocument, {
      page: { number: 1, size: 1, after },
      withTotal: false,
    });
    const last: string | undefined = pairings.items[0]?.id;
    if (!last) break;
    seen.push((after = last));
  }
  expect(seen.toSorted()).toEqual(here.toSorted());
  const sorted = await county.get(PairingsDocument, { sort: { field: 'FROM', order: 'DESC' } });
  expect(sorted.pairings.items).toHaveLength(3);
});

it('says of another county’s pairing what it says of none', async () => {
  const county = await world().signedIn('COUNTY_OPERATOR', COUNTY);
  const [there, absent] = [
    await county.ask(PairingDocument, { id: elsewhere }),
    await county.ask(PairingDocument, { id: crypto.randomUUID() }),
  ];
  expect([there.code, there.errors[0]?.message]).toEqual([absent.code, absent.errors[0]?.message]);
  const { pairingsByIds } = await county.get(PairingsByIdsDocument, { ids: [elsewhere, here[0]!] });
  expect(pairingsByIds.map((row) => row.id)).toEqual([here[0]]);
  expect((await county.get(PairingDocument, { id: here[2]! })).pairing.id).toBe(here[2]);
});

it('counts the statements of the board', async () => {
  const county = await world().signedIn('COUNTY_OPERATOR', COUNTY);
  await county.get(BoardDocument, {});
  for (const [document, n] of [
    [BoardDocument, 3],
    [BoardItemsDocument, 5],
  ] as const) {
    stage.test.forgetStatements();
    await county.get(document as typeof BoardDocument, {});
    expect(stage.test.statements.length, stage.test.statements.join('\n---\n')).toBeLessThanOrEqual(n);
  }
});
