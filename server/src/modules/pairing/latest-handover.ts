import { sql } from 'kysely';
import type { Actor } from '../../platform/auth/actor.ts';
import type { Scope } from '../../platform/auth/scope.ts';
import type { Database } from '../../platform/db/database.ts';
import { statement } from '../../platform/db/query-builder.ts';
import { UNDO_WINDOW } from '../../platform/undo.rules.ts';
import type { LatestHandover } from './pairing.type.ts';
import { whyNotUndone } from './undo.ts';

/** The last time within the day that the asker handed over a cadre's caseload, or a part of it, and whether there is a way back. */
export async function latestHandover(
  db: Database,
  scope: Scope,
  { accountId }: Actor,
  now: Date,
  cadreId: string,
): Promise<LatestHandover | null> {
  const since = new Date(now.getTime() - UNDO_WINDOW);
  const query = sql<{ id: string; at: Date; households: number }>`
    select a.act_id as id, a.at, count(*)::int as households
    from pairing p join pairing_act a on a.subject_id = p.id and a.subject = 'PAIRING' and a.change = 'ENDED' and a.undone_at is null
    where p.cadre_id = ${cadreId} and a.account_id = ${accountId} and a.at > ${since}
      and exists (select from pairing_act b join pairing n on n.id = b.subject_id
        where b.act_id = a.act_id and b.change = 'CREATED' and n.source = 'HANDOVER')
    group by a.act_id, a.at order by a.at desc limit 1`;
  const found = await db.row(scope, statement(query));
  if (!found) return null;
  const whyNot = await whyNotUndone(db, scope, { actor: accountId, now, actId: found.id });
  return { ...found, at: new Date(found.at), whyNot };
}
