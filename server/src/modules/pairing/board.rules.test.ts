import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { board, splitFriendless, type BoardFacts } from './board.rules.ts';

const COUNTY = '6109/610926/';
const home = (id: string, need = 0, more: Partial<BoardFacts['households'][number]> = {}) => ({
  id,
  path: `${COUNTY}610926107/610926107201/`,
  eligible: true,
  need,
  ...more,
});
const cadre = (id: string, more: Partial<BoardFacts['cadres'][number]> = {}) => ({
  id,
  kind: 'OFFICIAL',
  status: 'ACTIVE',
  quota: 1,
  administeredBy: COUNTY,
  ...more,
});
const pair = (householdId: string, cadreId: string, more: Partial<BoardFacts['pairings'][number]> = {}) => ({
  householdId,
  cadreId,
  kind: 'RESPONSIBLE' as const,
  from: '2025-01-01',
  to: null,
  withdrawn: false,
  ...more,
});
const see = (more: Partial<BoardFacts>) =>
  Object.fromEntries(
    board({
      today: '2026-03-10',
      cap: 1,
      counties: [{ path: COUNTY, sent: 0 }],
      households: [],
      cadres: [],
      pairings: [],
      openClaims: [],
      waived: new Set(),
      ...more,
    }),
  );

describe('duplicates (R2)', () => {
  const base = { households: [home('h')], cadres: [cadre('a'), cadre('b')] };
  it.each<[string, Partial<BoardFacts>, boolean]>([
    [
      'two claims',
      {
        openClaims: [
          { householdId: 'h', cadreId: 'a' },
          { householdId: 'h', cadreId: 'b' },
        ],
      },
      true,
    ],
    [
      'a claim beside a pairing',
      { pairings: [pair('h', 'a')], openClaims: [{ householdId: 'h', cadreId: 'b' }] },
      true,
    ],
    [
      'the same cadre claims and has it',
      { pairings: [pair('h', 'a')], openClaims: [{ householdId: 'h', cadreId: 'a' }] },
      false,
    ],
    ['one claim', { openClaims: [{ householdId: 'h', cadreId: 'a' }] }, false],
    ['a retained friend beside', { pairings: [pair('h', 'a'), pair('h', 'b', { kind: 'RETAINED' })] }, false],
    ['a lowered cap: it is flagged, nothing ends', { pairings: [pair('h', 'a'), pair('h', 'b')] }, true],
    [
      'a cap of two',
      { cap: 2, pairings: [pair('h', 'a')], openClaims: [{ householdId: 'h', cadreId: 'b' }] },
      false,
    ],
    ['a withdrawn pairing', { pairings: [pair('h', 'a'), pair('h', 'b', { withdrawn: true })] }, false],
    ['an ended pairing', { pairings: [pair('h', 'a'), pair('h', 'b', { to: '2026-03-10' })] }, false],
  ])('%s → %s', (_, more, disputed) => expect(see({ ...base, ...more })['h'] === 'DUPLICATE').toBe(disputed));
});

describe('officials without a friend (R1, R5)', () => {
  it.each<[string, Partial<BoardFacts>, boolean]>([
    ['an official', { cadres: [cadre('a')] }, true],
    ['a seconded official', { cadres: [cadre('a', { status: 'SECONDED' })] }, true],
    ['somebody retired', { cadres: [cadre('a', { status: 'RETIRED' })] }, false],
    ['an entrepreneur', { cadres: [cadre('a', { kind: 'ENTERPRISE' })] }, false],
    ['an official excused', { cadres: [cadre('a')], waived: new Set(['a']) }, false],
    ['an official with a friend', { cadres: [cadre('a')], pairings: [pair('h', 'a')] }, false],
    [
      'an official with a retained friend only',
      { cadres: [cadre('a')], pairings: [pair('h', 'a', { kind: 'RETAINED' })] },
      true,
    ],
    [
      'an official with a claim only',
      { cadres: [cadre('a')], openClaims: [{ householdId: 'h', cadreId: 'a' }] },
      true,
    ],
  ])('%s → %s', (_, more, listed) => expect(see(more)['a'] === 'OFFICIAL').toBe(listed));
});

describe('gaps and waiting (R5)', () => {
  const three = [home('p', 9), home('q', 5), home('r', 5)];
  it.each<[string, Partial<BoardFacts>, string]>([
    ['no place: all wait', {}, 'p:WAITING q:WAITING r:WAITING'],
    [
      'two places: the two neediest are gaps',
      { cadres: [cadre('a', { quota: 2 })] },
      'p:GAP q:GAP r:WAITING',
    ],
    ['a place the city has sent', { counties: [{ path: COUNTY, sent: 1 }] }, 'p:GAP q:WAITING r:WAITING'],
    [
      'a sent place that is spent',
      {
        counties: [{ path: COUNTY, sent: 1 }],
        cadres: [cadre('m', { administeredBy: '6109/', quota: 3 })],
        pairings: [pair('p', 'm')],
      },
      'q:WAITING r:WAITING',
    ],
    [
      'places of a municipal unit that were not sent',
      { cadres: [cadre('m', { administeredBy: '6109/' })] },
      'p:WAITING q:WAITING r:WAITING',
    ],
    [
      'places of the excused',
      { cadres: [cadre('a')], waived: new Set(['a']) },
      'p:WAITING q:WAITING r:WAITING',
    ],
    [
      'places of volunteers',
      { cadres: [cadre('a', { kind: 'ENTERPRISE' })] },
      'p:WAITING q:WAITING r:WAITING',
    ],
    [
      'an excess gives no places',
      { cadres: [cadre('a')], pairings: [pair('p', 'a'), pair('q', 'a')] },
      'r:WAITING',
    ],
    [
      'others are friends, never gaps',
      { households: [home('p', 9, { eligible: false })], cadres: [cadre('a')] },
      '',
    ],
    [
      'a disputed household keeps its place',
      {
        households: [...three, home('d', 1)],
        cadres: [cadre('a'), cadre('b')],
        openClaims: [
          { householdId: 'd', cadreId: 'a' },
          { householdId: 'd', cadreId: 'b' },
        ],
      },
      'd:DUPLICATE p:GAP q:WAITING r:WAITING',
    ],
  ])('%s', (_, more, expected) => {
    const seen = Object.entries(see({ households: three, ...more })).filter(
      ([, kind]) => kind !== 'OFFICIAL',
    );
    expect(
      seen
        .map(([id, kind]) => `${id}:${kind}`)
        .toSorted()
        .join(' '),
    ).toBe(expected);
  });

  it('splits by need, loses nobody, and fills every place', () => {
    const homes = fc.uniqueArray(fc.record({ id: fc.string({ minLength: 1 }), need: fc.nat(5) }), {
      selector: (h) => h.id,
    });
    fc.assert(
      fc.property(homes, fc.integer({ min: -3, max: 12 }), (friendless, places) => {
        const { gaps, waiting } = splitFriendless(friendless, places);
        expect(gaps.length).toBe(Math.min(friendless.length, Math.max(0, places)));
        expect(new Set([...gaps, ...waiting])).toEqual(new Set(friendless));
        for (const g of gaps) for (const w of waiting) expect(g.need).toBeGreaterThanOrEqual(w.need);
      }),
    );
  });
});
