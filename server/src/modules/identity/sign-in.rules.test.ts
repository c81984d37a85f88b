import { describe, expect, it } from 'vitest';
import { sessionAlive } from './sign-in.rules.ts';

describe('a session', () => {
  const now = new Date('2026-03-19T09:40:00Z');
  const limits = { idleMinutes: 30, sessionHours: 12 };
  const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

  it.each([
    [30, 30, true],
    [31, 31, false],
    [719, 1, true],
    [721, 1, false],
  ])('begun %i and last seen %i minutes ago is alive: %s', (begun, seen, alive) =>
    expect(sessionAlive({ createdAt: minutesAgo(begun), lastSeenAt: minutesAgo(seen) }, now, limits)).toBe(
      alive,
    ),
  );
});
