import { sql } from 'kysely';
import { statement } from '../../platform/db/query-builder.ts';
import { grouped, type LoaderDefinition } from '../../platform/graphql/context.ts';
import type { HouseholdLineage } from './lineage.type.ts';

/** A step as one of its two households has it; who did it and when say whether it can still be taken back. */
export type LineageRow = Omit<HouseholdLineage, 'undoable'> & {
  subject: string;
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
          l.account_id as "accountId", l.at
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
