import { sql } from 'kysely';
import { systemScope } from '../../platform/auth/scope.ts';
import { NOBODY, type Database } from '../../platform/db/database.ts';
import type { Figures } from '../figures/index.ts';

export interface Attempt {
  id: string;
  password_hash: string | null;
  /** Whether this one is the last before the lock. */
  locked: boolean;
}

/**
 * Counts an attempt before the secret is looked at, in one statement, so that parallel guesses can't outrun the lock. Whoever
 * proves the account clears it. No row for an unknown, disabled or locked account, which
 * costs a commit all the same.
 */
export async function takeAttempt(
  db: Database,
  login: string,
  now: Date,
  figures: Figures,
): Promise<Attempt | undefined> {
  return db.write(NOBODY, systemScope, async (unit) => {
    const { rows } = await sql<Attempt>`
      update account set
        failed_attempts = case when locked_until is null then failed_attempts + 1 else 1 end,
        locked_until = case when locked_until is null and failed_attempts + 1 >= ${figures.failuresBeforeLock}
                            then ${now}::timestamptz + make_interval(mins => ${figures.lockMinutes}) end
      where login = ${login.trim().toLowerCase()} and disabled_at is null
        and (locked_until is null or locked_until <= ${now}::timestamptz)
      returning id, password_hash, locked_until is not null as locked`.execute(unit.sql);
    // Without a row there would be nothing to commit, and so no wait for the disk.
    if (!rows[0]) await sql`select pg_logical_emit_message(true, 'attempt', '')`.execute(unit.sql);
    return rows[0];
  });
}
