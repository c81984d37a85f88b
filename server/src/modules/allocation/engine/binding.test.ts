import fc from 'fast-check';
import { expect, it } from 'vitest';
import { smallProblem } from '../../../../../tests/support/small-problem.ts';
import { allocate } from './allocate.ts';
import { COVERS, FULL, SEATS } from './binding.ts';
import type { Plan, Problem, Value } from './problem.ts';

const RUNS = { numRuns: Number(process.env['ALLOCATION_RUNS'] ?? 300) };
const LONG = { timeout: 240_000 };

/** Officials with a friend, and what covering households counts, more than before. */
const better = async (problem: Problem, { value }: { value: Value }): Promise<number[]> => {
  const { value: after } = await allocate(problem);
  return [0, 1].map((stage) => after[stage]! - value[stage]!);
};

const covered = (plan: Plan): number => plan.filter((friend) => friend >= 0).length;

function withPlaces(problem: Problem, who: readonly number[]): Problem {
  const quota = problem.cadres.quota.map((of, c) => of + Number(who.includes(c)));
  return { ...problem, cadres: { ...problem.cadres, quota } };
}

/** Somebody of a territory who is no official, barred from nobody, and has one place. */
function withSomebody(problem: Problem, county: number): Problem {
  const { units, cadres } = problem;
  const one = <T extends Uint8Array>(column: T, value: number) => Uint8Array.of(...column, value);
  return {
    ...problem,
    units: [...units, { county, town: -1, field: -1 }],
    cadres: {
      count: cadres.count + 1,
      unit: Int32Array.of(...cadres.unit, units.length),
      quota: one(cadres.quota, 1),
      load: one(cadres.load, 0),
      official: one(cadres.official, 0),
      open: one(cadres.open, 1),
    },
  };
}

function withHousehold(problem: Problem, county: number): Problem {
  const { households } = problem;
  return {
    ...problem,
    households: {
      count: households.count + 1,
      village: Int32Array.of(
        ...households.village,
        problem.villages.findIndex((village) => village.county === county),
      ),
      need: Uint8Array.of(...households.need, 0),
      cause: Int8Array.of(...households.cause, -1),
      friend: Int32Array.of(...households.friend, -1),
      bereft: Uint8Array.of(...households.bereft, 0),
      former: Int32Array.of(...households.former, -1),
    },
  };
}

it('tells of every cadre who is full just what one place more brings', LONG, async () => {
  await fc.assert(
    fc.asyncProperty(smallProblem, async (problem) => {
      const found = await allocate(problem);
      const { places } = found.binding;
      for (let c = 0; c < problem.cadres.count; c++) {
        const { open, load, quota } = problem.cadres;
        if (open[c] === 1 && load[c]! > quota[c]!) {
          expect(places[c]).toBe(0); // above the quota already, which one place doesn't mend
          continue;
        }
        const more = await allocate(withPlaces(problem, [c]));
        const officials = more.value[0]! - found.value[0]!;
        const households = covered(more.plan) - covered(found.plan);
        expect({ c, officials, households }).toEqual({
          c,
          officials: Number((places[c]! & SEATS) > 0),
          households: Number((places[c]! & COVERS) > 0),
        });
        if (places[c] === 0) expect(more.value.slice(0, 2)).toEqual(found.value.slice(0, 2));
      }
    }),
    RUNS,
  );
});

it('is told no more for all of a territory than they could have together', LONG, async () => {
  await fc.assert(
    fc.asyncProperty(smallProblem, async (problem) => {
      const found = await allocate(problem);
      const { places, waiting } = found.binding;
      for (const [territory, most] of waiting) {
        const full = [...places.keys()].filter(
          (c) => places[c]! & FULL && problem.units[problem.cadres.unit[c]!]!.county === territory,
        );
        const helps = full.filter((c) => places[c]! & COVERS).length;
        const more = await allocate(withPlaces(problem, full));
        expect(covered(more.plan) - covered(found.plan)).toBeLessThanOrEqual(Math.min(helps, most));
      }
    }),
    RUNS,
  );
});

it('tells where somebody more, or one household more, would help', LONG, async () => {
  await fc.assert(
    fc.asyncProperty(smallProblem, async (problem) => {
      const found = await allocate(problem);
      const anywhere = problem.units.some((unit) => unit.county < 0);
      for (const county of anywhere ? [-1, 0, 1] : [0, 1]) {
        const [officials, households] = await better(withSomebody(problem, county), found);
        expect([county, officials, households! > 0]).toEqual([
          county,
          0,
          found.binding.short.includes(county),
        ]);
        if (county < 0) continue;
        const [seated] = await better(withHousehold(problem, county), found);
        expect([county, seated]).toEqual([county, Number(found.binding.idle.includes(county))]);
      }
    }),
    RUNS,
  );
});
