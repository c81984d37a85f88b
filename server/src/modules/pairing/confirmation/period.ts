import { sql } from 'kysely';
import type { Scope } from '../../../platform/auth/scope.ts';
import type { Database } from '../../../platform/db/database.ts';
import type { Day } from '../pairing.rules.ts';
import { isPast, settingOf, type Setting } from '../setting.ts';
import type { Period } from './difference.sql.ts';
import { statement } from '../../../platform/db/query-builder.ts';

const WEEK_MS = 7 * 86_400_000;

/** The beginning of the last 7 days. */
export const weekBefore = (now: Date): Date => new Date(now.getTime() - WEEK_MS);

export interface YearAtHand extends Period {
  setting: Setting;
}

/**
 * The year asked for, the newest where none is named, with the last day of the one before.
 * @throws NOT_FOUND for a year that was not opened
 */
export async function periodOf(
  db: Database,
  scope: Scope,
  today: string,
  year?: number | null,
): Promise<YearAtHand> {
  const setting = await settingOf(db, scope, year);
  const around = await db.row(
    scope,
    statement(sql<{ lastDay: Day | null; followed: boolean }>`select
      (select confirm_by from programme_year where year = ${setting.year - 1}) as "lastDay",
      exists (select from programme_year where year > ${setting.year}) as followed`),
  );
  return {
    setting,
    year: setting.year,
    today,
    lastDay: around?.lastDay ?? `${setting.year - 1}-12-31`,
    past: isPast(setting, around?.followed ?? false, today),
  };
}
