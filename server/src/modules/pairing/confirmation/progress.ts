import { sql } from 'kysely';
import type { Scope } from '../../../platform/auth/scope.ts';
import type { Database, Principal } from '../../../platform/db/database.ts';
import { addDays } from './light.rules.ts';
import { statement } from '../../../platform/db/query-builder.ts';

export interface DayFigures {
  year: number;
  path: string;
  day: string;
  duplicates: number;
  gaps: number;
  officials: number;
}

/** Per database, the places whose figures of the day this process knows to be kept: place to day. */
const known = new WeakMap<Database, Map<string, string>>();

/**
 * Keeps the figures of the first look of a day at a place, and answers those of a week ago; null where nobody looked then.
 * A figure seen twice is kept once.
 */
export async function rememberDay(
  db: Database,
  principal: Principal,
  scope: Scope,
  now: DayFigures,
): Promise<DayFigures | null> {
  const { year, path, day, duplicates, gaps, officials } = now;
  const key = `${year} ${path}`;
  const kept = known.get(db) ?? new Map<string, string>();
  known.set(db, kept);
  if (kept.get(key) !== day) {
    await db.write(principal, scope, async (unit) => {
      await sql`insert into progress_day (year, path, day, duplicates, gaps, officials)
        values (${year}, ${path}, ${day}, ${duplicates}, ${gaps}, ${officials}) on conflict do nothing`.execute(
        unit.sql,
      );
    });
    kept.set(key, day);
  }
  const then = await db.row(
    scope,
    statement(sql<DayFigures>`select duplicates, gaps, officials from progress_day
      where year = ${year} and path = ${path} and day = ${addDays(day, -7)}`),
  );
  return then ?? null;
}
