import { sql } from 'kysely';
import type { Axis } from '../../platform/auth/scope.ts';

/** A row that a card is made of; null in what the caller may not know (R7). */
export interface HouseholdCardRow {
  id: string;
  head_name: string;
  region_id: string;
  village_group: string | null;
  poverty_status: string | null;
  cause: string | null;
  size: number | null;
}

/**
 * Where cards of households are read, as `h`. R7: a cadre reads them from a function that knows former and retained friends by
 * name and village only; everybody else from the table.
 */
export const householdCards = (axis: Axis) =>
  sql<HouseholdCardRow>`${sql.raw(axis === 'friend' ? 'friend_households()' : 'household')}`.as<'h'>(
    sql.ref('h'),
  );
