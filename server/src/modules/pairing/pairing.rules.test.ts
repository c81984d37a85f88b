import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UNDO_WINDOW } from '../../platform/undo.rules.ts';
import {
  earliestStart,
  ending,
  isRefusal,
  lowestFreeSlot,
  overlap,
  place,
  stands,
  undo,
  type PairingFact,
  type PlacementFacts,
} from './pairing.rules.ts';

const held = (cadreId: string, more: Partial<PairingFact> = {}): PairingFact => ({
  cadreId,
  kind: 'RESPONSIBLE',
  slot: 1,
  from: '2025-01-01',
  to: null,
  ...more,
});

const he: PlacementFacts['cadre'] = {
  id: 'he',
  status: 'ACTIVE',
  load: 0,
  promised: 0,
  quota: 2,
  cityOwned: false,
  sent: null,
  county: 'city/a/',
  excused: false,
  leavingOn: null,
};

const facts = (more: Partial<PlacementFacts> = {}): PlacementFacts => ({
  today: '2026-03-10',
  from: '2026-03-10',
  cap: 1,
  cadre: he,
  household: { endedOn: null, path: 'city/a/town/village/' },
  pairings: [],
  claimants: [],
  duty: false,
  kin: false,
  existing: false,
  ...more,
});

describe('place (R1–R4)', () => {
  const full = { ...he, load: 2 };
  const sent = { ...full, load: 0, cityOwned: true, sent: 'city/a/', county: null };
  const away = { ...full, load: 0, sent: 'city/b/', county: null };
  const foreign = { ...he, county: 'city/b/' };
  it.each<[string, Partial<PlacementFacts>, string | number | null]>([
    ['an empty household', {}, 1],
    ['the second of two places', { cap: 2, pairings: [held('zhang')] }, 2],
    ['the lowest free place', { cap: 2, pairings: [held('zhang', { slot: 2 })] }, 1],
    ['no place left', { pairings: [held('zhang')] }, 'R2'],
    ['a cap that was lowered', { cap: 1, pairings: [held('a'), held('b', { slot: 2 })] }, 'R2'],
    ['a place free since the same day', { pairings: [held('zhang', { to: '2026-03-10' })] }, 1],
    ['a place free only tomorrow', { pairings: [held('zhang', { to: '2026-03-11' })] }, 'R2'],
    ['a retained friend beside', { pairings: [held('zhang', { kind: 'RETAINED', slot: null })] }, 1],
    ['the own retained friend', { pairings: [held('he', { kind: 'RETAINED', slot: null })] }, 'R3'],
    ['the own pairing', { pairings: [held('he')], cap: 2 }, 'R3'],
    ['the own pairing in the last place', { pairings: [held('he')] }, 'R3'],
    [
      'the own retained friend, somebody else in the last place',
      { pairings: [held('he', { kind: 'RETAINED', slot: null }), held('zhang')] },
      'R3',
    ],
    ['no place left, nor a quota', { pairings: [held('zhang')], cadre: { ...full } }, 'R2'],
    ['the own pairing of the past', { pairings: [held('he', { to: '2025-06-01' })] }, 1],
    ['a claim of another', { claimants: ['zhang'] }, 'R2'],
    ['the own claim', { claimants: ['he'] }, 1],
    ['two of two claimed', { cap: 2, claimants: ['he', 'zhang'] }, 1],
    ['a spent quota', { cadre: full }, 'R1'],
    ['the last place, which is promised', { cadre: { ...he, load: 1, promised: 1 } }, 'R1'],
    ['one place of two promised', { cadre: { ...he, promised: 1 } }, 1],
    ['a spent quota, but a duty', { cadre: full, duty: true }, 1],
    ['a spent quota, but it is so already', { cadre: full, existing: true }, 1],
    ['a retired cadre', { cadre: { ...full, load: 0, status: 'RETIRED' } }, 'R1'],
    ['a seconded cadre', { cadre: { ...full, load: 0, status: 'SECONDED' } }, 1],
    ['one who is excused', { cadre: { ...he, excused: true } }, 'R1'],
    ['one who is excused, with a duty', { cadre: { ...he, excused: true }, duty: true }, 1],
    ['one who is excused, but it is so already', { cadre: { ...he, excused: true }, existing: true }, 1],
    ['the own friend, who is excused', { pairings: [held('he')], cadre: { ...he, excused: true } }, 'R3'],
    ['one who is to hand over', { cadre: { ...he, leavingOn: '2026-03-11' } }, 'R7'],
    ['one who is to have handed over by then', { cadre: { ...he, leavingOn: '2026-03-10' } }, 1],
    ['one who is to hand over, with a duty', { cadre: { ...he, leavingOn: '2026-03-11' }, duty: true }, 1],
    ['kin of their own', { kin: true }, 'R26'],
    ['kin of their own, with a duty', { kin: true, duty: true }, 'R26'],
    ['kin of their own, but it is so already', { kin: true, existing: true }, 1],
    ['an ended household', { household: { endedOn: '2026-01-01', path: '' } }, 'R7'],
    ['a cadre of the city', { cadre: { ...full, load: 0, cityOwned: true, county: null } }, 'R6'],
    ['a cadre of the city that the roster names', { cadre: { ...full, cityOwned: true }, existing: true }, 1],
    ['one whom the city has sent here', { cadre: sent }, 1],
    ['one whom the city has sent here, the quota spent', { cadre: { ...sent, load: 2 } }, 'R1'],
    ['one whom the city has sent elsewhere, asked by the city', { cadre: away }, 'R6'],
    ['one sent elsewhere with a duty here', { cadre: away, duty: true }, 1],
    ['one sent elsewhere whom the roster names', { cadre: away, existing: true }, 1],
    ['one of another county, asked by the city', { cadre: foreign }, 'R6'],
    ['one of another county with a duty here', { cadre: foreign, duty: true }, 1],
    ['one of another county whom the roster names', { cadre: foreign, existing: true }, 1],
    ['one of the city’s, asked by the city', { cadre: { ...he, county: null } }, 1],
    ['a day to come', { from: '2026-03-11' }, null],
  ])('%s → %s', (_, more, expected) => {
    const answer = place(facts(more));
    expect(isRefusal(answer) ? answer.rule : answer.slot).toBe(expected);
  });
});

