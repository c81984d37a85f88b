import { describe, expect, it } from 'vitest';
import {
  briefsOf,
  canBeTakenBack,
  faultsOf,
  planOf,
  reasonOf,
  saidOf,
  sentenceOf,
  startingFrom,
  startingWith,
  staysFriend,
  type Choices,
  type Line,
} from './handover-words.ts';
import { formatDate } from '../../shared/format.ts';
import type { Scheduled } from './scheduled/scheduled-words.ts';

const TODAY = '2026-03-05';
const zhang = { id: 'z', name: '张某', unit: '县水利局', why: '同单位；手上 0 户，名额 2' };
const line = (id: string, more: Partial<Line> = {}): Line => ({
  id,
  version: 1,
  householdId: `h${id}`,
  head: `李${id}`,
  village: '双垭村 2 组',
  size: 4,
  cause: '因病',
  from: '2024-01-03',
  duty: false,
  scheduledOn: null,
  scheduledTo: null,
  successor: zhang,
  ...more,
});
const lines = [line('一'), line('二', { successor: null }), line('三', { duty: true })];
const start = startingWith('RETIRED', TODAY);
const with_ = (change: Partial<Choices>): Choices => ({ ...start, ...change });
const spaced = (text: string) => text.replaceAll('\u00a0', ' ');

describe('a handover in words', () => {
  it('takes all of it as it is proposed, for the reason that the status tells', () => {
    const { going, staying, open } = planOf(lines, start);
    expect(going.map(({ successor }) => successor?.id ?? null)).toEqual(['z', null, 'z']);
    expect([staying, open, start.why]).toEqual([[], 1, '退休']);
    expect(startingWith('ACTIVE', TODAY).why).toBe('');
  });

  it('leaves out and takes another one by hand', () => {
    const li = { id: 'l', name: '李某', unit: '县林业局' };
    const { going, staying, open } = planOf(
      lines,
      with_({ left: new Set(['一']), byHand: new Map([['二', li]]) }),
    );
    expect(staying.map(({ id }) => id)).toEqual(['一']);
    expect(going.map(({ successor, why }) => [successor?.name, why])).toEqual([
      ['李某', null],
      ['张某', '同单位；手上 0 户，名额 2'],
    ]);
    expect(open).toBe(0);
    expect(spaced(saidOf(going, TODAY))).toMatch(/^2 户交接好了，.*3 月 5 日起由李某、张某负责$/);
    expect(briefsOf(going)).toBe('/briefs?cadre=l&cadre=z');
  });

  it('says that no day is uncovered, over the end of a month too', () => {
    const [first] = planOf(lines, start).going;
    expect(spaced(sentenceOf('王某', first!, '2026-03-01'))).toMatch(
      /^李一户：王某做到 .*2 月 28 日，.*3 月 1 日起张某接着做，没有一天空着$/,
    );
  });

  it('keeps the old friend where it was asked or the duty stands', () => {
    const kept = (choices: Choices) => planOf(lines, choices).going.map((one) => staysFriend(one, choices));
    expect(kept(start)).toEqual([false, false, true]);
    expect(kept(with_({ retain: true }))).toEqual([true, true, true]);
  });

  it.each([
    ['nothing', {}, {}],
    ['a day to come', { on: '2027-03-05' }, {}],
    ['a day too far ahead', { on: '2027-03-06' }, { on: '最多预定一年以内的日子' }],
    ['no day', { on: '' }, { on: '选交接的日期' }],
    ['no reason', { why: '' }, { why: '选一个原因' }],
    ['another reason without words', { why: '别的原因', words: ' ' }, { words: '写明原因' }],
  ] as const)('finds %s to mend', (_, change, faults) => {
    const choices = with_(change);
    expect(faultsOf(choices, planOf(lines, choices), TODAY)).toEqual(faults);
  });

  it('names the household that began on the day', () => {
    const late = [line('一'), line('二', { from: TODAY })];
    expect(faultsOf(start, planOf(late, start), TODAY).on).toContain('李二户');
    const without = with_({ left: new Set(['二']) });
    expect(faultsOf(without, planOf(late, without), TODAY)).toEqual({});
  });

  it('names the household that is ordered already, where it is ordered again', () => {
    const twice = [line('一'), line('二', { scheduledOn: '2026-04-01' })];
    const ahead = with_({ on: '2026-05-01' });
    expect(spaced(faultsOf(ahead, planOf(twice, ahead), TODAY).on!)).toBe(
      `李二户已经预定 ${spaced(formatDate('2026-04-01'))}交接。先撤销那一次，或先不交这一户`,
    );
    expect(faultsOf(start, planOf(twice, start), TODAY)).toEqual({});
  });

  it('begins with what an order says that is decided anew, without whoever can’t take over', () => {
    const told = {
      householdId: 'h',
      head: '李',
      village: '双垭村',
      successorUnit: '县林业局',
      problem: null,
    };
    const order: Scheduled = {
      id: 'o',
      version: 2,
      cadreId: 'w',
      cadre: '王某',
      unit: '县水利局',
      on: '2026-04-01',
      retain: true,
      state: 'ATTENTION',
      problem: null,
      mine: true,
      gained: 0,
      orderedAt: '',
      orderedBy: '',
      reason: '退休，手续办完了',
      lines: [
        { ...told, id: '一', successorId: 'l', successor: '李某' },
        { ...told, id: '三', successorId: 'z', successor: '张某', problem: '接手人已经不在岗，换一名接手' },
      ],
    };
    const choices = startingFrom(order, lines);
    expect([...choices.left]).toEqual(['二']);
    expect([...choices.byHand]).toEqual([['一', { id: 'l', name: '李某', unit: '县林业局' }]]);
    expect(choices).toMatchObject({ on: '2026-04-01', why: '退休', words: '手续办完了', retain: true });
    expect(reasonOf(choices)).toBe(order.reason);
    const other = startingFrom({ ...order, lines: [], reason: '退休年龄提前' }, lines);
    expect([other.why, other.words]).toEqual(['别的原因', '退休年龄提前']);
  });

  it('promises no way back where the friend has stopped', () => {
    expect(['ACTIVE', 'ILL', 'SECONDED', 'RETIRED', 'LEFT'].filter(canBeTakenBack)).toEqual([
      'ACTIVE',
      'ILL',
      'SECONDED',
    ]);
  });

  it('writes the reason with one’s own words', () => {
    expect(reasonOf(start)).toBe('退休');
    expect(reasonOf(with_({ words: ' 手续办完了 ' }))).toBe('退休，手续办完了');
    expect(reasonOf(with_({ why: '别的原因', words: '生孩子' }))).toBe('生孩子');
  });
});
