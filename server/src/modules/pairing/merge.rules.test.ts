import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { merging, type MergingFacts } from './merge.rules.ts';
import { isRefusal, type PairingFact, type PairingKind } from './pairing.rules.ts';

const bond = (cadreId: string, kind: PairingKind = 'RESPONSIBLE', slot = 1): PairingFact => ({
  cadreId,
  kind,
  slot: kind === 'RESPONSIBLE' ? slot : null,
  from: '2025-01-01',
  to: null,
});
const ask = (facts: Partial<MergingFacts>) => {
  const outcome = merging({
    surviving: [],
    ending: [],
    retain: true,
    duties: new Set(),
    cityOwned: new Set(),
    ...facts,
  });
  if (isRefusal(outcome)) throw new Error(outcome.message);
  return outcome;
};

describe('the friends of two households that become one (R7)', () => {
  it('are the responsible one of the number that stays, and the other as a friend', () => {
    const both = { surviving: [bond('a')], ending: [bond('b')] };
    expect(ask(both)).toEqual({
      newcomers: [{ cadreId: 'b', kind: 'RETAINED', slot: null }],
      raised: [],
      takenOn: false,
    });
    expect(ask({ ...both, retain: false }).newcomers).toEqual([]);
  });

  it('are those of the other where the number that stays has none, each in the own slot', () => {
    expect(ask({ ending: [bond('b', 'RESPONSIBLE', 2), bond('c')], retain: false })).toEqual({
      newcomers: [
        { cadreId: 'b', kind: 'RESPONSIBLE', slot: 2 },
        { cadreId: 'c', kind: 'RESPONSIBLE', slot: 1 },
      ],
      raised: [],
      takenOn: true,
    });
  });

  it('are the same two once: a friend kept here who takes it on is kept no more (R3)', () => {
    expect(ask({ surviving: [bond('a', 'RETAINED')], ending: [bond('a')] })).toMatchObject({
      newcomers: [{ cadreId: 'a', kind: 'RESPONSIBLE' }],
      raised: ['a'],
    });
    expect(ask({ surviving: [bond('a')], ending: [bond('a')] }).newcomers).toEqual([]);
    expect(ask({ surviving: [bond('a')], ending: [bond('a', 'RETAINED')] }).newcomers).toEqual([]);
  });

  it('keep whoever is charged with the household (R4) and whoever was kept before, unasked', () => {
    const ending = [bond('b'), bond('c', 'RETAINED')];
    const { newcomers } = ask({ surviving: [bond('a')], ending, retain: false, duties: new Set(['b']) });
    expect(newcomers.map(({ cadreId, kind }) => [cadreId, kind])).toEqual([
      ['b', 'RETAINED'],
      ['c', 'RETAINED'],
    ]);
  });

  it('are not to lose a cadre of the city’s without the city (R6)', () => {
    const cityOwned = new Set(['b']);
    const facts = { retain: true, duties: new Set<string>(), cityOwned };
    expect(merging({ ...facts, surviving: [bond('a')], ending: [bond('b')] })).toMatchObject({ rule: 'R6' });
    expect(ask({ cityOwned, ending: [bond('b')] }).takenOn).toBe(true);
    expect(
      ask({ cityOwned, surviving: [bond('a')], ending: [bond('b', 'RETAINED')] }).newcomers,
    ).toHaveLength(1);
    expect(ask({ cityOwned, surviving: [bond('b')], ending: [bond('b')] }).newcomers).toEqual([]);
  });

  it('never are two responsible in one slot, nor one person twice, and somebody wherever somebody was', () => {
    const some = fc.uniqueArray(fc.record({ who: fc.constantFrom(...'abcd'), kind: fc.constantFrom('RESPONSIBLE' as const, 'RETAINED' as const) }), { selector: ({ who }) => who }); // prettier-ignore
    const bonds = (them: { who: string; kind: PairingKind }[]) =>
      them.map(({ who, kind }, at) => bond(who, kind, 1 + at));
    fc.assert(
      fc.property(some, some, fc.boolean(), (one, two, retain) => {
        const [surviving, ending] = [bonds(one), bonds(two)];
        const { newcomers, raised } = ask({ surviving, ending, retain });
        const after = [...surviving.filter(({ cadreId }) => !raised.includes(cadreId)), ...newcomers];
        expect(new Set(after.map(({ cadreId }) => cadreId)).size).toBe(after.length);
        const slots = after.filter(({ kind }) => kind === 'RESPONSIBLE').map(({ slot }) => slot);
        expect(new Set(slots).size).toBe(slots.length);
        const before = [...surviving, ...ending].some(({ kind }) => kind === 'RESPONSIBLE');
        expect(slots.length > 0).toBe(before);
        if (retain) for (const { cadreId } of ending) expect(after.map((p) => p.cadreId)).toContain(cadreId);
      }),
    );
  });
});
