import { sql, type RawBuilder } from 'kysely';
import type { UnitOfWork } from '../../platform/db/database.ts';
import { ERASED, type Erased } from '../people/index.ts';

/** The same as `spared` in people, for the database: gone where the record is theirs alone, else where it names them. */
const spare = (column: string, { whole, words }: Erased): RawBuilder<unknown> => {
  const text = sql.ref(column);
  return sql`case when ${text} is not null and (${whole} or exists (select from unnest(${[...words]}::text[]) w
    where position(w in ${text}) > 0)) then ${ERASED} else ${text} end`;
};
const names = (column: string, { words }: Erased): RawBuilder<boolean> =>
  sql<boolean>`exists (select from unnest(${[...words]}::text[]) w where position(w in ${sql.ref(column)}) > 0)`;

/**
 * Takes an erased person's words out of pairings, claims, excuses and reports: what rosters wrote and what people noted. Who was
 * whose friend, and when, stays.
 * @returns the ids under which the record speaks of them
 */
export async function eraseFromPairings(unit: UnitOfWork, person: Erased, at: Date): Promise<string[]> {
  const { sql: db } = unit;
  const theirs = sql`(cadre_id = ${person.cadreId} or household_id = ${person.householdId})`;
  const pairings = await sql<{ id: string }>`update pairing set end_reason = ${spare('end_reason', person)}
    where ${theirs} returning id`.execute(db);
  const claims = await eraseClaims(unit, person, at);
  const waivers = await sql<{ id: string }>`update waiver set note = ${spare('note', person)}
    where cadre_id = ${person.cadreId} returning id`.execute(db);
  await sql`update official_report set note = ${spare('note', person)} where cadre_id = ${person.cadreId}`.execute(
    db,
  );
  await sql`update assistance_duty set source = ${ERASED} where ${theirs} and ${names('source', person)}`.execute(
    db,
  );
  await sql`update board_run_item set message = ${ERASED} where ${theirs} and message is not null`.execute(
    db,
  );
  await eraseFromScheduled(unit, person);
  await sql`update confirmation_change set reason = ${ERASED} where ${names('reason', person)}
    and (path = ${person.path} or path = county_of(${person.path}))`.execute(db);
  return [pairings, claims, waivers].flatMap(({ rows }) => rows.map(({ id }) => id));
}

/** What an order says of them, and what its day said of the household or the successor; who goes to whom, and when, stays. */
async function eraseFromScheduled({ sql: db }: UnitOfWork, person: Erased): Promise<void> {
  const { cadreId, householdId } = person;
  const among = sql`(household_id = ${householdId} or successor_id = ${cadreId})`;
  await sql`update scheduled_handover_line set problem = ${ERASED} where ${among} and problem is not null`.execute(
    db,
  );
  await sql`update scheduled_handover h set reason = ${spare('reason', person)} where cadre_id = ${cadreId}`.execute(
    db,
  );
  await sql`update scheduled_handover h set reason = ${ERASED} where ${names('reason', person)}
    and exists (select from scheduled_handover_line l where l.handover_id = h.id and ${among})`.execute(db);
}

/**
 * A claim holds the head's name as a roster wrote it, also where no household was found for it. One of those is closed: without a
 * name nothing can be matched with it, or it would be matched with whoever else was erased.
 */
async function eraseClaims({ sql: db }: UnitOfWork, person: Erased, at: Date) {
  if (person.cadreId) {
    return sql<{ id: string }>`update pairing_claim set reason = ${spare('reason', person)}
      where cadre_id = ${person.cadreId} returning id`.execute(db);
  }
  const named = sql`claimed_head = any(${[...person.names]}::text[])`;
  return sql<{
    id: string;
  }>`update pairing_claim set claimed_head = ${ERASED}, reason = ${spare('reason', person)},
      decided_at = case when status in ('UNKNOWN', 'AMBIGUOUS') then ${at} else decided_at end,
      status = case when status in ('UNKNOWN', 'AMBIGUOUS') then 'CLOSED' else status end, version = version + 1
    where household_id = ${person.householdId} and (${person.subject === 'HOUSEHOLD'} or ${named})
      or household_id is null and ${named} and starts_with(${person.path}, path)
        and (path = ${person.path} or position(left(${person.village}, -1) in claimed_village) > 0)
    returning id`.execute(db);
}
