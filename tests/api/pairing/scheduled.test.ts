import {
  HandOverCaseloadDocument,
  HandoverProposalDocument,
  HomeDocument,
  ScheduledHandoversDocument,
  ScheduleHandoverDocument,
  WithdrawScheduledHandoverDocument,
} from '@qinyou/schema';
import { beforeEach, describe, expect, it } from 'vitest';
import { COUNTY } from './setting.ts';
import { DAY, ORDERED, withScheduled } from './scheduled-stage.ts';

const stage = withScheduled();
const world = () => stage.test.world;
const colleague = (values: object = {}) => world().cadre(stage.bureau, values);
let leaving: string;
let homes: string[];
let pairings: string[];

const ordering = (successors: string[], more: object = {}) => ({
  input: {
    cadreId: leaving,
    lines: successors.map((successorId, i) => ({ pairingId: pairings[i]!, version: 1, successorId })),
    reason: '退休',
    on: DAY,
    ...more,
  },
});
const order = async (successors: string[], more: object = {}) =>
  (await stage.county.get(ScheduleHandoverDocument, ordering(successors, more))).scheduleHandover;
const withdraw = (id: string, version: number, client = stage.county) =>
  client.ask(WithdrawScheduledHandoverDocument, { input: { id, version, reason: '不退了' } });
/** What the record of the leaving one holds, who did it. */
const recorded = async () =>
  (
    await stage.system.query<{ action: string; account_id: string | null }>(
      `select action, account_id from audit_entry where subject_id = $1 and action like 'cadre.%andover%' or subject_id = $1
         and action = 'cadre.handOver' order by id`,
      [leaving],
    )
  ).rows.map(({ action, account_id }) => [action, account_id]);

beforeEach(async () => {
  await stage.itIs(ORDERED);
  await stage.system.query(
    `update scheduled_handover set state = 'WITHDRAWN', settled_at = now() where state in ('SCHEDULED', 'ATTENTION')`,
  );
  ({ cadreId: leaving, homes, pairings } = await stage.caseload(2));
});