describe('slots', () => {
  const day = fc.integer({ min: 1, max: 60 }).map((n) => new Date(n * 864e5).toISOString().slice(0, 10));
  const period = fc
    .tuple(day, fc.option(day))
    .map(([a, b]) =>
      b === null || a === b ? { from: a, to: null } : a < b ? { from: a, to: b } : { from: b, to: a },
    );

  it('never overbooks a day, and never refuses while the first slot is free', () => {
    fc.assert(
      fc.property(fc.array(period, { maxLength: 30 }), fc.integer({ min: 1, max: 3 }), (wishes, cap) => {
        const taken: PairingFact[] = [];
        for (const [i, wish] of wishes.entries()) {
          const slot = lowestFreeSlot(taken, wish, cap);
          if (slot === null) {
            for (let s = 1; s <= cap; s++)
              expect(taken.some((p) => p.slot === s && overlap(p, wish))).toBe(true);
            continue;
          }
          for (const p of taken) if (p.slot === slot) expect(overlap(p, wish)).toBe(false);
          for (let s = 1; s < slot; s++)
            expect(taken.some((p) => p.slot === s && overlap(p, wish))).toBe(true);
          taken.push(held(`c${i}`, { ...wish, slot }));
        }
      }),
    );
  });

  it('takes overlap as a symmetric relation that agrees with the days', () => {
    const days = Array.from({ length: 62 }, (_, n) => new Date(n * 864e5).toISOString().slice(0, 10));
    fc.assert(
      fc.property(period, period, (a, b) => {
        const on = (p: typeof a, d: string) => p.from <= d && (p.to === null || d < p.to);
        expect(overlap(a, b)).toBe(days.some((d) => on(a, d) && on(b, d)));
        expect(overlap(b, a)).toBe(overlap(a, b));
      }),
    );
  });

  it('counts the last day as standing and the end as over', () => {
    expect(stands({ from: '2026-01-01', to: '2026-03-10' }, '2026-03-09')).toBe(true);
    expect(stands({ from: '2026-01-01', to: '2026-03-10' }, '2026-03-10')).toBe(false);
  });
});

