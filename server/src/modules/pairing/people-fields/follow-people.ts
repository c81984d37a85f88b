import { sql } from 'kysely';
import type { UnitOfWork } from '../../../platform/db/database.ts';
import { because } from '../../../platform/db/refusal.ts';
import { audit } from '../../audit/index.ts';
import type { PeopleEvents } from '../../people/index.ts';
import { whyNotUndone } from '../undo.ts';
import { mergeFriends, unmergeFriends } from '../merge-friends.ts';

type Whose = 'household_id' | 'cadre_id';

interface Ended {
  id: string;
  path: string;
  withdrawn: boolean;
}

/**
 * R7: what becomes of friendships when a household dies out or a friend dies: they end on that day. One that began later never
 * had a day, so it is taken back.
 */
async function endAll(
  unit: UnitOfWork,
  whose: Whose,
  id: string,
  day: string,
  reason: string,
): Promise<void> {
  because(unit, reason); // R5: a closed county wants to know why
  const { rows } = await sql<Ended>`
    update pairing set version = version + 1, end_reason = ${reason},
      to_date = case when from_date < ${day}::date then ${day}::date end,
      withdrawn_at = case when from_date < ${day}::date then null else now() end
    where ${sql.ref(whose)} = ${id} and withdrawn_at is null and (to_date is null or to_date > ${day}::date)
    returning id, path, withdrawn_at is not null as withdrawn`.execute(unit.sql);
  audit(
    unit,
    ...rows.map((row) => ({
      action: row.withdrawn ? 'pairing.withdraw' : 'pairing.end',
      subjectType: 'pairing',
      subjectId: row.id,
      path: row.path,
      after: row.withdrawn ? { withdrawn: true } : { to: day },
      reason,
    })),
  );
}

/** What rosters claim is settled with it. */
async function closeAll(unit: UnitOfWork, whose: Whose, id: string, reason: string): Promise<void> {
  const { rows } = await sql<{ id: string; path: string }>`update pairing_claim
    set status = 'CLOSED', reason = ${reason}, decided_at = now(), version = version + 1
    where ${sql.ref(whose)} = ${id} and status = 'OPEN' returning id, path`.execute(unit.sql);
  audit(
    unit,
    ...rows.map(({ id: claimId, path }) => ({
      action: 'claim.close',
      subjectType: 'pairing_claim',
      subjectId: claimId,
      path,
      reason,
    })),
  );
}

/** What this module does when something happens to people, in the same transaction. */
export const followPeople: Partial<PeopleEvents> = {
  async householdEnded(unit, householdId, day, reason) {
    await endAll(unit, 'household_id', householdId, day, reason);
    await closeAll(unit, 'household_id', householdId, reason);
  },

  /** Pairings follow by their foreign key; a claim carries its path by itself. */
  async householdMoved(unit, householdId, path) {
    await sql`update pairing_claim set path = ${path} where household_id = ${householdId}`.execute(unit.sql);
  },

  householdsMerged: mergeFriends,
  householdsUnmerged: unmergeFriends,
  whyNotUnmerged: (db, scope, merge) => whyNotUndone(db, scope, { ...merge, revivesHousehold: true }),

  async cadreDied(unit, cadreId, day) {
    const reason = '干部去世';
    await endAll(unit, 'cadre_id', cadreId, day, reason);
    await closeAll(unit, 'cadre_id', cadreId, reason);
  },
};
