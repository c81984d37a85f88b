import type { UnitOfWork } from '../../platform/db/database.ts';

/**
 * What later modules do in the same transaction when something happens to people: this module comes before them and can't call
 * them, so the composition root hands these in.
 */
export interface PeopleEvents {
  /** Nobody lives there any more, or the household was dissolved. */
  householdEnded(unit: UnitOfWork, householdId: string, day: string, reason: string): Promise<void>;
  /** It lives in another village now; what hangs on it by path alone must follow. */
  householdMoved(unit: UnitOfWork, householdId: string, path: string): Promise<void>;
  /** A friend died. */
  cadreDied(unit: UnitOfWork, cadreId: string, day: string): Promise<void>;
}
