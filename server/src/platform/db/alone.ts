import { sql } from 'kysely';
import { systemScope } from '../auth/scope.ts';
import { NOBODY, type Database } from './database.ts';

/** Runs `work` while nobody else is at anything of this name, in whatever process; the others wait. A killed process lets go. */
export function alone(db: Database, name: string, work: () => Promise<void>): Promise<void> {
  return db.write(NOBODY, systemScope, async (guard) => {
    await sql`select pg_advisory_xact_lock(hashtext(${name}))`.execute(guard.sql);
    await work();
  });
}
