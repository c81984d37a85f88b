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

/** Whether a session last seen then may still be used now. */
export function sessionAlive(session: { createdAt: Date; lastSeenAt: Date }, now: Date): boolean {
  const idle = now.getTime() - session.lastSeenAt.getTime();
  const age = now.getTime() - session.createdAt.getTime();
  return idle <= SIGN_IN.idleMinutes * 60_000 && age <= SIGN_IN.longestHours * 3_600_000;
}