describe('a handover that is ordered before its day (R7)', () => {
  it('writes nothing but the order, which stands where people look', async () => {
    const before = await stage.history(...homes);
    const [first, second] = [await colleague({ name: '张立新' }), await colleague()];
    const { id, state, mine, lines } = await order([first, second]);
    expect([state, mine]).toEqual(['SCHEDULED', true]);
    expect(lines.map((line) => [line.householdId, line.successorId, line.problem])).toEqual([
      [homes[0], first, null],
      [homes[1], second, null],
    ]);
    expect(await stage.history(...homes)).toEqual(before);
    const of = async (filter: object) =>
      (await stage.county.get(ScheduledHandoversDocument, { filter })).scheduledHandovers.items.map(
        (one) => one.id,
      );
    expect(await of({ cadreId: leaving })).toEqual([id]);
    expect(await of({ householdId: homes[1] })).toEqual([id]);
    expect(await of({ cadreId: first })).toEqual([]);
    expect(await of({ cadreId: leaving, state: 'DONE' })).toEqual([]);
    const { handoverProposal } = await stage.county.get(HandoverProposalDocument, { cadreId: leaving });
    expect(handoverProposal.lines.map((line) => [line.scheduledOn, line.scheduledTo])).toContainEqual([
      DAY,
      '张立新',
    ]);
    await stage.itIs('2026-03-31');
    await stage.dayComes();
    expect(await stage.history(...homes)).toEqual(before);
    expect((await stage.stored(id)).state).toBe('SCHEDULED');
  });

  it('is carried out on its day as the one who ordered it, whole and once, also where two workers have it', async () => {
    const [first, second] = [await colleague(), await colleague()];
    const by = stage.countyAccount.accountId;
    const { id } = await order([first, second], { retain: true });
    await stage.itIs(DAY);
    await stage.dayComes(3);
    await stage.dayComes();
    expect(await stage.history(...homes)).toEqual([
      `1 RESPONSIBLE ${leaving} 2025-01-01..${DAY}`,
      `1 RESPONSIBLE ${first} ${DAY}..`,
      `1 RETAINED ${leaving} ${DAY}..`,
      `2 RESPONSIBLE ${leaving} 2025-01-01..${DAY}`,
      `2 RESPONSIBLE ${second} ${DAY}..`,
      `2 RETAINED ${leaving} ${DAY}..`,
    ]);
    expect((await stage.stored(id)).state).toBe('DONE');
    expect(await recorded()).toEqual([
      ['cadre.scheduleHandover', by],
      ['cadre.handOver', by],
    ]);
    expect(await stage.open()).toEqual([]);
    const [done] = (
      await stage.county.get(ScheduledHandoversDocument, { filter: { cadreId: leaving, state: 'DONE' } })
    ).scheduledHandovers.items;
    expect([done?.mine, done?.lines.map(({ problem }) => problem)]).toEqual([false, [null, null]]);
  });

  it('leaves nothing of it where the worker dies on its way, and is taken up at the next look', async () => {
    const before = await stage.history(...homes);
    const { id } = await order([await colleague(), await colleague()]);
    await stage.itIs(DAY);
    await stage.dayComesAndDies(homes[0]!);
    expect([await stage.history(...homes), (await stage.stored(id)).state]).toEqual([before, 'SCHEDULED']);
    await stage.dayComes();
    expect((await stage.stored(id)).state).toBe('DONE');
    expect(await stage.history(...homes)).toHaveLength(4);
  });

  it('is made up for by the service’s own queue where nobody was up, from the day that was ordered', async () => {
    const successor = await colleague();
    const { id } = await order([successor]);
    await stage.itIs('2026-04-09');
    await stage.test.app.services.scheduledHandovers.sweep();
    await expect.poll(async () => (await stage.stored(id)).state, { timeout: 10_000 }).toBe('DONE');
    expect(await stage.history(homes[0]!)).toEqual([
      `1 RESPONSIBLE ${leaving} 2025-01-01..${DAY}`,
      `1 RESPONSIBLE ${successor} ${DAY}..`,
    ]);
  });

  it('follows a household that moves within the county', async () => {
    const successor = await colleague();
    const { id } = await order([successor]);
    const { id: region, path } = stage.villages[3]!;
    await stage.system.query('update household set region_id = $2, path = $3 where id = $1', [
      homes[0],
      region,
      path,
    ]);
    expect((await stage.open())[0]?.lines[0]?.village).toContain(stage.villages[3]!.name);
    await stage.itIs(DAY);
    await stage.dayComes();
    expect((await stage.stored(id)).state).toBe('DONE');
  });

  it('tells which friends came later and are no part of it', async () => {
    const { id } = await order([await colleague()]);
    expect((await stage.open())[0]).toMatchObject({ id, gained: 0 });
    const { handoverProposal } = await stage.county.get(HandoverProposalDocument, { cadreId: leaving });
    expect(handoverProposal.lines).toHaveLength(2);
    await world().pairing(
      await world().household(stage.villages[1]!),
      stage.villages[1]!,
      leaving,
      stage.bureau,
      { from_date: ORDERED, source: 'ASSIGNED' },
    );
    expect((await stage.open())[0]).toMatchObject({ id, gained: 1 });
  });
});

