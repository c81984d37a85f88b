import {
  CadreCountsDocument,
  CadresDocument,
  HouseholdCountsDocument,
  HouseholdsDocument,
} from '@qinyou/schema';
import { beforeAll, expect, it } from 'vitest';
import { foldBoard } from '../../../server/src/modules/pairing/index.ts';
import { TODAY, withPeople } from './stage.ts';

const stage = withPeople();
const LATER = '2099-01-01';
/** Households of the village by what their friendships and lives are like; those that are to be counted. */
const without = new Set<string>();

beforeAll(async () => {
  const { world } = stage.test;
  const cadre = { id: await world.cadre(stage.bureau, {}), path: stage.bureau.path };
  const home = async (eligible: boolean, ended_on: string | null = null) =>
    world.household(stage.here, { eligible, ended_on });
  const pair = (id: string, slot: number, more: object = {}) =>
    world.pairing(id, stage.here, cadre.id, cadre, { slot, from_date: '2026-01-01', ...more });

  without.add(await home(true));
  await home(false);
  await home(true, TODAY); // eligible by mistake: the list leaves out who ended
  await pair(await home(true), 1);
  await pair(await home(true, TODAY), 1);
  const ends = await home(true);
  await pair(ends, 1, { to_date: LATER });
  without.add(ends); // to the board it has a friend until then
  const former = await home(true);
  await pair(former, 1, { to_date: '2026-02-01' });
  without.add(former);
  const kept = await home(true);
  await pair(kept, 1, { kind: 'RETAINED', slot: null });
  without.add(kept);
  await pair(await home(true, TODAY), 1, { to_date: LATER });
  await world.household(stage.there, { eligible: true });
});

it.each([['as they are kept'], ['folded']])('counts the eligible without a friend, %s', async (how) => {
  if (how === 'folded') await foldBoard(stage.test.app.db, stage.test.app.clock);
  const within = stage.here.path;
  const filter = { within, friend: 'NONE', eligible: true } as const;
  const { none } = await stage.county.get(HouseholdCountsDocument, { within });
  expect(none.total).toBe(without.size);
  const { households } = await stage.county.get(HouseholdsDocument, { filter });
  expect(new Set(households.items.map(({ id }) => id))).toEqual(without);
  expect(households.total).toBe(without.size);
});

it('counts nobody beyond the own area', async () => {
  const { none } = await stage.other.get(HouseholdCountsDocument, { within: stage.here.path });
  expect(none.total).toBe(0);
  expect((await stage.other.get(HouseholdCountsDocument, {})).none.total).toBe(1);
});

it.each([['as they are kept'], ['folded']])(
  'counts the officials at work without a friend, %s',
  async (how) => {
    const { world, app } = stage.test;
    const unit = await world.unit('610926');
    const alone = new Set<string>();
    const cadre = async (more: object = {}, from?: string, to: string | null = null) => {
      const id = await world.cadre(unit, more);
      if (from) {
        const home = await world.household(stage.there, {});
        const dates = { slot: 1, from_date: from, to_date: to };
        await world.pairing(home, stage.there, id, { path: unit.path }, dates);
      }
      return id;
    };
    alone.add(await cadre());
    alone.add(await cadre({ status: 'SECONDED' }));
    alone.add(await cadre({}, '2026-01-01', '2026-02-01'));
    alone.add(await cadre({}, '2026-01-01', LATER)); // to the board it has a friend until then
    await cadre({}, '2026-01-01');
    await cadre({ status: 'RETIRED' });
    await cadre({ kind: 'ENTERPRISE' });
    if (how === 'folded') await foldBoard(app.db, app.clock);
    const { friendless } = await stage.county.get(CadreCountsDocument, { within: unit.path });
    expect(friendless.total).toBe(alone.size);
    const filter = { within: unit.path, friendless: true };
    const { cadres } = await stage.county.get(CadresDocument, { filter });
    expect(new Set(cadres.items.map(({ id }) => id))).toEqual(alone);
    const none = await (
      await world.signedIn('COUNTY_OPERATOR', '6109/610924/')
    ).get(CadreCountsDocument, { within: unit.path });
    expect(none.friendless.total).toBe(0);
  },
);
