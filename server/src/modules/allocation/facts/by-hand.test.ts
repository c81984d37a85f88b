import fc from 'fast-check';
import { expect, it } from 'vitest';
import { allocate } from '../engine/allocate.ts';
import type { Gain } from '../engine/lifting.ts';
import { tierOf, tierWeight } from '../engine/value.ts';
import { HOME, TIE, type Facts, type Tie } from './facts.ts';
import { Ids } from './ids.ts';
import { toProblem, type Question } from './to-problem.ts';

const QUOTA = [0, 1, 2, 3];
const SETTINGS = {
  hardFrom: 60,
  weights: { lookedAfter: 20, sameTown: 5, sameCounty: 5, fieldFits: 0, evenCadres: 5, evenUnits: 5 },
  firstVillageIds: ['village 1'],
};
const county = (n: number) => `6109/61090${n}/`;

/** Two counties of two villages, with kin, kept friends, pins and bans; few enough people to ask for each tie what is best without. */
const smallFacts = fc
  .record({
    units: fc.array(
      fc.record({ seat: fc.nat(1), ofCity: fc.boolean(), sentTo: fc.option(fc.nat(1), { freq: 3 }) }),
      { minLength: 1, maxLength: 3 },
    ),
    cadres: fc.array(
      fc.record({
        unit: fc.nat(2),
        rank: fc.integer({ min: 0, max: 3 }),
        official: fc.boolean(),
        open: fc.integer({ min: 0, max: 5 }),
        elsewhere: fc.integer({ min: -2, max: 1 }),
      }),
      { minLength: 2, maxLength: 4 },
    ),
    homes: fc.array(
      fc.record({
        village: fc.nat(3),
        need: fc.constantFrom(10, 70),
        state: fc.constantFrom(HOME.FREE, HOME.FREE, HOME.HELD, HOME.HELD, HOME.BEREFT, HOME.CLAIMED),
        friend: fc.nat(3),
      }),
      { minLength: 2, maxLength: 6 },
    ),
    ties: fc.array(
      fc.record({
        home: fc.nat(5),
        cadre: fc.nat(3),
        friend: fc.boolean(),
        tie: fc.constantFrom(TIE.BAN, TIE.BAN, TIE.PIN, TIE.PIN, TIE.KIN, TIE.RETAINED),
      }),
      { minLength: 1, maxLength: 5 },
    ),
  })
  .map((drawn): Facts => {
    const many = drawn.cadres.length;
    const homes = drawn.homes
      .map((home) => ({ ...home, friend: home.state === HOME.HELD ? home.friend % many : -1 }))
      .toSorted((a, b) => a.village - b.village);
    const ties = drawn.ties.map(({ home, cadre, friend, tie }): Tie => {
      const to = home % homes.length;
      const known = homes[to]!.friend;
      return { home: to, cadre: friend && known >= 0 ? known : cadre % many, tie };
    });
    const byHand = (tie: number) => tie === TIE.BAN || tie === TIE.PIN;
    const once = new Map(
      ties.map((tie) => [`${tie.home} ${tie.cadre} ${byHand(tie.tie) ? 'by hand' : tie.tie}`, tie]),
    );
    const pinned = new Map(
      [...once.values()].filter(({ tie }) => tie === TIE.PIN).map((tie) => [tie.home, tie]),
    );
    const ids = new Ids(Buffer.alloc(0));
    return {
      causes: [],
      units: drawn.units.map(({ seat, ofCity, sentTo }, n) => ({
        id: `unit ${n}`,
        seat: ofCity ? '6109/' : county(seat),
        field: null,
        ofCity,
        villages: [],
        sentTo: ofCity && sentTo !== null ? county(sentTo) : null,
      })),
      villages: [0, 1, 2, 3].map((n) => ({
        id: `village ${n}`,
        path: `${county(n >> 1)}${n >> 1}0${n}/${n}/`,
        kept: 0,
      })),
      cadres: {
        ids,
        count: many,
        unit: Int32Array.from(drawn.cadres, ({ unit }) => unit % drawn.units.length),
        rank: Uint8Array.from(drawn.cadres, ({ rank }) => rank),
        promised: new Uint8Array(many),
        load: Uint8Array.from(
          drawn.cadres,
          ({ elsewhere }, c) => Math.max(0, elsewhere) + homes.filter(({ friend }) => friend === c).length,
        ),
        open: Uint8Array.from(drawn.cadres, ({ open }) => +(open > 0)),
        owes: Uint8Array.from(drawn.cadres, ({ official }) => +official),
      },
      homes: {
        ids,
        count: homes.length,
        from: new Int32Array(5),
        village: Int32Array.from(homes, ({ village }) => village),
        need: Uint8Array.from(homes, ({ need }) => need),
        cause: new Int8Array(homes.length).fill(-1),
        state: Uint8Array.from(homes, ({ state }) => state),
        friend: Int32Array.from(homes, ({ friend }) => friend),
      },
      ties: [...once.values()]
        .filter((tie) => tie.tie !== TIE.PIN || pinned.get(tie.home) === tie)
        .toSorted((a, b) => a.home - b.home || a.cadre - b.cadre || a.tie - b.tie),
      digest: '',
    };
  });