describe('is ordered under the rules of one that is done today', () => {
  it.each([
    ['for today', { on: ORDERED }, 'INVALID_INPUT', '今天以后'],
    ['for a day more than a year ahead', { on: '2027-03-11' }, 'INVALID_INPUT', '一年以内'],
    ['in place of somebody else’s', 'other', 'INVALID_INPUT', '别人的'],
  ])('not %s', async (_, more, code, words) => {
    let insteadOf: string | undefined;
    if (more === 'other') {
      insteadOf = (await order([await colleague()])).id;
      ({ cadreId: leaving, homes, pairings } = await stage.caseload(1));
    }
    const answer = await stage.county.ask(
      ScheduleHandoverDocument,
      ordering([await colleague()], typeof more === 'string' ? { insteadOf } : more),
    );
    expect([answer.code, JSON.stringify(answer)]).toEqual([code, expect.stringContaining(words)]);
    if (insteadOf) expect((await stage.stored(insteadOf)).state).toBe('SCHEDULED');
  });

  it('a year ahead is not too far', async () => {
    expect((await order([await colleague()], { on: '2027-03-10' })).on).toBe('2027-03-10');
  });

  it.each([
    ['has stopped', 'RULE_VIOLATED', '不在岗', () => colleague({ status: 'RETIRED' })],
    ['is of the city (R6)', 'NOT_FOUND', '', () => world().cadre(stage.municipal)],
    ['is kin (R26)', 'RULE_VIOLATED', '亲属', async () => {
      const kin = await colleague();
      await world().insert('kin_declaration', { cadre_id: kin, household_id: homes[1]!, relation: '表兄', declared_on: '2025-01-01' });
      return kin;
    }], // prettier-ignore
    ['is promised to others already (R1)', 'RULE_VIOLATED', '手上 0 户，预定接手 1 户，名额 1', async () => {
      const promised = await colleague({ rank: 'TECHNICAL' });
      const other = await stage.caseload(1);
      const input = { cadreId: other.cadreId, on: DAY, reason: '退休', lines: [{ pairingId: other.pairings[0]!, version: 1, successorId: promised }] };
      await stage.county.get(ScheduleHandoverDocument, { input });
      return promised;
    }], // prettier-ignore
    ['is the same person', 'INVALID_INPUT', '他自己', () => Promise.resolve(leaving)],
  ])('orders nothing where a successor %s', async (_, code, words, other) => {
    const answer = await stage.county.ask(
      ScheduleHandoverDocument,
      ordering([await colleague(), await other()]),
    );
    expect([answer.code, JSON.stringify(answer)]).toEqual([code, expect.stringContaining(words)]);
    expect((await stage.open()).filter(({ cadreId }) => cadreId === leaving)).toEqual([]);
  });

  it('no household twice, of many at once one, and the database has the last word', async () => {
    const successors = await Promise.all(Array.from({ length: 6 }, () => colleague()));
    const answers = await Promise.all(
      successors.map((successor) => stage.county.ask(ScheduleHandoverDocument, ordering([successor]))),
    );
    expect(answers.map(({ code }) => code ?? 'DONE').toSorted()).toEqual([
      ...Array<string>(5).fill('CONFLICT'),
      'DONE',
    ]);
    expect(answers.find(({ code }) => code)?.errors[0]?.message).toContain(`已经预定在 ${DAY} 交接`);
    const id = (await stage.open())[0]?.id;
    const again = stage.system.query(
      `with h as (insert into scheduled_handover (id, cadre_id, day, reason, retain, account_id, grant_id, path, ordered_at)
         select uuidv7(), cadre_id, day, reason, retain, account_id, grant_id, path, ordered_at from scheduled_handover where id = $1 returning id)
       insert into scheduled_handover_line select h.id, l.state, l.position, l.pairing_id, l.household_id, l.path, l.successor_id
       from h, scheduled_handover_line l where l.handover_id = $1`,
      [id],
    );
    await expect(again).rejects.toMatchObject({ constraint: 'scheduled_once' });
  });
});

