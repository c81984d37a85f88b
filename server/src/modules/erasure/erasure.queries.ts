import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '../../platform/auth/actor.ts';
import { systemScope, type Scope } from '../../platform/auth/scope.ts';
import type { Database } from '../../platform/db/database.ts';
import { statement } from '../../platform/db/query-builder.ts';
import { notFound } from '../../platform/errors.ts';
import { offsetOf, type List, type PageInput } from '../../platform/graphql/page.ts';
import { ERASED } from '../people/index.ts';
import type { Erasure, ErasureFilter } from './erasure.type.ts';

/** A name is read where it stands, so that none is left here. Accounts are the system's to read, so the range stands here by itself. */
const shown = (
  { accountId }: Actor,
  { lo, hi }: Scope,
  which: RawBuilder<unknown>,
) => sql<Erasure>`select e.id, e.subject_type as subject, e.subject_id as "subjectId",
    coalesce(c.name, m.name, nullif(h.head_name, ${ERASED}) || '户', ${ERASED}) as person, coalesce(u.name, r.name, '') as place,
    e.ground, e.reason, e.state, a.display_name as "askedBy", e.asked_at as "askedAt",
    coalesce(e.asked_by = ${accountId}, false) as own, d.display_name as "decidedBy", e.decided_at as "decidedAt", e.answer, e.version
  from erasure e
  left join cadre c on e.subject_type = 'CADRE' and c.id = e.subject_id left join unit u on u.id = c.unit_id
  left join household_member m on e.subject_type = 'MEMBER' and m.id = e.subject_id
  left join household h on h.id = case e.subject_type when 'HOUSEHOLD' then e.subject_id else m.household_id end
  left join region r on r.id = h.region_id
  left join account a on a.id = e.asked_by left join account d on d.id = e.decided_by
  where e.path >= ${lo} and e.path < ${hi} and ${which}`;

/** Erasures of the caller's territory: the open ones first, then the latest. */
export async function listErasures(
  db: Database,
  actor: Actor,
  scope: Scope,
  { state }: ErasureFilter,
  page: PageInput,
): Promise<List<Erasure>> {
  const which = sql`(${state ?? null}::text is null or e.state = ${state ?? null})`;
  const items = await db.rows(
    systemScope,
    statement(sql<Erasure>`${shown(actor, scope, which)}
      order by (e.state = 'ASKED') desc, e.id desc limit ${page.size} offset ${offsetOf(page)}`),
  );
  const counting = sql<{ n: number }>`select count(*)::int as n from erasure e
    where e.path >= ${scope.lo} and e.path < ${scope.hi} and ${which}`;
  return { items, count: async () => (await db.row(systemScope, statement(counting)))?.n ?? 0 };
}

/** @throws NOT_FOUND out of scope */
export async function erasureById(db: Database, actor: Actor, scope: Scope, id: string): Promise<Erasure> {
  const found = await db.row(systemScope, statement(shown(actor, scope, sql`e.id = ${id}`)));
  if (!found) throw notFound('条依法删除');
  return found;
}
