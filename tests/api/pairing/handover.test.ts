import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { HandOverCaseloadDocument, UndoPairingActDocument } from '@qinyou/schema';
import type { Client } from '../../support/client.ts';
import { COUNTY, TODAY, withStage } from './setting.ts';

const stage = withStage();
let owner: pg.Client;
let county: Client;
let leaving: string;
let homes: string[];
let pairings: string[];

const world = () => stage.test.world;
const colleague = (values: object = {}) => world().cadre(stage.bureau, values);

const standing = async (cadreId: string, householdId: string, more: object = {}) =>
  world().pairing(householdId, stage.villages[0]!, cadreId, stage.bureau, more);

/** Who was whose friend and when, by household, the withdrawn ones left out. */
async function history(...of: string[]): Promise<string[]> {
  const { rows } = await owner.query<{ line: string }>(
    `select array_position($1::uuid[], household_id) || ' ' || kind || ' ' || cadre_id || ' ' || from_date || '..' || coalesce(to_date::text, '') as line
     from pairing where household_id = any($1) and withdrawn_at is null order by array_position($1::uuid[], household_id), from_date, kind`,
    [of],
  );
  return rows.map(({ line }) => line);
}

const handing = (successors: string[], more: object = {}) => ({
  input: {
    cadreId: leaving,
    lines: successors.map((successorId, i) => ({ pairingId: pairings[i]!, version: 1, successorId })),
    reason: '调走',
    ...more,
  },
});

beforeAll(async () => {
  owner = new pg.Client(stage.test.urls.ownerUrl);
  await owner.connect();
  county = await world().signedIn('COUNTY_OPERATOR', COUNTY);
});
afterAll(() => owner.end());
beforeEach(async () => {
  leaving = await colleague({ rank: 'STAFF' });
  homes = [await world().household(stage.villages[0]!), await world().household(stage.villages[0]!)];
  pairings = [await standing(leaving, homes[0]!), await standing(leaving, homes[1]!)];
});

it('hands a caseload over to two from one day on, and takes it back whole', async () => {
  const [first, second] = [await colleague(), await colleague()];
  const before = await history(...homes);
  const { handOverCaseload } = await county.get(
    HandOverCaseloadDocument,
    handing([first, second], { on: '2026-03-05' }),
  );
  expect(handOverCaseload.done).toBe(2);
  expect(await history(...homes)).toEqual([
    `1 RESPONSIBLE ${leaving} 2025-01-01..2026-03-05`,
    `1 RESPONSIBLE ${first} 2026-03-05..`,
    `2 RESPONSIBLE ${leaving} 2025-01-01..2026-03-05`,
    `2 RESPONSIBLE ${second} 2026-03-05..`,
  ]);
  await county.get(UndoPairingActDocument, { id: handOverCaseload.id });
  expect(await history(...homes)).toEqual(before);
});

it('hands over a part, and the old friend stays one', async () => {
  const successor = await colleague();
  await county.get(HandOverCaseloadDocument, handing([successor], { retain: true }));
  expect(await history(...homes)).toEqual([
    `1 RESPONSIBLE ${leaving} 2025-01-01..${TODAY}`,
    `1 RESPONSIBLE ${successor} ${TODAY}..`,
    `1 RETAINED ${leaving} ${TODAY}..`,
    `2 RESPONSIBLE ${leaving} 2025-01-01..`,
  ]);
});

it('keeps whoever has the duty as a friend, whatever was asked (R4)', async () => {
  const successor = await colleague();
  await world().insert('assistance_duty', {
    cadre_id: leaving,
    household_id: homes[0]!,
    path: stage.villages[0]!.path,
    source: '名册',
    from_date: '2025-01-01',
  });
  await county.get(HandOverCaseloadDocument, handing([successor], { retain: false }));
  expect(await history(homes[0]!)).toContain(`1 RETAINED ${leaving} ${TODAY}..`);
});

it.each([
  ['has no place left', 'RULE_VIOLATED', '名额用完了', () => colleague({ rank: 'TECHNICAL' }).then(async (full) => {
    await standing(full, await world().household(stage.villages[0]!));
    return full;
  })], // prettier-ignore
  ['has stopped', 'RULE_VIOLATED', '不在岗', () => colleague({ status: 'RETIRED' })],
  ['is of the city (R6)', 'NOT_FOUND', '', () => world().cadre(stage.municipal)],
  ['is kin', 'RULE_VIOLATED', '亲属', async () => {
    const kin = await colleague();
    await world().insert('kin_declaration', { cadre_id: kin, household_id: homes[1]!, relation: '表兄', declared_on: '2025-01-01' });
    return kin;
  }], // prettier-ignore
  ['is excused for the year', 'RULE_VIOLATED', '今年不安排结对户', async () => {
    const excused = await colleague();
    await world().insert('waiver', { year: 2026, cadre_id: excused, cadre_path: stage.bureau.path, reason: 'LONG_ILL' });
    return excused;
  }], // prettier-ignore
  ['is the same person', 'INVALID_INPUT', '他自己', () => Promise.resolve(leaving)],
])('changes nothing where one of the successors %s', async (_, code, words, other) => {
  const before = await history(...homes);
  const answer = await county.ask(HandOverCaseloadDocument, handing([await colleague(), await other()]));
  expect(answer.code).toBe(code);
  expect(JSON.stringify(answer)).toContain(words);
  expect(await history(...homes)).toEqual(before);
});

it.each([
  ['in the future', 'INVALID_INPUT', { on: '2026-03-11' }],
  ['before the friendship began', 'RULE_VIOLATED', { on: '2024-12-31' }],
])('refuses a day %s', async (_, code, more) => {
  expect((await county.ask(HandOverCaseloadDocument, handing([await colleague()], more))).code).toBe(code);
});

it('refuses what was changed since it was seen', async () => {
  const [first, second] = [await colleague(), await colleague()];
  await county.get(HandOverCaseloadDocument, handing([first]));
  const before = await history(...homes);
  expect((await county.ask(HandOverCaseloadDocument, handing([second, second]))).code).toBe('CONFLICT');
  expect(await history(...homes)).toEqual(before);
});

it('lets one of many who hand the same household over at once', async () => {
  const successors = await Promise.all(Array.from({ length: 8 }, () => colleague()));
  const answers = await Promise.all(
    successors.map((successor) => county.ask(HandOverCaseloadDocument, handing([successor]))),
  );
  expect(answers.map(({ code }) => code ?? 'DONE').toSorted()).toEqual([
    ...Array<string>(7).fill('CONFLICT'),
    'DONE',
  ]);
  expect(await history(homes[0]!)).toHaveLength(2);
});
