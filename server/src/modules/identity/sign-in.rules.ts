/** Limits of signing in (defaults that the security administrator may tighten). Times in minutes. */
export const SIGN_IN = {
  failuresBeforeLock: 5,
  lockMinutes: 15,
  idleMinutes: 30,
  /** A session ends after this even if it is used all the time. */
  longestHours: 12,
  /** A one-time code can be used this long. */
  codeDays: 7,
} as const;

export const PASSWORD = { min: 8, max: 128 } as const;

/** Says in Chinese what a new password lacks, or null where it is fine. Length counts; forced character classes do not help. */
export function passwordFault(password: string, login: string): string | null {
  if (password.length < PASSWORD.min) return `密码至少 ${PASSWORD.min} 位`;
  if (password.length > PASSWORD.max) return `密码最多 ${PASSWORD.max} 位`;
  if (password.toLowerCase().includes(login.toLowerCase())) return '密码里不要带登录名';
  if (new Set(password).size < 4) return '密码太简单，换几个不同的字符';
  return null;
}

/** Whether a session last seen then may still be used now. */
export function sessionAlive(session: { createdAt: Date; lastSeenAt: Date }, now: Date): boolean {
  const idle = now.getTime() - session.lastSeenAt.getTime();
  const age = now.getTime() - session.createdAt.getTime();
  return idle <= SIGN_IN.idleMinutes * 60_000 && age <= SIGN_IN.longestHours * 3_600_000;
}
