import { sql } from 'kysely';
import type { Actor } from '../../platform/auth/actor.ts';
import type { Scope } from '../../platform/auth/scope.ts';
import type { Database } from '../../platform/db/database.ts';
import { statement } from '../../platform/db/query-builder.ts';
import { UNDO_WINDOW } from '../../platform/undo.rules.ts';
import type { LatestPairingAct } from './pairing.type.ts';
import { whyNotUndone } from './undo.ts';

/**
 * The last step within the day by which the asker changed a household's friends or claims, and whether there is a way back. What a
 * merge did is taken back with the merge only, so it is none of these.
 */
export async function latestPairingAct(
  db: Database,
  scope: Scope,
  { accountId }: Actor,
  now: Date,
  householdId: string,
): Promise<LatestPairingAct | null> {
  const since = new Date(now.getTime() - UNDO_WINDOW);
  const query = sql<Omit<LatestPairingAct, 'whyNot'>>`
    with thing as (
      select p.id, c.name from pairing p join cadre c on c.id = p.cadre_id where p.household_id = ${householdId}
      union all select id, null from pairing_claim where household_id = ${householdId}),
    latest as (
      select a.act_id, a.at,
        coalesce(array_agg(t.name order by a.position) filter (where a.change = 'CREATED'), '{}') as begun,
        coalesce(array_agg(t.name order by a.position) filter (where a.change = 'ENDED'), '{}') as ended
      from thing t join pairing_act a on a.subject_id = t.id and a.undone_at is null
      where a.account_id = ${accountId} and a.at > ${since}
        and not exists (select from household_lineage l where l.act_id = a.act_id)
      group by a.act_id, a.at order by a.at desc limit 1)
    select l.act_id as id, l.at, l.begun, l.ended,
      (select count(distinct coalesce(p.household_id, c.household_id))::int from pairing_act a
        left join pairing p on p.id = a.subject_id left join pairing_claim c on c.id = a.subject_id
        where a.act_id = l.act_id) as households
    from latest l`;
  const found = await db.row(scope, statement(query));
  if (!found) return null;
  const whyNot = await whyNotUndone(db, scope, { actor: accountId, now, actId: found.id });
  return { ...found, at: new Date(found.at), whyNot };
}
