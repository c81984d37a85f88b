import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  advance,
  blockers,
  breakdown,
  isRefused,
  isSettled,
  nextStep,
  NOTHING,
  sayBlocked,
  stepsLeft,
  type Counts,
  type State,
  type Step,
  type Subject,
} from './confirmation.rules.ts';

const NO = null;
const STATES: State[] = ['DRAFT', 'CONFIRMED', 'COUNTERSIGNED', 'CLOSED'];
const STEPS: Step[] = ['CONFIRM', 'COUNTERSIGN', 'CLOSE', 'REOPEN'];

describe('steps (R5)', () => {
  it.each<[Subject, State, boolean, (State | null)[]]>([
    //                                 CONFIRM      COUNTERSIGN      CLOSE     REOPEN
    ['UNIT', 'DRAFT', false, ['CONFIRMED', NO, NO, NO]],
    ['UNIT', 'CONFIRMED', false, [NO, 'COUNTERSIGNED', NO, 'DRAFT']],
    ['UNIT', 'CONFIRMED', true, ['CONFIRMED', NO, NO, 'DRAFT']],
    ['UNIT', 'COUNTERSIGNED', false, [NO, NO, NO, 'DRAFT']],
    ['UNIT', 'COUNTERSIGNED', true, ['CONFIRMED', NO, NO, 'DRAFT']],
    ['COUNTY', 'DRAFT', false, ['CONFIRMED', NO, NO, NO]],
    ['COUNTY', 'CONFIRMED', false, [NO, NO, 'CLOSED', 'DRAFT']],
    ['COUNTY', 'CONFIRMED', true, ['CONFIRMED', NO, NO, 'DRAFT']],
    ['COUNTY', 'CLOSED', false, [NO, NO, NO, 'DRAFT']],
    ['COUNTY', 'CLOSED', true, [NO, NO, NO, 'DRAFT']],
  ])('%s %s changed=%s', (subject, state, changed, expected) => {
    const got = STEPS.map((step) => advance(subject, { state, changed }, step));
    expect(got.map((answer) => (isRefused(answer) ? NO : answer))).toEqual(expected);
    for (const answer of got) if (isRefused(answer)) expect(answer.refusal).toMatch(/\p{Script=Han}/u);
  });

  const standing = fc.record({ state: fc.constantFrom(...STATES), changed: fc.boolean() });
  const subject = fc.constantFrom<Subject>('UNIT', 'COUNTY');

  it('says of a next step only what may be taken, and nothing only when all is signed', () => {
    fc.assert(
      fc.property(subject, standing, (who, now) => {
        const step = nextStep(who, now);
        const legal = who === 'UNIT' ? now.state !== 'CLOSED' : now.state !== 'COUNTERSIGNED';
        if (!legal) return;
        if (step) expect(isRefused(advance(who, now, step))).toBe(false);
        else expect(isSettled(who, now) || (now.state === 'CLOSED' && now.changed)).toBe(true);
      }),
    );
  });

  it('takes each step once: the same again without a change is refused', () => {
    fc.assert(
      fc.property(subject, standing, fc.constantFrom(...STEPS), (who, now, step) => {
        const after = advance(who, now, step);
        if (!isRefused(after))
          expect(isRefused(advance(who, { state: after, changed: false }, step))).toBe(true);
      }),
    );
  });
});

describe('blockers (R5)', () => {
  const all: Counts = {
    ...NOTHING,
    officials: 3,
    unreported: 2,
    duplicates: 20,
    gaps: 118,
    waiting: 9,
    unitsOpen: 17,
    unspentPlaces: 4,
  };

  it.each([
    ['UNIT', 'CONFIRM', ['UNREPORTED']],
    ['UNIT', 'COUNTERSIGN', ['OFFICIALS']],
    ['COUNTY', 'CONFIRM', ['GAPS', 'DUPLICATES', 'UNITS', 'WAITING']],
    ['COUNTY', 'CLOSE', ['GAPS', 'DUPLICATES', 'UNITS', 'WAITING', 'PLACES']],
  ] as const)('%s %s', (subject, step, codes) => {
    expect(blockers(subject, step, all).map(({ code }) => code)).toEqual(codes);
    expect(blockers(subject, step, NOTHING)).toEqual([]);
  });

  it('lets waiting households pass once they are acknowledged, and unspent places up to the close', () => {
    const waiting = { ...NOTHING, waiting: 9, unspentPlaces: 4 };
    expect(blockers('COUNTY', 'CONFIRM', waiting)).toHaveLength(1);
    expect(blockers('COUNTY', 'CONFIRM', { ...waiting, waitingAcknowledged: true })).toEqual([]);
    expect(blockers('COUNTY', 'CLOSE', { ...waiting, waitingAcknowledged: true })).toHaveLength(1);
  });

  it('strings what blocks into one sentence', () => {
    expect(
      sayBlocked('CONFIRM', blockers('COUNTY', 'CONFIRM', { ...NOTHING, gaps: 118, duplicates: 20 })),
    ).toBe('还不能确认：118 户交友空白；20 户有两名干部');
  });
});

it('counts what a unit has left to do', () => {
  expect(stepsLeft({ state: 'DRAFT', changed: false }, false, 2)).toBe(5);
  expect(stepsLeft({ state: 'DRAFT', changed: false }, true, 0)).toBe(2);
  expect(stepsLeft({ state: 'CONFIRMED', changed: false }, true, 0)).toBe(1);
  expect(stepsLeft({ state: 'COUNTERSIGNED', changed: false }, true, 0)).toBe(0);
  expect(stepsLeft({ state: 'COUNTERSIGNED', changed: true }, true, 0)).toBe(2);
});

it('breaks a count down to the largest few', () => {
  const parts = [
    { name: '三阳', n: 11 },
    { name: '八仙', n: 58 },
    { name: '城关', n: 0 },
    { name: '正阳', n: 27 },
    { name: '洛河', n: 9 },
    { name: '长安', n: 4 },
  ];
  expect(breakdown(parts)).toBe('八仙 58，正阳 27，三阳 11，另 2 处 13');
  expect(breakdown(parts.slice(0, 5))).toBe('八仙 58，正阳 27，三阳 11，洛河 9');
});
