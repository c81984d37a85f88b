import { sql } from 'kysely';
import { pathRange } from '../../../platform/auth/scope.ts';
import type { UnitOfWork } from '../../../platform/db/database.ts';
import { boardItemsOf, sentOf, type Day } from '../../pairing/index.ts';
import type { StoredRun } from '../run/runs.ts';

/** One county or town of a certificate as it is stored. */
export interface CertifiedPlace {
  path: string;
  eligible: number;
  covered: number;
  new: number;
  moved: number;
  released: number;
  /** As the board counts them (R2, R5), in the moment of publishing. */
  gaps: number;
  waiting: number;
  duplicates: number;
  /** Eligible households without a friend, by reason. */
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

const standingOn = (today: Day) =>
  sql`p.kind = 'RESPONSIBLE' and p.withdrawn_at is null and (p.to_date is null or p.to_date > ${today})`;

/** Counts in the data, not in the proposal, that what was published keeps the rules: the certificate says what is (R9). */
export async function certify({ sql: db }: UnitOfWork, run: StoredRun, today: Day): Promise<Certified> {
  const { lo, hi } = pathRange(run.path);
  // The day comes with the lines: as a constant it makes the planner take the friendships of a day for one, and a nested loop of them all.
  const { rows: sums } = await sql<Omit<Certified, 'from' | 'places'>>`
    with setting as (select household_cap as cap, rank_quota as quota from programme_year where year = ${run.year}),
    line as materialized (select household_id, cadre_id, kind, ${today}::date as today from allocation_line where run_id = ${run.id}),
    sent as materialized (select l.cadre_id from line l join sent_cadre s on s.cadre_id = l.cadre_id
      where s.year = ${run.year} and s.taken_back_at is null),
    standing as materialized (select p.household_id, p.cadre_id, p.from_date from pairing p
      where p.path >= ${lo} and p.path < ${hi} and ${standingOn(today)})
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
  return { from: today, ...sums[0]!, places: await countPlaces(db, run, today) };
}

/**
 * Town by town. What is a gap, waiting or disputed is the board's to say (R2, R5), and asked of it: told a second time here, the two
 * would differ. Why a household is left goes by what it is on the board; the run knows only why a gap could not be filled. The lines
 * of the run say the same from then on.
 */
async function countPlaces(
  db: UnitOfWork['sql'],
  { id, path, year }: StoredRun,
  today: Day,
): Promise<CertifiedPlace[]> {
  const area = pathRange(path);
  const { lo, hi } = area;
  const { rows } = await sql<CertifiedPlace>`
    with line as materialized (select * from allocation_line where run_id = ${id}),
    item as materialized (select kind, id, path from ${boardItemsOf(year, today, area)} where kind <> 'OFFICIAL'),
    home as materialized (
      select h.id, h.path, exists (select from pairing p where p.household_id = h.id and ${standingOn(today)}) as covered
      from household h where h.path >= ${lo} and h.path < ${hi} and h.eligible
    ), told as (
      select household_id, why[cardinality(why)] as why from line where cadre_id is null
      union all select unnest(household_ids), why from allocation_waiting where run_id = ${id}
    ), remaining as materialized (
      select h.id, h.path, case
          when i.kind = 'DUPLICATE' then 'DISPUTED'
          when h.id in (select household_id from pairing_claim where status = 'OPEN') then 'CLAIMED'
          when i.kind = 'WAITING' then 'NO_PLACES'
          when t.why = 'BARRED' then 'BARRED'
          when county_of(h.path) = any(array(select r.path from municipal_place m join region r on r.id = m.county_id
            left join ${sentOf(area, today)} s on s.path = r.path where m.year = ${year} and m.places > coalesce(s.sent, 0))) then 'AWAITS_CITY'
          else 'UNUSED' end as why
      from home h left join item i on i.id = h.id left join told t on t.household_id = h.id where not h.covered
    ), waiting as materialized (
      select path, why, array_agg(id order by id) as ids from remaining
      where id not in (select household_id from line where cadre_id is null) group by 1, 2
    ), no_longer as (
      delete from allocation_waiting w where run_id = ${id}
        and not exists (select from waiting n where n.path = w.path and n.why = w.why)
    ), as_now as (
      insert into allocation_waiting (run_id, path, why, household_ids) select ${id}, path, why, ids from waiting
      on conflict (run_id, path, why) do update set household_ids = excluded.household_ids
    ), released as (
      update allocation_line l set why = l.why[:cardinality(l.why) - 1] || r.why from remaining r
      where l.run_id = ${id} and l.household_id = r.id and l.cadre_id is null
    ), reason as (
      select path, jsonb_agg(jsonb_build_object('why', why, 'households', n) order by n desc, why) as "left"
      from (select ${TOWN} as path, why, count(*)::int as n from remaining group by 1, 2) x group by path
    ), counted as (
      select ${TOWN} as path, 1 as eligible, covered::int as covered, null as line, null as item from home
      union all select ${TOWN}, 0, 0, kind, null from line
      union all select ${TOWN}, 0, 0, null, kind from item
    ), town as (
      select path, sum(eligible)::int as eligible, sum(covered)::int as covered,
        (count(*) filter (where line = 'NEW'))::int as new, (count(*) filter (where line = 'MOVED'))::int as moved,
        (count(*) filter (where line = 'RELEASED'))::int as released, (count(*) filter (where item = 'GAP'))::int as gaps,
        (count(*) filter (where item = 'WAITING'))::int as waiting, (count(*) filter (where item = 'DUPLICATE'))::int as duplicates
      from counted group by 1
    )
    select t.*, coalesce(r."left", '[]') as "left" from town t left join reason r on r.path = t.path order by t.path`.execute(
    db,
  );
  return rows;
}
