import { sql, type RawBuilder } from 'kysely';
import { statement } from '../../platform/db/query-builder.ts';
import { grouped, inOrder, type LoaderDefinition } from '../../platform/graphql/context.ts';
import type { HouseholdLineage } from './lineage.type.ts';

/** A step as one of its two households has it; who did it and when say whether it can still be taken back. */
export type LineageRow = Omit<HouseholdLineage, 'undoable' | 'whyNot'> & {
  subject: string;
  /** MERGE: what became of friends and claims. */
  actId: string | null;
  accountId: string;
  at: Date;
};

/** The splits and merges of households that were not taken back, the newest first. */
export const lineageByHousehold: LoaderDefinition<string, LineageRow[]> = {
  name: 'lineageByHousehold',
  async batch(db, scope, ids) {
    if (scope.axis !== 'territory') return ids.map(() => []); // how families part and join is the offices' to know (R7)
    const rows = await db.bound(scope, 'lineageByHousehold', { ids: [...ids] }, (v) => {
      const text = sql<LineageRow>`
        select l.id, s.subject, case when l.household_id = s.subject
            then case l.kind when 'SPLIT' then 'GAVE_OFF' else 'TOOK_IN' end
            else case l.kind when 'SPLIT' then 'CAME_OFF' else 'WENT_INTO' end end as did,
          l.day, cardinality(l.members) as people, o.other_id as "otherId", h.head_name as "otherHeadName",
          l.account_id as "accountId", l.at, l.act_id as "actId"
        from unnest(${v.ids}::uuid[]) as s(subject)
        join household_lineage l on s.subject in (l.household_id, l.other_id) and l.undone_at is null
        cross join lateral (select case when l.household_id = s.subject then l.other_id else l.household_id end) as o(other_id)
        left join household h on h.id = o.other_id
        order by l.id desc`;
      return statement(text);
    });
    return grouped(ids, rows, ({ subject }) => subject);
  },
};

export interface Changed {
  id: string;
  changed: boolean;
}

/** Whether a household or one of the people is not as a step left them, or something hangs on what would end. */
export const changedSince = (stepIds: readonly string[]): RawBuilder<Changed> => sql<Changed>`
  select l.id, (h.version = l.version and o.version = l.other_version
    and cardinality(l.members) = (select count(*) from unnest(l.members, l.member_versions) as t(id, version)
      join household_member m using (id, version))
    and case l.kind
      when 'SPLIT' then not exists (select from pairing p where p.household_id = o.id and p.withdrawn_at is null)
        and not exists (select from pairing_claim c where c.household_id = o.id and c.status in ('OPEN', 'ACCEPTED'))
        and not exists (select from assistance_duty d where d.household_id = o.id)
        and not exists (select from household_member m where m.household_id = o.id and m.id <> all(l.members))
      else cardinality(l.duties) = (select count(*) from assistance_duty d where d.id = any(l.duties) and d.household_id = h.id)
    end) is not true as changed
  from household_lineage l left join household h on h.id = l.household_id left join household o on o.id = l.other_id
  where l.id = any(${[...stepIds]}::uuid[])`;

export const lineageChanged: LoaderDefinition<string, Changed> = {
  name: 'lineageChanged',
  async batch(db, scope, ids) {
    return inOrder(ids, await db.rows(scope, statement(changedSince(ids)), 'lineageChanged'), ({ id }) => id);
  },
};
