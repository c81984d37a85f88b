import { expect, it } from 'vitest';
import {
  applyClaims,
  recordClaims,
  rematchClaims,
  type ClaimDraft,
} from '../../../server/src/modules/pairing/index.ts';
import { withStage } from './setting.ts';

const stage = withStage();
const world = () => stage.test.world;

async function inCounty<T>(work: Parameters<typeof stage.test.app.db.write<T>>[2]): Promise<T> {
  const { actor, scope } = await stage.office('6109/610926/');
  return stage.test.app.db.write(actor, scope, work);
}
const draft = (cadreId: string, head: string, more: Partial<ClaimDraft> = {}): ClaimDraft => ({
  year: 2026,
  cadreId,
  cadrePath: stage.bureau.path,
  path: stage.villages[0]!.path,
  claimedHead: head,
  claimedVillage: stage.villages[0]!.name,
  importId: null,
  sourceRow: 1,
  from: '2018-03-05',
  ...more,
});
const pairings = (householdId: string) =>
  inCounty(({ sql }) =>
    sql
      .selectFrom('pairing')
      .select(['cadre_id', 'from_date', 'source', 'kind'])
      .where('household_id', '=', householdId)
      .execute(),
  );

it('matches by village and head, never guesses, and matches again when households arrive', async () => {
  const [one, two, three, four] = await Promise.all([1, 2, 3, 4].map(() => world().cadre(stage.bureau)));
  const home = await world().household(stage.villages[0]!, { head_name: '徐兰' });
  for (const _ of [1, 2]) await world().household(stage.villages[0]!, { head_name: '朱洋' });
  const drafts = [
    draft(one!, '徐兰'),
    draft(one!, '徐兰', { sourceRow: 2 }), // the same row again
    draft(two!, '朱洋'),
    draft(three!, '田兴成'),
    draft(four!, '徐兰', { path: '6109/610926/', claimedVillage: '没有的村' }),
  ];
  const matched = await inCounty((unit) => recordClaims(unit, drafts));
  expect(matched).toEqual({ open: 1, repeated: 1, ambiguous: 1, unknown: 2 });
  expect(await inCounty((unit) => applyClaims(unit, '2026-03-10'))).toMatchObject({
    paired: 1,
    disputedHouseholds: 0,
    refused: [],
  });
  expect(await pairings(home)).toEqual([
    { cadre_id: one, from_date: '2018-03-05', source: 'ROSTER', kind: 'RESPONSIBLE' },
  ]);

  const late = await world().household(stage.villages[0]!, { head_name: '田兴成' });
  expect(await inCounty((unit) => rematchClaims(unit))).toMatchObject({ open: 1 });
  await inCounty((unit) => applyClaims(unit, '2026-03-10'));
  expect(await pairings(late)).toMatchObject([{ cadre_id: three }]);
});

it('leaves a household claimed twice to the board, and knows what is there already', async () => {
  const [one, two] = await Promise.all([1, 2].map(() => world().cadre(stage.bureau)));
  const home = await world().household(stage.villages[1]!, { head_name: '宋杰华' });
  const here = { path: stage.villages[1]!.path };
  await inCounty((unit) => recordClaims(unit, [draft(one!, '宋杰华', here), draft(two!, '宋杰华', here)]));
  const which = { path: stage.villages[1]!.path };
  expect(await inCounty((unit) => applyClaims(unit, '2026-03-10', which))).toMatchObject({
    paired: 0,
    disputedHouseholds: 1,
  });
  expect(await pairings(home)).toEqual([]);

  const [third] = [await world().cadre(stage.bureau, { rank: 'TECHNICAL' })];
  for (const head of ['甲', '乙']) await world().household(stage.villages[2]!, { head_name: head });
  const there = { path: stage.villages[2]!.path };
  await inCounty((unit) => recordClaims(unit, [draft(third, '甲', there), draft(third, '乙', there)]));
  // Over quota: a roster tells what already is (R1).
  expect(await inCounty((unit) => applyClaims(unit, '2026-03-10', there))).toMatchObject({ paired: 2 });
  await inCounty((unit) => recordClaims(unit, [draft(third, '甲', there)]));
  expect(await inCounty((unit) => applyClaims(unit, '2026-03-10', there))).toMatchObject({
    paired: 0,
    known: 1,
  });
});

it('begins when an earlier friend’s time was over, and closes the claim of somebody who is gone', async () => {
  const [old, now, gone] = [
    await world().cadre(stage.bureau),
    await world().cadre(stage.bureau),
    await world().cadre(stage.bureau, { status: 'RETIRED' }),
  ];
  const here = { path: stage.villages[3]!.path };
  const home = await world().household(stage.villages[3]!, { head_name: '邱伟山' });
  await world().pairing(home, here, old, stage.bureau, { from_date: '2016-01-01', to_date: '2020-06-01' });
  await inCounty((unit) => recordClaims(unit, [draft(now, '邱伟山', here), draft(gone, '邱伟山', here)]));
  const applied = await inCounty((unit) => applyClaims(unit, '2026-03-10', here));
  expect(applied).toMatchObject({ paired: 1, refused: [{ message: '花名册上的干部已经不在岗' }] });
  expect(await pairings(home)).toContainEqual({
    cadre_id: now,
    from_date: '2020-06-01',
    source: 'ROSTER',
    kind: 'RESPONSIBLE',
  });
});

it('makes who had stayed a friend responsible again, from the day of the import (R7)', async () => {
  const he = await world().cadre(stage.bureau);
  const home = await world().household(stage.villages[0]!, { head_name: '旧友户' });
  await world().pairing(home, stage.villages[0]!, he, stage.bureau, {
    kind: 'RETAINED',
    from_date: '2024-01-01',
    source: 'HANDOVER',
  });
  await inCounty((unit) => recordClaims(unit, [draft(he, '旧友户')]));
  expect(await inCounty((unit) => applyClaims(unit, '2026-03-10'))).toMatchObject({ paired: 1, refused: [] });
  expect((await pairings(home)).toSorted((a, b) => (a.from_date < b.from_date ? -1 : 1))).toEqual([
    { cadre_id: he, from_date: '2024-01-01', source: 'HANDOVER', kind: 'RETAINED' },
    { cadre_id: he, from_date: '2026-03-10', source: 'ROSTER', kind: 'RESPONSIBLE' },
  ]);
});
