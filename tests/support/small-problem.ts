import fc from 'fast-check';
import type { Problem } from '../../server/src/modules/allocation/engine/problem.ts';

const weight = fc.constantFrom(0, 5, 20, 60);

/** Two counties of two towns of two villages; few enough people that every plan can be tried. */
export const smallProblem = fc
  .record({
    units: fc.array(
      fc.record({
        county: fc.integer({ min: -1, max: 1 }),
        own: fc.boolean(),
        field: fc.integer({ min: -1, max: 1 }),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    first: fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
    lookedAfter: fc.array(fc.tuple(fc.nat(2), fc.nat(7)), { maxLength: 3 }),
    cadres: fc.array(
      fc.record({
        unit: fc.nat(2),
        quota: fc.integer({ min: 0, max: 3 }),
        official: fc.boolean(),
        open: fc.boolean(),
        fixed: fc.nat(1),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    households: fc.array(
      fc.record({
        village: fc.nat(7),
        need: fc.constantFrom(10, 40, 70),
        cause: fc.integer({ min: -1, max: 1 }),
        friend: fc.integer({ min: -2, max: 3 }),
        bereft: fc.boolean(),
        former: fc.integer({ min: -1, max: 3 }),
      }),
      { minLength: 1, maxLength: 6 },
    ),
    banned: fc.array(fc.tuple(fc.nat(3), fc.nat(5)), { maxLength: 4 }),
    weights: fc.record({
      lookedAfter: weight,
      sameTown: weight,
      sameCounty: weight,
      fieldFits: weight,
      evenCadres: weight,
      evenUnits: weight,
    }),
    fits: fc.array(fc.tuple(fc.nat(1), fc.nat(1)), { maxLength: 2 }),
  })
  .map((drawn): Problem => {
    const many = drawn.cadres.length;
    const units = drawn.units.map(({ county, own, field }) => ({
      county,
      town: county >= 0 && own ? county * 2 : -1,
      field,
    }));
    const friends = drawn.households.map(({ friend, village }) => {
      const cadre = drawn.cadres[friend];
      const home = units[(cadre?.unit ?? 0) % units.length]!.county;
      return cadre && (home < 0 || home === village >> 2) ? friend : -1;
    });
    const standing = (c: number) => friends.filter((friend) => friend === c).length;
    const pairs = (some: [number, number][], a: number, b: number) => [
      ...new Map(some.map(([x, y]) => [`${x % a} ${y % b}`, [x % a, y % b] as const])).values(),
    ];
    return {
      units,
      villages: drawn.first.map((first, v) => ({
        county: v >> 2,
        town: v >> 1,
        first: first && v % 3 === 0,
      })),
      lookedAfter: pairs(drawn.lookedAfter, units.length, 8),
      cadres: {
        count: many,
        unit: Int32Array.from(drawn.cadres, ({ unit }) => unit % units.length),
        quota: Uint8Array.from(drawn.cadres, ({ quota }) => quota),
        load: Uint8Array.from(drawn.cadres, ({ fixed }, c) => fixed + standing(c)),
        official: Uint8Array.from(drawn.cadres, ({ official }) => +official),
        open: Uint8Array.from(drawn.cadres, ({ open }) => +open),
      },
      households: {
        count: friends.length,
        village: Int32Array.from(drawn.households, ({ village }) => village),
        need: Uint8Array.from(drawn.households, ({ need }) => need),
        cause: Int8Array.from(drawn.households, ({ cause }) => cause),
        friend: Int32Array.from(friends),
        bereft: Uint8Array.from(drawn.households, ({ bereft }, h) => +(bereft && friends[h] === -1)),
        former: Int32Array.from(drawn.households, ({ former }) => (former < many ? former : -1)),
      },
      banned: pairs(drawn.banned, many, friends.length).filter(([c, h]) => friends[h] !== c),
      byHand: [],
      settings: { hardFrom: 60, weights: drawn.weights, fits: drawn.fits },
    };
  });
