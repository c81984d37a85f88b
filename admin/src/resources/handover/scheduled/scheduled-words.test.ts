import { describe, expect, it } from 'vitest';
import { formatDate } from '../../../shared/format.ts';
import { anewAt, sayGained, sayScheduled, toneOf, troubleOf, type Scheduled } from './scheduled-words.ts';

const spaced = (text: string) => text.replaceAll('\u00a0', ' ');
const line = (head: string, successor: string | null, problem: string | null = null) => ({
  id: head,
  householdId: head,
  head,
  village: '双垭村',
  successorId: 's',
  successorUnit: null,
  successor,
  problem,
});
const order = (more: Partial<Scheduled> = {}): Scheduled => ({
  id: 'o',
  version: 1,
  cadreId: 'w',
  cadre: '王某',
  unit: '县水利局',
  on: '2026-04-01',
  reason: '退休',
  retain: false,
  state: 'SCHEDULED',
  problem: null,
  mine: true,
  gained: 0,
  orderedBy: '陈',
  orderedAt: '2026-03-10T04:00:00Z',
  lines: [line('李一', '张某'), line('李二', '张某'), line('李三', null)],
  ...more,
});

describe('a scheduled handover in words', () => {
  it('says from when who takes over, each once, and does not name whom one may not know', () => {
    expect(spaced(sayScheduled(order()))).toBe(
      `${spaced(formatDate('2026-04-01'))}起，3 户由张某、市里安排的干部接手`,
    );
  });

  it('says what stands in its way, of the whole and of each household', () => {
    const refused = order({ problem: '身份已经停用', lines: [line('李一', '张某', '结对已经结束')] });
    expect(troubleOf(refused)).toEqual(['身份已经停用', '李一户：结对已经结束']);
  });

  it.each([
    ['info', order()],
    ['yellow', order({ lines: [line('李一', '张某', '结对已经结束')] })],
    ['red', order({ state: 'ATTENTION' })],
  ])('is %s', (tone, one) => expect(toneOf(one)).toBe(tone));

  it('tells of friends that came later, and where it is decided anew', () => {
    expect([sayGained(order()), spaced(sayGained(order({ gained: 2 })) ?? '')]).toEqual([
      null,
      '预定以后又结了 2 户，不在里面',
    ]);
    expect(anewAt(order())).toBe('/cadres/w/handover?instead=o');
  });
});
