import { sql, type RawBuilder } from 'kysely';
import type { PathRange } from '../../../platform/auth/scope.ts';
import type { Day } from '../pairing.rules.ts';
import type { State } from './confirmation.rules.ts';

/** One unit's year, counted in one snapshot. */
export interface UnitFacts {
  unitId: string;
  name: string;
  level: 'MUNICIPAL' | 'COUNTY' | 'TOWN' | 'VERTICAL';
  path: string;
  /** The office that countersigns (R5). */
  officeName: string;
  officePath: string;
  confirmationId: string;
  state: State;
  version: number;
  openedAt: Date | null;
  /** Since when something that was signed has changed, and how often. */
  changedSince: Date | null;
  changes: number;
  cadres: number;
  pairs: number;
  officials: number;
  unreported: number;
  duplicates: number;
  confirmedAt: Date | null;
  countersignedAt: Date | null;
  /** Steps and officials settled over the last 7 days, for the light. */
  settled: number;
}

/** Which of the units in the range. */
export interface Which {
  unitId?: string;
  /** Only those that this office administers, by its path. */
  office?: string;
}

const fields = sql`cadre_id, created_at, from_date`;
const standing = sql`kind = 'RESPONSIBLE' and withdrawn_at is null`;
const ofPicked = sql`cadre_path = any(array(select path from picked))`;

/** Every unit of the range with its counts. `since` is the beginning of the last 7 days. */
export const unitFacts = (
  { lo, hi }: PathRange,
  year: number,
  today: Day,
  since: Date,
  which: Which = {},
): RawBuilder<UnitFacts> => sql<UnitFacts>`
  with picked as materialized (
    select u.id, u.name, u.level, u.path, a.name as office, a.path as office_path
    from unit u join region a on a.id = u.administered_by
    where u.path >= ${lo} and u.path < ${hi} and u.ended_on is null
      ${which.unitId ? sql`and u.id = ${which.unitId}` : sql``}
      ${which.office ? sql`and a.path = ${which.office}` : sql``}
  ), friends as ( -- in two: what never ends and what will end have indexes of their own, and most of the rest ended long ago
    select p.cadre_id, count(*) as n, min(least(p.created_at, p.from_date::timestamptz)) as first_at
    from (
      select ${fields} from pairing where ${standing} and to_date is null and ${ofPicked}
      union all
      select ${fields} from (select * from pairing where ${standing} and to_date > ${today} offset 0) ending where ${ofPicked}) p
    group by 1
  ), people as (
    select c.path, count(*)::int as cadres, coalesce(sum(f.n), 0)::int as pairs,
      count(*) filter (where f.first_at >= ${since})::int as befriended,
      count(*) filter (where o.owes)::int as officials,
      count(*) filter (where o.owes and r.cadre_id is null)::int as unreported
    from cadre c left join friends f on f.cadre_id = c.id
    left join official_report r on r.cadre_id = c.id and r.year = ${year},
    lateral (select c.kind = 'OFFICIAL' and c.status in ('ACTIVE', 'SECONDED') and f.n is null
      and not exists (select from waiver w where w.cadre_id = c.id and w.year = ${year} and w.withdrawn_at is null) as owes) o
    where c.path = any(array(select path from picked)) and c.status not in ('LEFT', 'DECEASED')
    group by 1
  ), disputed as (
    select path, count(distinct household_id)::int as n from (
      select k.cadre_path as path, k.household_id from pairing_claim k
      where k.cadre_path = any(array(select path from picked)) and k.status = 'OPEN'
      union all
      select p.cadre_path, p.household_id from (select distinct household_id from pairing_claim where status = 'OPEN') k,
        lateral (select * from pairing where household_id = k.household_id offset 0) p
      where p.cadre_path = any(array(select path from picked)) and p.kind = 'RESPONSIBLE' and p.withdrawn_at is null
        and (p.to_date is null or p.to_date > ${today})) x
    group by 1
  ), excused as (
    select cadre_path, count(*)::int as n from waiver
    where cadre_path = any(array(select path from picked)) and year = ${year} and withdrawn_at is null and created_at >= ${since}
    group by 1
  )
  select u.id as "unitId", u.name, u.level, u.path, u.office as "officeName", u.office_path as "officePath",
    c.id as "confirmationId", c.state, c.version, c.opened_at as "openedAt",
    x.since as "changedSince", coalesce(x.things, 0)::int as changes,
    coalesce(p.cadres, 0) as cadres, coalesce(p.pairs, 0) as pairs, coalesce(p.officials, 0) as officials,
    coalesce(p.unreported, 0) as unreported, coalesce(d.n, 0) as duplicates,
    s.confirmed as "confirmedAt", s.countersigned as "countersignedAt",
    coalesce(p.befriended, 0) + coalesce(e.n, 0) + coalesce(s.lately, 0)
      + (c.opened_at is not null and c.opened_at >= ${since})::int as settled
  from picked u
  join confirmation c on c.unit_id = u.id and c.year = ${year}
  left join people p on p.path = u.path
  left join disputed d on d.path = u.path
  left join excused e on e.cadre_path = u.path
  left join lateral (select min(at) as since, sum(things) as things from confirmation_change
    where confirmation_id = c.id and covered_by is null) x on true
  left join lateral (select max(signed_at) filter (where step = 'CONFIRM') as confirmed,
      max(signed_at) filter (where step = 'COUNTERSIGN') as countersigned,
      count(*) filter (where step <> 'REOPEN' and signed_at >= ${since})::int as lately
    from confirmation_signature where confirmation_id = c.id) s on true`;
