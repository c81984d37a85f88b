import { sql, type RawBuilder } from 'kysely';
import type { Axis } from '../../platform/auth/scope.ts';

/** A row that a card is made of; null in what the caller may not know (R7). */
export interface HouseholdCardRow {
  id: string;
  path: string;
  region_id: string;
  head_name: string;
  /** Since when it no longer exists. */
  ended_on: string | null;
  head_id: string | null;
  village_group: string | null;
  poverty_status: string | null;
  cause: string | null;
  size: number | null;
}

/**
 * Where cards of households are read. R7: a cadre and a unit read them from a function that knows former and retained friends by
 * name and village only; offices from the table.
 * @param ids an array of which households, as SQL; the table needs none
 */
export const cardsOf = (axis: Axis, ids: RawBuilder<unknown>): RawBuilder<unknown> =>
  axis === 'unit' || axis === 'friend' ? sql`befriended_households(${ids})` : sql`household`;

/** As {@link cardsOf}, for a statement that is built; known as `h`. */
export const householdCards = (axis: Axis, ids: RawBuilder<unknown>) =>
  sql<HouseholdCardRow>`${cardsOf(axis, ids)}`.as<'h'>(sql.ref('h'));