describe('earliestStart', () => {
  it.each<[string, PairingFact[], string | null]>([
    ['an empty household', [], '2018-03-05'],
    ['somebody else until 2020', [held('zhang', { from: '2017-01-01', to: '2020-01-01' })], '2020-01-01'],
    ['the same cadre until 2020', [held('he', { from: '2017-01-01', to: '2020-01-01' })], '2020-01-01'],
    ['somebody else later on', [held('zhang', { from: '2019-01-01', to: '2021-01-01' })], '2021-01-01'],
    ['somebody else for good', [held('zhang', { from: '2019-01-01' })], null],
    ['somebody who ended before', [held('zhang', { from: '2016-01-01', to: '2017-01-01' })], '2018-03-05'],
  ])('%s → %s', (_, pairings, day) => expect(earliestStart(pairings, 'he', '2018-03-05', 1)).toBe(day));
});

describe('ending (R4, R6, R7)', () => {
  const pairing = { from: '2026-01-05', to: null, kind: 'RESPONSIBLE' as const, withdrawn: false };
  const base = {
    today: '2026-03-10',
    to: '2026-03-10',
    pairing,
    duty: false,
    retain: false,
    cityOwned: false,
  };
  it.each([
    ['ends', {}, 'END'],
    ['is withdrawn on its first day', { pairing: { ...pairing, from: '2026-03-10' } }, 'WITHDRAW'],
    ['is withdrawn before it began', { to: '2026-01-01' }, 'WITHDRAW'],
    ['stays while the duty stands', { duty: true }, 'R4'],
    ['ends under a duty when the friend is retained', { duty: true, retain: true }, 'END'],
    ['never ends twice', { pairing: { ...pairing, to: '2026-02-01' } }, 'R7'],
    ['never ends after a withdrawal', { pairing: { ...pairing, withdrawn: true } }, 'R7'],
    ['never ends in the future', { to: '2026-03-11' }, null],
    [
      'retains no retained friend',
      { retain: true, pairing: { ...pairing, kind: 'RETAINED' as const } },
      'R7',
    ],
  ])('%s', (_, more, expected) => {
    const answer = ending({ ...base, ...more });
    expect(isRefusal(answer) ? answer.rule : answer).toBe(expected);
  });
});

describe('undo', () => {
  const at = new Date('2026-03-10T09:00:00Z');
  const base = {
    actor: 'chen',
    by: 'chen',
    at,
    now: new Date('2026-03-10T09:00:08Z'),
    undone: false,
    changedSince: false,
    things: 2,
    within: 2,
    revived: [],
  };
  const pair = { headName: '邹道全', endedOn: null, cadre: '李建国', status: 'ACTIVE', since: null };
  const before = new Date(at.getTime() - 1);
  const after = new Date(at.getTime() + 1);
  it.each([
    ['by the same person', {}, true],
    ['by somebody else', { actor: 'li' }, false],
    ['twice', { undone: true }, false],
    ['after a later change', { changedSince: true }, false],
    ['at the last moment', { now: new Date(at.getTime() + UNDO_WINDOW) }, true],
    ['under an identity that reaches half of it', { within: 1 }, false],
    ['of a pairing whose two are as they were', { revived: [pair] }, true],
    ['of a pairing of a household that has ended', { revived: [{ ...pair, endedOn: '2026-03-10' }] }, false],
    ['of a pairing of somebody ill', { revived: [{ ...pair, status: 'ILL' }] }, true],
    ['of a pairing of somebody retired', { revived: [pair, { ...pair, status: 'RETIRED' }] }, false],
    [
      'of a pairing of somebody who had retired before',
      { revived: [{ ...pair, status: 'RETIRED', since: before }] },
      true,
    ],
    [
      'of a pairing of somebody who retired since',
      { revived: [{ ...pair, status: 'RETIRED', since: after }] },
      false,
    ],
    [
      'of a pairing of somebody dead, whenever it was',
      { revived: [{ ...pair, status: 'DECEASED', since: before }] },
      false,
    ],
    ['of a pairing of somebody who left', { revived: [{ ...pair, status: 'LEFT' }] }, false],
    ['of a pairing of somebody dead', { revived: [{ ...pair, status: 'DECEASED' }] }, false],
    ['too late', { now: new Date(at.getTime() + UNDO_WINDOW + 1) }, false],
  ])('%s → %s', (_, more, allowed) => expect(undo({ ...base, ...more }) === 'UNDO').toBe(allowed));
});
