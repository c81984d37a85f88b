/** What the office sets of sessions. */
export interface SessionLimits {
  idleMinutes: number;
  /** A session ends after this even if it is used all the time. */
  sessionHours: number;
}

/** Whether a session last seen then may still be used now. */
export function sessionAlive(
  session: { createdAt: Date; lastSeenAt: Date },
  now: Date,
  limits: SessionLimits,
): boolean {
  const idle = now.getTime() - session.lastSeenAt.getTime();
  const age = now.getTime() - session.createdAt.getTime();
  return idle <= limits.idleMinutes * 60_000 && age <= limits.sessionHours * 3_600_000;
}

/** `连错 5 次锁 15 分钟`. */
export const sayLock = (limits: { failuresBeforeLock: number; lockMinutes: number }): string =>
  `连错 ${limits.failuresBeforeLock} 次锁 ${limits.lockMinutes} 分钟`;