describe('where the world has changed', () => {
  const CHANGES: [what: string, problem: string | RegExp, change: (successor: string) => Promise<unknown>][] = [
    ['the pairing ended', '结对已经结束', () =>
      stage.system.query(`update pairing set to_date = '2026-03-20', version = 2 where id = $1`, [pairings[0]])],
    ['the successor retired', '这名干部已经不在岗，换一名在岗的', (successor) =>
      stage.system.query(`update cadre set status = 'RETIRED' where id = $1`, [successor])],
    ['the successor is full', /^这名干部的名额用完了/, async (successor) => {
      await stage.system.query(`update cadre set rank = 'TECHNICAL' where id = $1`, [successor]);
      await world().pairing(await world().household(stage.villages[1]!), stage.villages[1]!, successor, stage.bureau, { from_date: '2026-03-12', source: 'ASSIGNED' });
    }],
    ['the successor went to a unit of the city’s', '接手人不归这里安排了，换一名接手', (successor) =>
      stage.system.query(`update cadre set unit_id = $2, path = $3 where id = $1`, [successor, stage.municipal.id, stage.municipal.path])],
    ['the friendship began later than the day', /^结对从 2026-04-05 开始/, () =>
      stage.system.query(`update pairing set from_date = '2026-04-05', version = 3 where id = $1`, [pairings[0]])],
  ]; // prettier-ignore

  it.each(CHANGES)('%s: nothing is done, and it says so', async (_, problem, change) => {
    const successor = await colleague();
    const { id } = await order([successor, await colleague()]);
    await change(successor);
    const before = await stage.history(...homes);
    await stage.itIs('2026-04-06');
    await stage.dayComes(2);
    expect(await stage.history(...homes)).toEqual(before);
    const { state, lines } = await stage.stored(id);
    expect([state, lines]).toEqual(['ATTENTION', [expect.stringMatching(problem), null]]);
    expect((await recorded()).at(-1)).toEqual(['cadre.handoverRefused', null]);
    const [told] = await stage.open();
    expect(told?.lines[0]?.problem).toMatch(problem);
    const { home } = await stage.county.get(HomeDocument, {});
    expect(home.todos.find((todo) => todo.id === 'scheduled-handover')).toMatchObject({
      lamp: 'RED',
      title: '1 次预定的交接要重新定',
      to: '/handovers',
    });
  });

  it('the grant is gone: it is said of the whole, and a colleague decides anew', async () => {
    const { id } = await order([await colleague()]);
    await stage.system.query('update role_grant set withdrawn_at = now() where id = $1', [
      stage.countyAccount.grantId,
    ]);
    await stage.itIs(DAY);
    await stage.dayComes();
    expect(await stage.stored(id)).toMatchObject({
      state: 'ATTENTION',
      problem: '安排的人当时的身份已经停用',
    });
    const successor = await colleague();
    const { on: _on, ...input } = ordering([successor], { insteadOf: id }).input;
    await stage.county.get(HandOverCaseloadDocument, { input });
    expect((await stage.stored(id)).state).toBe('WITHDRAWN');
    expect(await stage.history(homes[0]!)).toContain(`1 RESPONSIBLE ${successor} ${DAY}..`);
    expect((await stage.county.ask(HandOverCaseloadDocument, { input })).code).toBe('CONFLICT');
  });

  it('a household went to another county: the one that ordered it is told, the rest stays', async () => {
    const { id } = await order([await colleague(), await colleague()]);
    const [far] = await world().villages('610925', 1);
    await stage.system.query('update household set region_id = $2, path = $3 where id = $1', [
      homes[0],
      far!.id,
      far!.path,
    ]);
    await stage.itIs(DAY);
    await stage.dayComes();
    expect((await stage.stored(id)).lines).toEqual(['这一户搬到了别处，不归安排的人管了', null]);
    const [told] = await stage.open();
    expect([told?.mine, told?.lines.map(({ householdId }) => householdId)]).toEqual([false, [homes[1]]]);
    expect((await withdraw(id, told!.version)).errors[0]?.message).toContain('上级');
    const city = await world().signedIn('CITY_OPERATOR', '6109/');
    expect((await withdraw(id, told!.version, city)).code).toBeUndefined();
  });

  it('shows before the day what stands in its way', async () => {
    const successor = await colleague();
    await order([successor]);
    const problem = async () => (await stage.open())[0]?.lines[0]?.problem;
    const hers = { cadre_id: successor, household_id: homes[0]! };
    await world().insert('kin_declaration', { ...hers, relation: '表兄', declared_on: ORDERED });
    expect(await problem()).toBe('这户是接手人申报的亲属，换一名接手');
    const excused = { cadre_id: successor, cadre_path: stage.bureau.path };
    await world().insert('waiver', { ...excused, year: 2026, reason: 'LONG_ILL' });
    expect(await problem()).toBe('接手人今年不安排结对户，换一名接手');
    await stage.system.query(`update cadre set status = 'LEFT' where id = $1`, [successor]);
    expect(await problem()).toBe('接手人已经不在岗，换一名接手');
    const { home } = await stage.county.get(HomeDocument, {});
    expect(home.todos.find((todo) => todo.id === 'scheduled-handover')).toMatchObject({
      lamp: 'YELLOW',
      due: DAY,
    });
  });

  it('a handover done at once and the job take turns: one of them has it', async () => {
    for (let round = 0; round < 4; round++) {
      await stage.itIs(ORDERED);
      ({ cadreId: leaving, homes, pairings } = await stage.caseload(2));
      const { id } = await order([await colleague(), await colleague()]);
      await stage.itIs(DAY);
      const { on: _on, ...input } = ordering([await colleague(), await colleague()]).input;
      const [answer] = await Promise.all([
        stage.county.ask(HandOverCaseloadDocument, { input }),
        stage.dayComes(),
      ]);
      const { state } = await stage.stored(id);
      expect([answer.code ?? 'DONE', state]).toEqual(
        answer.code ? ['CONFLICT', 'DONE'] : ['DONE', 'ATTENTION'],
      );
      expect((await stage.history(...homes)).filter((line) => line.endsWith('..'))).toHaveLength(2);
    }
  });
});

