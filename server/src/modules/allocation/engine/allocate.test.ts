import fc from 'fast-check';
import { expect, it } from 'vitest';
import { smallProblem } from '../../../../../tests/support/small-problem.ts';
import { allocate } from './allocate.ts';
import { checkProof } from './check-proof.ts';
import { faultsOf } from './faults.ts';
import { allocateInWorker, awaitQuestion } from './in-worker.ts';
import type { Plan, Problem, Value } from './problem.ts';
import { unpackProof } from './proof.ts';
import { compareValues, valueOf } from './value.ts';

/** Shows every plan that may be carried out. */
function tryAll(problem: Problem, show: (plan: Plan) => void): void {
  const { households, cadres } = problem;
  const plan: Plan = Int32Array.from(households.friend);
  const tryFrom = (h: number) => {
    if (h === households.count) {
      if (faultsOf(problem, plan).length === 0) show(plan);
      return;
    }
    for (let c = households.friend[h]! >= 0 ? 0 : -1; c < cadres.count; c++) {
      plan[h] = c;
      tryFrom(h + 1);
    }
  };
  tryFrom(0);
}

/** The best value of all plans that may be carried out, found by trying every one. */
function bestByTrying(problem: Problem): Value {
  let best: Value | null = null;
  tryAll(problem, (plan) => {
    const value = valueOf(problem, plan);
    if (!best || compareValues(value, best) > 0) best = value;
  });
  return best!;
}

it('finds what trying every plan finds', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(smallProblem, async (problem) => {
      const { plan, value, bound } = await allocate(problem);
      expect(faultsOf(problem, plan)).toEqual([]);
      expect(valueOf(problem, plan)).toEqual(value);
      expect(bound).toEqual(value);
      expect(value).toEqual(bestByTrying(problem));
    }),
    { numRuns: Number(process.env.ALLOCATION_RUNS ?? 300) },
  );
});

it('has nothing to change where there is nobody', async () => {
  const [problem] = fc.sample(smallProblem, 1);
  const nobody = (columns: object) =>
    Object.fromEntries(
      Object.entries(columns).map(([name, column]) => [
        name,
        typeof column === 'number' ? 0 : column.slice(0, 0),
      ]),
    );
  const empty = {
    ...problem!,
    cadres: nobody(problem!.cadres) as Problem['cadres'],
    households: nobody(problem!.households) as Problem['households'],
    banned: [],
  };
  const { plan, value, bound } = await allocate(empty);
  expect([plan.length, value, bound]).toEqual([0, [0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0]]);
});

/** The same people a day after the plan was carried out. */
function carriedOut(problem: Problem, plan: Plan): Problem {
  const load = Uint8Array.from(problem.cadres.load);
  for (const [h, friend] of plan.entries()) {
    const was = problem.households.friend[h]!;
    if (was >= 0) load[was]! -= 1;
    if (friend >= 0) load[friend]! += 1;
  }
  const bereft = problem.households.bereft.map((is, h) => (plan[h]! >= 0 ? 0 : is));
  return {
    ...problem,
    cadres: { ...problem.cadres, load },
    households: { ...problem.households, friend: plan, bereft },
  };
}

it('changes nothing when it is asked again after it was carried out', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(smallProblem, async (problem) => {
      const { plan } = await allocate(problem);
      expect((await allocate(carriedOut(problem, plan))).plan).toEqual(plan);
    }),
    { numRuns: 100 },
  );
});

it(
  'gives the same answer, byte for byte, in a thread of its own, and proves it',
  { timeout: 60_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(smallProblem, async (problem) => {
        const here = await allocate(problem);
        const steps: string[] = [];
        const there = await allocateInWorker(problem, { progress: (step) => steps.push(step) });
        expect(there).toEqual(here);
        expect(steps.at(-1)).toBe('SPREADING');
        const proven = here.proofs.flatMap((packed): (number | string)[] => {
          const checked = checkProof(unpackProof(packed));
          return 'cost' in checked ? checked.cost : [checked.fault];
        });
        expect(here.value.map((value, stage) => here.today[stage]! - value)).toEqual(proven);
      }),
      { numRuns: 5 },
    );
  },
);

it('hears that it is to stop', async () => {
  const [problem] = fc.sample(smallProblem, 1);
  const signal = AbortSignal.abort(new Error('停止'));
  await expect(allocateInWorker(problem!, { signal })).rejects.toThrow('停止');
});

it('answers in its threads whatever became of the question before', { timeout: 60_000 }, async () => {
  const [problem, other, third] = fc.sample(smallProblem, 3) as [Problem, Problem, Problem];
  const expected = await Promise.all([problem, other, third].map((one) => allocate(one)));
  const broken = { ...problem, units: [], villages: [] };
  await expect(allocateInWorker(broken)).rejects.toThrow(TypeError);
  expect(await allocateInWorker(problem)).toEqual(expected[0]);
  const stop = new AbortController();
  const stopped = allocateInWorker(other, { signal: stop.signal });
  stop.abort(new Error('停止'));
  awaitQuestion(); // one is there for one of the three
  const atOnce = [problem, other, third].map((one) => allocateInWorker(one));
  await expect(stopped).rejects.toThrow('停止');
  expect(await Promise.all(atOnce)).toEqual(expected);
});

