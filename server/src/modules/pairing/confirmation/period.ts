import type { Scope } from '../../../platform/auth/scope.ts';
import type { Database } from '../../../platform/db/database.ts';
import { build } from '../../../platform/db/query-builder.ts';
import { settingOf } from '../board.queries.ts';
import type { Setting } from '../setting.ts';
import type { Period } from './difference.sql.ts';

const WEEK_MS = 7 * 86_400_000;

/** The beginning of the last 7 days. */
export const weekBefore = (now: Date): Date => new Date(now.getTime() - WEEK_MS);

export interface YearAtHand extends Period {
  setting: Setting;
  /** Whether the year before was a year of the programme. */
  first: boolean;
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
  const before = build
    .selectFrom('programme_year')
    .select('confirm_by as day')
    .where('year', '=', setting.year - 1);
  const last = await db.row(scope, before, 'confirmation.lastDay');
  return {
    setting,
    year: setting.year,
    today,
    lastDay: last?.day ?? `${setting.year - 1}-12-31`,
    first: last === undefined,
  };
}