const ask = (facts: Facts) => toProblem(facts, SETTINGS, [], QUOTA);

/** What is best, in figures that mean the same whatever is pinned or forbidden. */
async function best(facts: Facts, question: Question) {
  const { homes, cadres } = facts;
  const { plan, binding } = await allocate(question.problem);
  const friends = Int32Array.from(homes.friend);
  question.homeOf.forEach((home, n) => (friends[home] = plan[n]!));
  for (const { home, cadre } of question.settled) friends[home] = cadre;
  const load = Int32Array.from(cadres.load);
  let [households, kept, worth] = [0, 0, 0];
  friends.forEach((is, home) => {
    const was = homes.friend[home]!;
    if (was >= 0) load[was]! -= 1;
    if (is >= 0) load[is]! += 1;
    if (was >= 0 && was === is) kept += 1;
    if (is < 0) return;
    households += 1;
    const first = homes.village[home] === 1;
    worth += tierWeight(tierOf(question.state[home] === HOME.BEREFT, first, homes.need[home]! >= 60));
  });
  const officials = cadres.owes.reduce((sum, owes, c) => sum + (owes === 1 && load[c]! > 0 ? 1 : 0), 0);
  return { binding, officials, households, kept, worth };
}

/** Another pin, or somebody's quota, would be another matter without it: that is not told. */
function isUntold({ problem: { cadres, byHand, units } }: Question, n: number): boolean {
  const asked = byHand[n]!;
  const { open, load, quota } = cadres;
  if (!asked.alone) return true;
  const full = (c: number) => open[c] === 1 && load[c] === quota[c];
  if (asked.kind === 'BAN') return asked.stands && full(asked.cadre);
  if (asked.friend === asked.cadre) return false;
  const takes = open[asked.cadre] === 1 && load[asked.cadre]! <= quota[asked.cadre]!;
  const { county: home } = units[cadres.unit[asked.cadre]!]!;
  if (!takes || (home >= 0 && home !== asked.county)) return true; // no run would propose it of itself
  return asked.friend >= 0 && full(asked.friend);
}

const NOTHING: Gain = { officials: 0, households: 0, sooner: false, kept: 0 };

it('tells of every pin and ban just what would be better without it', { timeout: 240_000 }, async () => {
  const seen = { told: 0, nothing: 0, untold: 0 };
  await fc.assert(
    fc.asyncProperty(smallFacts, async (facts) => {
      const question = ask(facts);
      const now = await best(facts, question);
      for (const tie of facts.ties) {
        if (tie.tie !== TIE.BAN && tie.tie !== TIE.PIN) continue;
        const n = question.byHand.indexOf(tie);
        if (n >= 0 && isUntold(question, n)) {
          seen.untold += 1;
          expect(now.binding.byHand[n]).toBeNull();
          continue;
        }
        const without = { ...facts, ties: facts.ties.filter((other) => other !== tie) };
        const then = await best(without, ask(without));
        const told = (n < 0 ? null : now.binding.byHand[n]!) ?? NOTHING;
        const of = ['officials', 'households', 'kept'] as const;
        expect({ tie, ...Object.fromEntries(of.map((what) => [what, then[what] - now[what]])) }).toEqual({
          tie,
          ...Object.fromEntries(of.map((what) => [what, told[what]])),
        });
        const asked = question.problem.byHand[n];
        const stands = asked?.kind === 'BAN' && asked.stands;
        if (!stands && told.officials === 0)
          expect([tie, then.worth > now.worth]).toEqual([tie, told.sooner || told.households > 0]);
        seen[told === NOTHING ? 'nothing' : 'told'] += 1;
      }
    }),
    { numRuns: Number(process.env['ALLOCATION_RUNS'] ?? 500) },
  );
  expect(Math.min(...Object.values(seen)), JSON.stringify(seen)).toBeGreaterThan(10);
});
