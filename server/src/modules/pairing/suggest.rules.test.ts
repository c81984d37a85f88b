import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  assignmentKey,
  CLOSENESS,
  nearness,
  suggest,
  type SuggestedCadre,
  type SuggestedHousehold,
  type SuggestFacts,
  type SuggestItem,
  type Suggestion,
} from './suggest.rules.ts';

const cadre = (id: string, more: Partial<SuggestedCadre> = {}): SuggestedCadre => ({
  id,
  unitId: `u-${id}`,
  countyPath: '6109/610926/',
  townPath: null,
  sent: false,
  load: 0,
  free: 1,
  ...more,
});
const household = (id: string, more: Partial<SuggestedHousehold> = {}): SuggestedHousehold => ({
  id,
  villageId: 'v1',
  countyPath: '6109/610926/',
  townPath: '6109/610926/610926107/',
  need: 0,
  claimant: null,
  ...more,
});
const gap = (h: SuggestedHousehold): SuggestItem => ({ kind: 'GAP', household: h });
const official = (c: SuggestedCadre): SuggestItem => ({ kind: 'OFFICIAL', cadre: c });
const run = (items: SuggestItem[], more: Partial<SuggestFacts> = {}) =>
  suggest({ items, cadres: [], households: [], assignments: new Set(), ...more }).map((s) =>
    s ? `${s.householdId}←${s.cadreId} ${s.closeness}` : null,
  );

