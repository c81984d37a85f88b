import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, byLamp, daysBetween, light, worse } from './light.rules.ts';

const deadline = '2026-03-31';

describe('the light', () => {
  it.each([
    // left, solved in 7 days, today, lamp, finishing day, pace that would be enough
    [0, 0, '2026-05-01', 'GREEN', null, null],
    [172, 77, '2026-03-19', 'RED', '2026-04-03', 14],
    [13, 7, '2026-03-19', 'YELLOW', '2026-03-31', 1],
    [14, 7, '2026-03-19', 'RED', '2026-04-01', 2],
    [1, 0, '2026-03-30', 'RED', null, 1],
    [1, 7, '2026-03-31', 'YELLOW', '2026-03-31', 1],
    [1, 700, '2026-04-01', 'RED', '2026-04-01', null],
  ] as const)('%i left, %i solved on %s is %s', (left, solved, today, lamp, finishOn, neededPerDay) => {
    expect(light({ left, solved, today, deadline })).toMatchObject({ lamp, finishOn, neededPerDay });
  });

  it('names the day and the pace that would be enough', () => {
    expect(light({ left: 58, solved: 15, today: '2026-03-19', deadline }).sentence).toBe(
      '还有 58 件，照近 7 天的速度，要到 4 月 15 日；从今天起每天 5 件就能按时',
    );
    expect(light({ left: 18_640, solved: 0, today: '2026-03-19', deadline }).sentence).toBe(
      '还有 18,640 件，近 7 天没有动过；从今天起每天 1,434 件就能按时',
    );
    expect(light({ left: 3, solved: 7, today: '2026-03-19', deadline }, '个单位').sentence).toBe(
      '还有 3 个单位，照近 7 天的速度，3 月 21 日能齐；截止 3 月 31 日',
    );
    expect(light({ left: 3, solved: 0, today: '2026-12-30', deadline: '2027-01-02' }).sentence).toBe(
      '还有 3 件，近 7 天没有动过；从今天起每天 1 件就能按时',
    );
    expect(light({ left: 3, solved: 0, today: '2026-04-02', deadline }).sentence).toBe(
      '还有 3 件，近 7 天没有动过；已过 3 月 31 日',
    );
  });

  const facts = fc.record({
    left: fc.integer({ min: 0, max: 100_000 }),
    solved: fc.integer({ min: 0, max: 10_000 }),
    today: fc.integer({ min: -400, max: 400 }).map((n) => addDays(deadline, n)),
    deadline: fc.constant(deadline),
  });

  it('is green exactly where nothing is left, and never yellow after the deadline', () => {
    fc.assert(
      fc.property(facts, (f) => {
        const { lamp } = light(f);
        expect(lamp === 'GREEN').toBe(f.left === 0);
        if (f.today > deadline) expect(lamp).not.toBe('YELLOW');
      }),
    );
  });

  it('gets no worse by settling more, and the pace it asks for is enough', () => {
    fc.assert(
      fc.property(facts, fc.nat(1000), (f, more) => {
        expect(byLamp(light({ ...f, solved: f.solved + more }).lamp, light(f).lamp)).toBeGreaterThanOrEqual(
          0,
        );
        const { neededPerDay } = light(f);
        if (neededPerDay !== null) {
          expect(light({ ...f, solved: neededPerDay * 7 }).lamp).toBe('YELLOW');
          expect(neededPerDay).toBeGreaterThan(0);
        }
      }),
    );
  });

  it('keeps the worse of two', () => {
    const [red, green] = [
      light({ left: 1, solved: 0, today: deadline, deadline }),
      light({ left: 0, solved: 0, today: deadline, deadline }),
    ];
    expect(worse(green, red)).toBe(red);
    expect(worse(red, green)).toBe(red);
  });

  it('counts days across months and years', () => {
    expect([addDays('2027-12-31', 1), daysBetween('2026-02-27', '2026-03-01')]).toEqual(['2028-01-01', 2]);
  });
});
