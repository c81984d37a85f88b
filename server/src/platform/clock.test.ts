import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { calendarDate, systemClock } from './clock.ts';

describe('today in Ankang', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it.each([
    ['2026-03-31T15:59:59.999Z', '2026-03-31'],
    ['2026-03-31T16:00:00.000Z', '2026-04-01'],
    ['2026-12-31T16:00:00.000Z', '2027-01-01'],
  ])('at %s is %s', (instant, date) => {
    vi.setSystemTime(new Date(instant));
    expect(systemClock.today()).toBe(date);
  });

  it('turns at midnight there, not when it was last asked', () => {
    vi.setSystemTime(new Date('2026-03-31T15:59:59.000Z'));
    const before = systemClock.today();
    vi.setSystemTime(new Date('2026-03-31T16:00:00.000Z'));
    expect([before, systemClock.today()]).toEqual(['2026-03-31', '2026-04-01']);
    vi.setSystemTime(new Date('2026-03-31T15:59:59.000Z')); // a clock that was put back
    expect(systemClock.today()).toBe(calendarDate(new Date()));
  });
});