it('moves one friend at the most for one official more', { timeout: 60_000 }, async () => {
  const oneCounty = smallProblem.map((problem) => ({
    ...problem,
    units: problem.units.map((unit) => ({ ...unit, county: -1, town: -1 })),
    banned: [],
  }));
  await fc.assert(
    fc.asyncProperty(oneCounty, async (problem) => {
      const settled = carriedOut(problem, (await allocate(problem)).plan);
      const { cadres } = settled;
      const one = (column: Uint8Array, value: number) => Uint8Array.of(...column, value);
      const withOneMore: Problem = {
        ...settled,
        cadres: {
          count: cadres.count + 1,
          unit: Int32Array.of(...cadres.unit, 0),
          quota: one(cadres.quota, 1),
          load: one(cadres.load, 0),
          official: one(cadres.official, 1),
          open: one(cadres.open, 1),
        },
      };
      const { plan } = await allocate(withOneMore);
      const moved = plan.filter(
        (friend, h) => settled.households.friend[h]! >= 0 && friend !== settled.households.friend[h],
      );
      expect(moved.length).toBeLessThanOrEqual(1);
    }),
    { numRuns: 100 },
  );
});

/** New pairs of a plan, -1 for whom nothing new is proposed. */
const newPairs = ({ households }: Problem, plan: Plan): Int32Array =>
  plan.map((friend, h) => (friend === households.friend[h] ? -1 : friend));

it('proposes the same again where nothing changed', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(smallProblem, async (problem) => {
      const { plan } = await allocate(problem);
      const again = await allocate({
        ...problem,
        households: { ...problem.households, former: newPairs(problem, plan) },
      });
      expect(again.plan).toEqual(plan);
    }),
    { numRuns: 100 },
  );
});

/** A waiting household whose friend the office settles itself: it leaves the question and weighs on its cadre. */
function withPin(problem: Problem, former: Int32Array, home: number, cadre: number): Problem {
  const { households, cadres } = problem;
  const rest = <T extends Int32Array | Uint8Array | Int8Array>(column: T) =>
    column.filter((_, h) => h !== home) as T;
  const load = Uint8Array.from(cadres.load);
  load[cadre]! += 1;
  return {
    ...problem,
    cadres: { ...cadres, load },
    households: {
      count: households.count - 1,
      village: rest(households.village),
      need: rest(households.need),
      cause: rest(households.cause),
      friend: rest(households.friend),
      bereft: rest(households.bereft),
      former: rest(former),
    },
    banned: problem.banned.flatMap(([c, h]) => (h === home ? [] : [[c, h > home ? h - 1 : h] as const])),
  };
}

it('changes as few proposed pairs as it can when a pair was pinned', { timeout: 120_000 }, async () => {
  const stages = 4; // what goes before
  await fc.assert(
    fc.asyncProperty(smallProblem, fc.nat(5), fc.nat(3), async (problem, h, c) => {
      const [home, cadre] = [h % problem.households.count, c % problem.cadres.count];
      fc.pre(problem.households.friend[home] === -1 && problem.households.count > 1);
      const before = await allocate(problem);
      const pinned = withPin(problem, newPairs(problem, before.plan), home, cadre);
      const { plan, value } = await allocate(pinned);
      const changed = (one: Plan) =>
        pinned.households.former.filter((friend, at) => friend >= 0 && one[at] !== friend).length;
      let least = Infinity;
      tryAll(pinned, (one) => {
        if (compareValues(valueOf(pinned, one).slice(0, stages), value.slice(0, stages)) === 0)
          least = Math.min(least, changed(one));
      });
      expect(changed(plan)).toBe(least);
    }),
    { numRuns: 200 },
  );
});

it('keeps no more for one than there are places, whoever else of the unit has some', async () => {
  const none = new Uint8Array(4);
  const problem: Problem = {
    units: [{ county: 0, town: 0, field: -1 }],
    villages: [0, 1].map((town) => ({ county: 0, town, first: false })),
    lookedAfter: [[0, 0]],
    cadres: {
      count: 2,
      unit: Int32Array.of(0, 0),
      quota: Uint8Array.of(1, 1),
      load: Uint8Array.of(0, 0),
      official: Uint8Array.of(1, 1),
      open: Uint8Array.of(1, 1),
    },
    households: {
      count: 4,
      village: Int32Array.of(0, 0, 1, 1),
      need: none,
      cause: new Int8Array(4).fill(-1),
      friend: new Int32Array(4).fill(-1),
      bereft: none,
      former: Int32Array.of(0, 0, 1, 1),
    },
    banned: [],
    byHand: [],
    settings: {
      hardFrom: 60,
      weights: { lookedAfter: 50, sameTown: 0, sameCounty: 0, fieldFits: 0, evenCadres: 0, evenUnits: 0 },
      fits: [],
    },
  };
  const { plan, value } = await allocate(problem);
  expect(value).toEqual(bestByTrying(problem));
  expect([...plan].toSorted()).toEqual([-1, -1, 0, 1]);
  expect(plan[2] === 1 || plan[3] === 1).toBe(true);
});
