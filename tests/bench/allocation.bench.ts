import { expect, it } from 'vitest';
import { allocate } from '../../server/src/modules/allocation/engine/allocate.ts';
import { STAGES } from '../../server/src/modules/allocation/engine/problem.ts';
import { ANKANG, randomCity } from '../support/random-city.ts';

const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 3);
const GOAL = { seconds: 4 };

/** From a question as it was read to its answer with the proof. What reading and storing take, `-- city` says. */
it('an allocation, one county to the city', { timeout: 600_000 }, async () => {
  const rows: string[] = [];
  for (const counties of [1, 2, 5, 10]) {
    const part = counties / ANKANG.counties;
    const problem = randomCity({
      ...ANKANG,
      counties,
      cadres: ANKANG.cadres * part,
      households: ANKANG.households * part,
      bans: ANKANG.bans * part,
    });
    const [took, again]: [number[], number[]] = [[], []];
    let steps = '';
    for (let round = 0; round < ROUNDS; round++) {
      const clock = performance.now();
      const marks: [string, number][] = [];
      const processor = timer();
      const { plan, value, bound } = await allocate(problem, (step) =>
        marks.push([step, performance.now() - clock]),
      );
      expect(bound).toEqual(value);
      took.push(processor());
      const { households } = problem;
      const former = plan.map((friend, h) => (friend === households.friend[h] ? -1 : friend));
      const keeping = timer();
      const kept = await allocate({ ...problem, households: { ...households, former } });
      expect(kept.plan).toEqual(plan);
      again.push(keeping());
      steps = marks.map(([step, at]) => `${step} ${(at / 1000).toFixed(2)}`).join(' · ');
    }
    rows.push(
      `| ${counties} | ${problem.cadres.count} × ${problem.households.count} | ${median(took)} | ${median(again)} | ${Math.round(process.memoryUsage().rss / 2 ** 20)} | ${steps} |`,
    );
  }
  console.log(
    [
      `stages: ${STAGES.join(', ')}; goal for the city ≤ ${GOAL.seconds} s`,
      '| counties | cadres × households | processor s, median (range) | asked again | MB | when each step began, s |',
      '| ---: | ---: | ---: | ---: | ---: | --- |',
      ...rows,
    ].join('\n'),
  );
});

/** Tells how many seconds of the processor went by since. */
function timer(): () => number {
  const begun = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(begun);
    return (user + system) / 1_000_000;
  };
}

function median(took: number[]): string {
  took.sort((a, b) => a - b);
  return `${took[ROUNDS >> 1]!.toFixed(2)} (${took[0]!.toFixed(2)}–${took.at(-1)!.toFixed(2)})`;
}
