import { sql } from 'kysely';
import { columnsOf } from '../../../platform/db/binary-array.ts';
import type { UnitOfWork } from '../../../platform/db/database.ts';
import type { Facts } from '../facts/facts.ts';
import type { Change, Outcome, Waiting } from './outcome.ts';

/** Rows of one statement. */
const LOT = 20_000;

/** Replaces what a run proposes: a line for each household that changes friends, a row for those of a village who wait. */
export async function storeChanges(
  unit: UnitOfWork,
  runId: string,
  facts: Facts,
  { changes, waiting }: Pick<Outcome, 'changes' | 'waiting'>,
): Promise<void> {
  await forgetChanges(unit, runId);
  for (let at = 0; at < changes.length; at += LOT)
    await storeLines(unit, runId, facts, changes.slice(at, at + LOT));
  await storeWaiting(unit, runId, facts, waiting);
}

/** Takes away what a run proposed. */
export async function forgetChanges({ sql: db }: UnitOfWork, runId: string): Promise<void> {
  await sql`delete from allocation_line where run_id = ${runId}`.execute(db);
  await sql`delete from allocation_waiting where run_id = ${runId}`.execute(db);
}

/**
 * The pairing of today is looked up as it is now: where it is another one than the facts knew, the line will be told that it no longer
 * holds. Whoever has none is looked up by null, which reads nothing.
 */
async function storeLines(
  { sql: db }: UnitOfWork,
  runId: string,
  { homes, cadres, villages }: Facts,
  lot: readonly Change[],
): Promise<void> {
  const idOf = (cadre: number) => (cadre < 0 ? null : cadres.ids.at(cadre));
  const { uuids, texts } = columnsOf(lot);
  await sql`insert into allocation_line (run_id, household_id, path, kind, from_cadre_id, from_pairing_id, cadre_id, why, pinned)
    select ${runId}::uuid, t.household_id, t.path, t.kind, p.cadre_id, p.id, t.cadre_id, string_to_array(t.why, ','), t.pinned
    from unnest(${uuids(({ home }) => homes.ids.at(home))}::uuid[], ${texts(({ home }) => villages[homes.village[home]!]!.path)}::text[],
      ${texts(({ kind }) => kind)}::text[], ${uuids(({ from }) => idOf(from))}::uuid[], ${uuids(({ to }) => idOf(to))}::uuid[],
      ${texts(({ why }) => why.join(','))}::text[], ${lot.map(({ pinned }) => pinned)}::bool[])
      as t(household_id, path, kind, from_cadre_id, cadre_id, why, pinned)
    left join pairing p on p.household_id = case when t.kind <> 'NEW' then t.household_id end and p.kind = 'RESPONSIBLE'
      and p.withdrawn_at is null and p.to_date is null and p.cadre_id = coalesce(t.from_cadre_id, p.cadre_id)`.execute(
    db,
  );
}

async function storeWaiting(
  { sql: db }: UnitOfWork,
  runId: string,
  { homes, villages }: Facts,
  waiting: readonly Waiting[],
): Promise<void> {
  const { texts } = columnsOf(waiting);
  const idsOf = (some: readonly number[]) => `{${some.map((home) => homes.ids.at(home)).join()}}`;
  await sql`insert into allocation_waiting (run_id, path, why, household_ids)
    select ${runId}::uuid, t.path, t.why, t.ids::uuid[] from unnest(${texts(({ village }) => villages[village]!.path)}::text[],
      ${texts(({ why }) => why)}::text[], ${texts((those) => idsOf(those.homes))}::text[]) as t(path, why, ids)`.execute(
    db,
  );
}
