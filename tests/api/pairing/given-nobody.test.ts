import { AssignSuggestedDocument, PairDocument, ScheduleHandoverDocument } from '@qinyou/schema';
import { beforeAll, describe, expect, it } from 'vitest';
import { withScheduled } from './scheduled-stage.ts';
import { COUNTY } from './setting.ts';

const LEAVES = '2026-04-01';
const stage = withScheduled();
const world = () => stage.test.world;
const household = () => world().household(stage.villages[0]!);

const excuse = (cadreId: string, unit = stage.bureau, year = 2026) =>
  world().insert('waiver', { year, cadre_id: cadreId, cadre_path: unit.path, reason: 'LONG_ILL' });
const excused = async () => {
  const cadreId = await world().cadre(stage.bureau);
  await excuse(cadreId);
  return cadreId;
};
/** Somebody who is to hand one household over to another on that day. */
const leaving = async (on = LEAVES) => {
  const { cadreId, pairings } = await stage.caseload(1);
  await order(cadreId, pairings[0]!, await world().cadre(stage.bureau), on);
  return cadreId;
};
const order = async (cadreId: string, pairingId: string, successorId: string, on: string) => {
  const lines = [{ pairingId, version: 1, successorId }];
  return stage.county.ask(ScheduleHandoverDocument, { input: { cadreId, on, reason: '退休', lines } });
};
const pair = async (cadreId: string, householdId: string) => {
  const { code, errors } = await stage.county.ask(PairDocument, { input: { householdId, cadreId } });
  return code ? [errors[0]?.extensions['rule'], errors[0]?.message] : 'PAIRED';
};

const EXCUSED = ['R1', '这名干部今年不安排结对户（有情况说明），换一名'];
const LEAVING = ['R7', `这名干部预定了 ${LEAVES} 把户交出去，换一名`];

const KIN = ['R26', '这户是这名干部申报的亲属，换一名'];

beforeAll(async () => {
  await world().insert('programme_year', { year: 2025, confirm_by: '2025-03-31' });
  const county = await world().region('610926');
  await world().insert('municipal_place', { year: 2026, county_id: county.id, places: 5 });
});

describe.each([
  ['excused for the year (R5)', excused, EXCUSED],
  ['about to hand over (R7)', () => leaving(), LEAVING],
])('whoever is %s', (_, somebody, no) => {
  it('is given nobody by hand, and no suggestion of theirs is carried out', async () => {
    const cadreId = await somebody();
    expect(await pair(cadreId, await household())).toEqual(no);
    const { assignSuggested } = await stage.county.get(AssignSuggestedDocument, {
      input: { pairs: [{ householdId: await household(), cadreId }] },
    });
    expect(assignSuggested.refused.map(({ message }) => message)).toEqual([no[1]]);
  });

  it('keeps whom the duty or the roster says they have (R4)', async () => {
    const cadreId = await somebody();
    const place = { path: stage.villages[0]!.path, source: '名册', from_date: '2025-01-01' };
    const [pinned, claimed] = [await household(), await household()];
    await world().insert('assistance_duty', { cadre_id: cadreId, household_id: pinned, ...place });
    await world().insert('pairing_claim', {
      year: 2026,
      cadre_id: cadreId,
      cadre_path: stage.bureau.path,
      household_id: claimed,
      path: stage.villages[0]!.path,
      claimed_head: '王',
      claimed_village: '村',
      from_date: '2026-01-01',
      status: 'OPEN',
    });
    expect([await pair(cadreId, pinned), await pair(cadreId, claimed)]).toEqual(['PAIRED', 'PAIRED']);
  });
});

it('asks of the year that is on, and of what stands', async () => {
  const before = await world().cadre(stage.bureau);
  await excuse(before, stage.bureau, 2025);
  const again = await excused();
  await stage.system.query('update waiver set withdrawn_at = now() where cadre_id = $1', [again]);
  const stays = await leaving();
  await stage.system.query(
    `update scheduled_handover set state = 'WITHDRAWN', settled_at = now() where cadre_id = $1`,
    [stays],
  );
  for (const cadreId of [before, again, stays]) expect(await pair(cadreId, await household())).toBe('PAIRED');
});

/** Somebody of the city whom it has sent here: the county sees neither their excuse nor their declarations. */
const sentHere = async () => {
  const cadreId = await world().cadre(stage.municipal);
  const { accountId } = await world().account('CITY_OPERATOR', '6109/');
  const county = await world().region('610926');
  const sent = { cadre_id: cadreId, cadre_path: stage.municipal.path, county_id: county.id, path: COUNTY };
  await world().insert('sent_cadre', { year: 2026, ...sent, account_id: accountId });
  return cadreId;
};

it('tells the county of whom the city has sent', async () => {
  const cadreId = await sentHere();
  await excuse(cadreId, stage.municipal);
  expect(await pair(cadreId, await household())).toEqual(EXCUSED);
});

describe('nobody is given kin of their own (R26)', () => {
  const declare = async (cadreId: string, more: object = {}) => {
    const householdId = await household();
    const said = {
      cadre_id: cadreId,
      household_id: householdId,
      relation: '表兄',
      declared_on: '2026-01-01',
    };
    await world().insert('kin_declaration', { ...said, ...more });
    return householdId;
  };

  it.each([
    ['the county’s own', () => world().cadre(stage.bureau)],
    ['one whom the city has sent', sentHere],
  ])('%s', async (_, somebody) => {
    const cadreId = await somebody();
    expect(await pair(cadreId, await declare(cadreId))).toEqual(KIN);
    expect(await pair(cadreId, await household())).toBe('PAIRED');
  });

  it('but what was kin by mistake', async () => {
    const cadreId = await world().cadre(stage.bureau);
    expect(await pair(cadreId, await declare(cadreId, { withdrawn_at: new Date() }))).toBe('PAIRED');
  });
});

describe('a successor who is to hand over too (R7)', () => {
  it.each([
    ['a day later', '2026-04-02', `把户交出去，换一名`],
    ['the same day', '2026-04-01', undefined],
    ['before', '2026-03-20', undefined],
  ])('%s', async (_, theirs, words) => {
    const successor = await leaving(theirs);
    const { cadreId, pairings } = await stage.caseload(1);
    const { code, errors } = await order(cadreId, pairings[0]!, successor, LEAVES);
    expect(code).toBe(words && 'RULE_VIOLATED');
    if (words) expect(errors[0]?.message).toContain(`${theirs} ${words}`);
  });

  it('is seen before the day where they were to be one already', async () => {
    const taker = await stage.caseload(1);
    const { cadreId, pairings } = await stage.caseload(1);
    await order(cadreId, pairings[0]!, taker.cadreId, LEAVES);
    const problem = async () =>
      (await stage.open()).find((one) => one.cadreId === cadreId)?.lines.map((line) => line.problem);
    await order(taker.cadreId, taker.pairings[0]!, await world().cadre(stage.bureau), LEAVES);
    expect(await problem()).toEqual([null]);
    await stage.system.query(`update scheduled_handover set day = '2026-04-02' where cadre_id = $1`, [
      taker.cadreId,
    ]);
    expect(await problem()).toEqual(['接手人自己预定了以后把户交出去，换一名接手']);
  });
});
