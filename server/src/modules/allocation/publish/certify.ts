import { sql } from 'kysely';
import { pathRange } from '../../../platform/auth/scope.ts';
import type { UnitOfWork } from '../../../platform/db/database.ts';
import type { Day } from '../../pairing/index.ts';
import type { StoredRun } from '../run/runs.ts';

/** One county or town of a certificate as it is stored. */
export interface CertifiedPlace {
  path: string;
  eligible: number;
  covered: number;
  new: number;
  moved: number;
  released: number;
  left: { why: string; households: number }[];
}

/** What is counted in the transaction that publishes, behind its locks. */
export interface Certified {
  from: Day;
  duplicates: number;
  uncovered: number;
  overQuota: number;
  /** Whom the city has sent by name (R6): how many of them were given households, and how many of these. */
  sentCadres: number;
  sentHouseholds: number;
  places: CertifiedPlace[];
}

/** The town that a village’s path lies in. */
const TOWN = sql`split_part(path, '/', 1) || '/' || split_part(path, '/', 2) || '/' || split_part(path, '/', 3) || '/'`;

/** Counts in the data, not in the proposal, that what was published keeps the rules: the certificate says what is (R9). */
export async function certify({ sql: db }: UnitOfWork, run: StoredRun, today: Day): Promise<Certified> {
  const { lo, hi } = pathRange(run.path);
  const standing = sql`p.kind = 'RESPONSIBLE' and p.withdrawn_at is null and (p.to_date is null or p.to_date > ${today})`;
  // The day comes with the lines: as a constant it makes the planner take the friendships of a day for one, and a nested loop of them all.
  const { rows: sums } = await sql<Omit<Certified, 'from' | 'places'>>`
    with setting as (select household_cap as cap, rank_quota as quota from programme_year where year = ${run.year}),
    line as materialized (select household_id, cadre_id, kind, ${today}::date as today from allocation_line where run_id = ${run.id}),
    sent as materialized (select l.cadre_id from line l join sent_cadre s on s.cadre_id = l.cadre_id
      where s.year = ${run.year} and s.taken_back_at is null),
    standing as materialized (select p.household_id, p.cadre_id, p.from_date from pairing p
      where p.path >= ${lo} and p.path < ${hi} and ${standing})
    select
      (select count(*)::int from (select household_id from standing group by 1 having count(*) > (select cap from setting)) d) as duplicates,
      (select count(*)::int from line l where l.kind = 'MOVED' and not exists (select from standing s
        where s.household_id = l.household_id and s.cadre_id = l.cadre_id and s.from_date = l.today)) as uncovered,
      (select count(*)::int from (select cadre_id, count(*) as load from standing group by 1) s join cadre c on c.id = s.cadre_id
        where s.cadre_id in (select cadre_id from line) and s.load + case when c.path >= ${lo} and c.path < ${hi} then 0
          else load_elsewhere(c.id, ${today}::date) end > (select (quota ->> c.rank)::int from setting)) as "overQuota",
      (select count(distinct cadre_id)::int from sent) as "sentCadres", (select count(*)::int from sent) as "sentHouseholds"`.execute(
    db,
  );
  const { rows: places } = await sql<CertifiedPlace>`
    with line as materialized (select * from allocation_line where run_id = ${run.id}),
    home as (
      select h.path, exists (select from pairing p where p.household_id = h.id and ${standing}) as covered
      from household h where h.path >= ${lo} and h.path < ${hi} and h.eligible
    ), town as (
      select ${TOWN} as path, count(*)::int as eligible, (count(*) filter (where covered))::int as covered
      from home group by 1
    ), changed as (
      select ${TOWN} as path, (count(*) filter (where kind = 'NEW'))::int as new,
        (count(*) filter (where kind = 'MOVED'))::int as moved, (count(*) filter (where kind = 'RELEASED'))::int as released
      from line group by 1
    ), remaining as (
      select path, jsonb_agg(jsonb_build_object('why', why, 'households', n) order by n desc, why) as "left" from (
        select ${TOWN} as path, why, sum(households)::int as n from (
          select path, why[cardinality(why)] as why, 1 as households from line where cadre_id is null
          union all select path, why, households from allocation_waiting where run_id = ${run.id}) w
        group by 1, 2) x
      group by path
    )
    select t.path, t.eligible, t.covered, coalesce(c.new, 0) as new, coalesce(c.moved, 0) as moved, coalesce(c.released, 0) as released,
      coalesce(r."left", '[]') as "left"
    from town t left join changed c on c.path = t.path left join remaining r on r.path = t.path order by t.path`.execute(
    db,
  );
  return { from: today, ...sums[0]!, places };
}
