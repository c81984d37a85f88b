import { sql } from 'kysely';
import { intersect, pathRange, type Scope } from '../../../platform/auth/scope.ts';
import type { Database } from '../../../platform/db/database.ts';
import { needsOf, type Day } from '../../pairing/index.ts';
import type { AllocationNeedPlace } from '../market.type.ts';
import { runInScope } from '../run/runs.ts';
import { allocationSetting } from '../settings.service.ts';
import { statement } from '../../../platform/db/query-builder.ts';

interface Asked {
  within: string | null;
  year: number | null;
  runId: string | null;
  today: Day;
}

/**
 * What each place right below an area needs: eligible households, those without a friend, the hardest-off of them, and what a run would
 * leave.
 * @throws NOT_FOUND for a run that is not there or not in scope
 */
export async function allocationNeed(
  db: Database,
  scope: Scope,
  asked: Asked,
): Promise<AllocationNeedPlace[]> {
  const { hardFrom } = asked.runId
    ? (await runInScope(db, scope, asked.runId)).settings
    : await allocationSetting(db, asked.year);
  const area = asked.within ?? scope.lo;
  const { lo, hi } = intersect(scope, pathRange(area));
  const steps = area.split('/').length; // one step below: '6109/' has counties of two steps
  const below = (path: ReturnType<typeof sql.ref>) =>
    sql`array_to_string((string_to_array(${path}, '/'))[1:${sql.lit(steps)}], '/') || '/'`;
  const query = sql<AllocationNeedPlace>`
    with today as (
      select path, eligible, friendless as waiting, hard from ${needsOf(asked.today, { lo, hi }, hardFrom)}
    ), left_or_moved as (
      select path, (kind = 'RELEASED')::int as waiting, (kind = 'MOVED')::int as moved
      from allocation_line where run_id = ${asked.runId} and kind <> 'NEW'
      union all select path, households, 0 from allocation_waiting where run_id = ${asked.runId}
    ), proposed as (
      select ${below(sql.ref('l.path'))} as path, sum(waiting)::int as waiting, sum(moved)::int as moved
      from left_or_moved l where l.path >= ${lo} and l.path < ${hi} group by 1
    )
    select r.id, r.name, r.level, r.path, r.poor, coalesce(t.eligible, 0) as eligible, coalesce(t.waiting, 0) as waiting,
      coalesce(t.hard, 0) as "waitingHard",
      case when ${asked.runId}::uuid is not null then coalesce(p.waiting, 0) end as "waitingAfter",
      case when ${asked.runId}::uuid is not null then coalesce(p.moved, 0) end as moved
    from region r left join today t on t.path = r.path left join proposed p on p.path = r.path
    where r.parent_id = (select id from region where path = ${area}) and r.path >= ${lo} and r.path < ${hi} and r.to_date is null
    order by r.path`;
  return db.rows(scope, statement(query));
}
