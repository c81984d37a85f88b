import { describe, expect, it } from 'vitest';
import { passwordFault, sessionAlive } from './sign-in.rules.ts';

describe('a new password', () => {
  it.each([
    ['短了1', '密码至少 8 位'],
    ['x'.repeat(129), '密码最多 128 位'],
    ['hello-chenxw-2026', '密码里不要带登录名'],
    ['aaaabbbbaaaa', '密码太简单，换几个不同的字符'],
    ['平利 茶园 三月 开', null],
  ])('%s → %s', (password, fault) => expect(passwordFault(password, 'chenxw')).toBe(fault));
});

describe('a session', () => {
  const now = new Date('2026-03-19T09:40:00Z');
  const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

  it.each([
    [30, 30, true],
    [31, 31, false],
    [719, 1, true],
    [721, 1, false],
  ])('begun %i and last seen %i minutes ago is alive: %s', (begun, seen, alive) =>
    expect(sessionAlive({ createdAt: minutesAgo(begun), lastSeenAt: minutesAgo(seen) }, now)).toBe(alive),
  );
});