describe('suggest', () => {
  const near = cadre('near', { townPath: '6109/610926/610926107/', load: 3 });
  const looksAfter = cadre('unit', { load: 4 });
  const idle = cadre('idle');
  const elsewhere = cadre('else', { countyPath: '6109/610921/' });

  it.each<[string, SuggestedCadre[], string | null]>([
    ['the unit that looks after the village goes first', [idle, near, looksAfter], 'h←unit UNIT_OF_VILLAGE'],
    ['then the same town', [idle, near], 'h←near SAME_TOWN'],
    ['then the county', [elsewhere, idle], 'h←idle SAME_COUNTY'],
    ['whom the city has sent there with them', [elsewhere, cadre('sent', { sent: true })], 'h←sent SENT'],
    ['never another county', [elsewhere], null],
    ['never without a place', [cadre('full', { free: 0 })], null],
    ['fewest friends first', [cadre('a', { load: 2 }), cadre('b', { load: 1 })], 'h←b SAME_COUNTY'],
    ['then the identifier', [cadre('b'), cadre('a')], 'h←a SAME_COUNTY'],
  ])('%s', (_, cadres, expected) => {
    const assignments = new Set([assignmentKey('u-unit', 'v1')]);
    expect(run([gap(household('h'))], { cadres, assignments })).toEqual([expected]);
  });

  it('gives a claimed household to its claimant only, over quota too', () => {
    const cadres = [idle, cadre('he', { free: 0 })];
    expect(run([gap(household('h', { claimant: 'he' }))], { cadres })).toEqual(['h←he CLAIMED']);
    expect(run([gap(household('h', { claimant: 'gone' }))], { cadres })).toEqual([null]);
  });

  it('gives an official the neediest household nearby', () => {
    const households = [
      household('a', { need: 1 }),
      household('b', { need: 9 }),
      household('c', { need: 9 }),
    ];
    expect(run([official(idle)], { households })).toEqual(['b←idle SAME_COUNTY']);
  });

  it('shows the same pair on both of their rows', () => {
    const h = household('h');
    const both = { cadres: [idle], households: [h] };
    expect(run([official(idle), gap(h)], both)).toEqual(Array(2).fill('h←idle SAME_COUNTY'));
    expect(run([gap(h), official(idle)], both)).toEqual(Array(2).fill('h←idle SAME_COUNTY'));
  });

  const anyCadre = fc.record({
    town: fc.nat(2),
    load: fc.nat(3),
    free: fc.nat(2),
    county: fc.nat(1),
    unit: fc.nat(2),
  });
  const anyHousehold = fc.record({ town: fc.nat(2), village: fc.nat(2), need: fc.nat(5), county: fc.nat(1) });
  const world = fc.record({
    cadres: fc.array(anyCadre, { maxLength: 8 }),
    households: fc.array(anyHousehold, { maxLength: 12 }),
    assigned: fc.array(fc.tuple(fc.nat(2), fc.nat(2)), { maxLength: 4 }),
    seed: fc.nat(99),
  });
  const build = (w: typeof world extends fc.Arbitrary<infer T> ? T : never) => {
    const cadres = w.cadres.map((c, i) =>
      cadre(`c${i}`, {
        ...c,
        unitId: `u${c.unit}`,
        countyPath: `${c.county}/`,
        townPath: c.town === 0 ? null : `${c.county}/${c.town}/`,
      }),
    );
    const households = w.households.map((h, i) =>
      household(`h${i}`, {
        ...h,
        villageId: `v${h.village}`,
        countyPath: `${h.county}/`,
        townPath: `${h.county}/${h.town}/`,
      }),
    );
    return {
      cadres,
      households,
      assignments: new Set(w.assigned.map(([u, v]) => assignmentKey(`u${u}`, `v${v}`))),
    };
  };

  it('promises no place and no household twice, and leaves no near place unused while a gap is shown empty', () => {
    fc.assert(
      fc.property(world, (w) => {
        const facts = build(w);
        const answers = suggest({ ...facts, items: facts.households.map(gap) });
        const used = Map.groupBy(
          answers.filter((a) => a !== null),
          (a) => a.cadreId,
        );
        for (const c of facts.cadres) expect(used.get(c.id)?.length ?? 0).toBeLessThanOrEqual(c.free);
        for (const [i, a] of answers.entries()) {
          if (a) expect(a.householdId).toBe(`h${i}`);
          else {
            const open = facts.cadres.filter((c) => c.countyPath === facts.households[i]?.countyPath);
            for (const c of open) expect(used.get(c.id)?.length ?? 0).toBe(c.free);
          }
        }
      }),
    );
  });

  /** The rule in so many words: of all that come into question the nearest, then the idlest or neediest, then the identifier. */
  function plainly({ items, cadres, households, assignments }: SuggestFacts): (string | null)[] {
    const pairs: Suggestion[] = [];
    const used = (id: string) => pairs.filter((p) => p.cadreId === id).length;
    const best = (all: { c: SuggestedCadre; h: SuggestedHousehold; by: number[] }[]) =>
      all.toSorted((a, b) => {
        const at = a.by.findIndex((n, i) => n !== b.by[i]);
        return at >= 0 ? a.by[at]! - b.by[at]! : a.c.id + a.h.id < b.c.id + b.h.id ? -1 : 1;
      })[0];
    return items.map((item) => {
      const already = pairs.find((p) =>
        item.kind === 'GAP' ? p.householdId === item.household.id : p.cadreId === item.cadre.id,
      );
      if (already) return `${already.householdId}←${already.cadreId} ${already.closeness}`;
      const among =
        item.kind === 'GAP'
          ? cadres.map((c) => ({ c, h: item.household }))
          : households.map((h) => ({ c: item.cadre, h }));
      const found = best(
        among.flatMap(({ c, h }) => {
          const closeness = nearness(c, h, assignments);
          const free = used(c.id) < c.free || (item.kind === 'GAP' && closeness === 'CLAIMED');
          if (closeness === null || !free || pairs.some((p) => p.householdId === h.id)) return [];
          const second = item.kind === 'GAP' ? c.load + used(c.id) : -h.need;
          return [{ c, h, by: [CLOSENESS.indexOf(closeness), second] }];
        }),
      );
      if (!found) return null;
      const { c, h } = found;
      const closeness = nearness(c, h, assignments)!;
      pairs.push({ householdId: h.id, cadreId: c.id, closeness });
      return `${h.id}←${c.id} ${closeness}`;
    });
  }

  it('is the plain rule, only faster', () => {
    const claimants = fc.array(fc.nat(12), { maxLength: 12 });
    const order = fc.array(fc.tuple(fc.boolean(), fc.nat(11)), { maxLength: 20 });
    fc.assert(
      fc.property(world, claimants, order, (w, claims, turns) => {
        const built = build(w);
        const households = built.households.map((h, i) => {
          const claimant = claims[i];
          return { ...h, claimant: claimant !== undefined && claimant < 8 ? `c${claimant}` : null };
        });
        const items = turns.flatMap(([isGap, n]) => {
          const [h, c] = [households[n], built.cadres[n]];
          return isGap ? (h ? [gap(h)] : []) : c ? [official(c)] : [];
        });
        expect(run(items, { ...built, households })).toEqual(plainly({ ...built, households, items }));
      }),
      { numRuns: 1000 },
    );
  });

  it('does not depend on the order in which candidates were read', () => {
    fc.assert(
      fc.property(world, (w) => {
        const facts = build(w);
        const items = facts.households.map(gap);
        const turned = {
          ...facts,
          cadres: facts.cadres.toReversed(),
          households: facts.households.toReversed(),
        };
        expect(suggest({ ...turned, items })).toEqual(suggest({ ...facts, items }));
      }),
    );
  });
});