describe('is withdrawn by whoever may hand over', () => {
  it('before its day, recorded, once; then its households are free again', async () => {
    const { id, version } = await order([await colleague()]);
    expect((await withdraw(id, version + 1)).code).toBe('CONFLICT');
    expect((await withdraw(id, version)).code).toBeUndefined();
    expect((await withdraw(id, version + 1)).errors[0]?.message).toContain('已经撤销');
    expect((await recorded()).at(-1)).toEqual(['cadre.withdrawHandover', stage.countyAccount.accountId]);
    await stage.itIs(DAY);
    await stage.dayComes();
    expect(await stage.history(homes[0]!)).toHaveLength(1);
    await order([await colleague()], { on: '2026-04-02' });
  });

  it('and ordered anew in one step, with what it promised free', async () => {
    const successor = await colleague({ rank: 'TECHNICAL' });
    const { id } = await order([successor]);
    const anew = await order([successor], { on: '2026-05-01', insteadOf: id });
    expect([(await stage.stored(id)).state, anew.on]).toEqual(['WITHDRAWN', '2026-05-01']);
  });

  it('by nobody else: another county sees none of it, a town its own households, the city all', async () => {
    const far = await world().household((await world().villages('610926108', 1))[0]!);
    const [farVillage] = await world().villages('610926108', 1);
    pairings[1] = await world().pairing(far, farVillage!, leaving, stage.bureau); // prettier-ignore
    const { id, version } = await order([await colleague(), await colleague()]);
    const other = await world().signedIn('COUNTY_OPERATOR', '6109/610902/');
    expect(await stage.open(other)).toEqual([]);
    expect((await withdraw(id, version, other)).code).toBe('NOT_FOUND');
    const town = await world().signedIn('TOWN_OPERATOR', `${COUNTY}610926107/`);
    const [part] = await stage.open(town);
    expect([part?.id, part?.mine, part?.lines.length]).toEqual([id, false, 1]);
    expect((await withdraw(id, version, town)).code).toBe('RULE_VIOLATED');
    const city = await world().signedIn('CITY_OPERATOR', '6109/');
    expect((await stage.open(city))[0]?.lines).toHaveLength(2);
    expect((await withdraw(id, version, city)).code).toBeUndefined();
  });

  it('not a county’s for people of the city’s units (R6), whom it sees going', async () => {
    const municipal = await world().cadre(stage.municipal);
    const path = stage.villages[0]!.path;
    const home = await world().household(stage.villages[0]!);
    const pairingId = await world().pairing(home, { path }, municipal, stage.municipal); // prettier-ignore
    const input = { cadreId: municipal, on: DAY, reason: '退休', lines: [{ pairingId, version: 1, successorId: await world().cadre(stage.municipal, { name: '市里人' }) }] }; // prettier-ignore
    expect((await stage.county.ask(ScheduleHandoverDocument, { input })).code).toBe('NOT_FOUND');
    const city = await world().signedIn('CITY_OPERATOR', '6109/');
    const { scheduleHandover } = await city.get(ScheduleHandoverDocument, { input });
    const [seen] = await stage.open();
    expect([seen?.mine, seen?.lines[0]?.successor]).toEqual([false, null]);
    expect((await withdraw(scheduleHandover.id, scheduleHandover.version)).code).toBe('RULE_VIOLATED');
  });
});
