import { describe, expect, it } from 'vitest';
import { needsSecond, numberOf, outgrown, serialIn, tolerated } from './disclosure.rules.ts';

describe('R32: a second person', () => {
  it.each([
    [500, 0, 500, false],
    [501, 0, 500, true],
    [1, 499, 500, false],
    [1, 500, 500, true],
    [250, 251, 500, true],
    [1, 0, 0, true],
    [40, 0, 40, false],
  ])('%i people after %i within the day, the figure being %i: %s', (people, takenAlone, limit, needed) => {
    expect(needsSecond({ people, takenAlone, limit })).toBe(needed);
  });
});

describe('a list that has changed since', () => {
  const two = { alone: false, takenAlone: 0, limit: 500 };
  const one = { alone: true, takenAlone: 0, limit: 500 };
  it.each([
    [{ ...two, asked: 600, now: 600 }, null],
    [{ ...two, asked: 600, now: 400 }, null],
    [{ ...two, asked: 600, now: 630 }, null],
    [{ ...two, asked: 600, now: 631 }, '同意的是 600 人，现在有 631 人'],
    [{ ...two, asked: 600, now: 0 }, '没有符合条件的人'],
    [{ ...two, asked: 9_990, now: 10_001 }, '超过 10000 人'],
    [{ ...one, asked: 500, now: 500 }, null],
    [{ ...one, asked: 500, now: 501 }, '由另一人同意'],
    [{ ...one, asked: 3, now: 8 }, null],
    [{ ...one, asked: 3, now: 9 }, '多得太多'],
    [{ ...one, asked: 300, takenAlone: 198, now: 303 }, '由另一人同意'],
  ])('%o', (planned, said) => {
    const no = outgrown(planned);
    if (said === null) expect(no).toBeNull();
    else expect(no).toContain(said);
  });

  it('may grow by a twentieth, a short one by five', () => {
    expect([1, 100, 101, 1000].map(tolerated)).toEqual([6, 105, 106, 1050]);
  });
});

describe('导出编号', () => {
  it('is short, and found again however it was typed', () => {
    expect(numberOf(17, '2026-11-22')).toBe('QY2026-00017');
    expect(numberOf(123_456, '2026-11-22')).toBe('QY2026-123456');
    expect(
      ['QY2026-00017', ' qy2026-00017 ', '17', '００１７', '导出编号 QY2026-00017'].map(serialIn),
    ).toEqual([17, 17, 17, 17, 17]);
    expect(['', '陈晓雯', '99999999999'].map(serialIn)).toEqual([null, null, null]);
  });
});
