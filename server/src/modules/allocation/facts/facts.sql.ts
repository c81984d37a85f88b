import { sql } from 'kysely';
import type { Day } from '../../pairing/index.ts';

/**
 * One row of the answer: how many there are, which comes first; what ties households of a village to cadres; the cadres of a unit; the
 * households of a village.
 */
export type FactRow =
  | { kind: 'COUNT'; info: { cadres: number; homes: number } }
  | { kind: 'TIES'; id: string; info: null; packed: string }
  | { kind: 'UNIT'; id: string; info: UnitInfo; packed: string }
  | { kind: 'VILLAGE'; id: string; info: VillageInfo; packed: string | null };

export interface UnitInfo {
  seat: string;
  field: string | null;
  /** The city administers it: its people may be sent anywhere (R6). */
  ofCity: boolean;
  /** 包村: the villages that it looks after. */
  villages: string[];
  /** The county to which the city has sent these of its people for the year, by its path (R6); null for all the others. */
  sentTo: string | null;
}
export interface VillageInfo {
  path: string;
  /** Households whose friend stays whatever the run decides. */
  kept: number;
}

/** Bytes of a packed record. */
export const CADRE_BYTES = 20;
export const HOME_BYTES = 24;
export const TIE_BYTES = 21;

export interface FactsWanted {
  lo: string;
  hi: string;
  year: number;
  today: Day;
  /** The run whose pins and bans hold. */
  runId: string | null;
  /** Causes by their number. */
  causes: readonly string[];
  ranks: readonly string[];
}

/**
 * Everything that an allocation goes by, in one statement, so in one snapshot. Cadres are numbered in it, by unit and identifier, and
 * come packed (identifier, rank, flags, load, promised places), one row a unit, and one a county for those of it whom the city has sent
 * there (R6): their friends of today are not the county's to decide about. Households likewise (identifier, need and cause and state,
 * number of the friend), one row a village: 350,000 people as objects would be 200 MB. In base64, since bytes come as text, two signs
 * each. A household that goes over on a day to come is settled until then (R7).
 */
export const factsQuery = ({ lo, hi, year, today, runId, causes, ranks }: FactsWanted) => sql<FactRow>`
  with sent as materialized (
    select cadre_id, path from sent_cadre where year = ${year} and taken_back_at is null and path >= ${lo} and path < ${hi}
  ), standing as materialized (
    select household_id, cadre_id, from_date > ${today} as later, path >= ${lo} and path < ${hi} as here from pairing
    where kind = 'RESPONSIBLE' and withdrawn_at is null and (to_date is null or to_date > ${today})
      and (path >= ${lo} and path < ${hi} or cadre_path >= ${lo} and cadre_path < ${hi}
        or cadre_id = any(array(select cadre_id from sent)))
  ), leaving as materialized (
    select distinct cadre_id from scheduled_handover where state = 'SCHEDULED'
  ), ordered as materialized (
    select household_id, successor_id from scheduled_handover_line where state = 'SCHEDULED'
  ), staff as materialized (
    select c.id, c.unit_id, array_position(${[...ranks]}::text[], c.rank) - 1 as rank,
      coalesce(l.load, 0) as load, w.cadre_id is null and o.cadre_id is null as open, c.kind = 'OFFICIAL' and w.cadre_id is null as owes,
      coalesce(m.promised, 0) as promised, t.path as sent, c.path >= ${lo} and c.path < ${hi} as own,
      (row_number() over (order by c.unit_id, t.path nulls first, c.id) - 1)::int as n
    from cadre c left join sent t on t.cadre_id = c.id
    left join (select cadre_id, count(*)::int as load from standing group by cadre_id) l on l.cadre_id = c.id
    left join waiver w on w.cadre_id = c.id and w.year = ${year} and w.withdrawn_at is null
    left join leaving o on o.cadre_id = c.id
    left join (select successor_id, count(*)::int as promised from ordered group by 1) m on m.successor_id = c.id
    where (c.path >= ${lo} and c.path < ${hi} or c.id = any(array(select cadre_id from sent))) and c.status in ('ACTIVE', 'SECONDED')
  ), packed_staff as (
    select unit_id, sent, string_agg(uuid_send(id) || int4send(rank | (open::int << 8) | (owes::int << 9)
      | (least(load, 255) << 16) | (least(promised, 127) << 24)), ''::bytea order by n) as packed
    from staff group by unit_id, sent
  ), friend as (
    select household_id, count(*) as friends, (array_agg(cadre_id))[1] as cadre_id, bool_or(later) as later
    from standing where here group by household_id
  ), claimed as materialized (
    select distinct household_id from pairing_claim where status = 'OPEN' and household_id is not null
  ), duty as materialized (
    select household_id, cadre_id from assistance_duty where to_date is null or to_date > ${today}
  ), parted as materialized (
    select x.household_id, p.cadre_id from allocation_pin x join pairing p on p.household_id = x.household_id and p.kind = 'RESPONSIBLE'
      and p.withdrawn_at is null and (p.to_date is null or p.to_date > ${today})
    where x.run_id = ${runId} and (x.kind = 'BAN') = (x.cadre_id = p.cadre_id)
  ), home as materialized (
    select h.id, h.region_id, h.need, coalesce(array_position(${[...causes]}::text[], h.cause) - 1, 255) as cause, s.n,
      case
        when f.household_id is null then case when h.id in (select household_id from claimed) then 3 else 0 end
        when f.friends > 1 or f.later or h.id in (select household_id from ordered) or h.id in (select household_id from claimed)
          or (h.id, f.cadre_id) in (select household_id, cadre_id from duty) then 4
        when s.own then 1
        when (c.status in ('RETIRED', 'LEFT', 'DECEASED') or h.id in (select household_id from parted where cadre_id = f.cadre_id))
          and c.path >= ${lo} and c.path < ${hi} then 2
        else 4
      end as state
    from household h
    left join friend f on f.household_id = h.id
    left join staff s on s.id = f.cadre_id
    left join cadre c on c.id = f.cadre_id and s.id is null
    where h.path >= ${lo} and h.path < ${hi} and h.eligible
  ), tie as (
    select k.household_id, k.cadre_id, 0 as tie from kin_declaration k where k.household_id is not null and k.withdrawn_at is null
    union all
    select p.household_id, p.cadre_id, 1 from pairing p where p.kind = 'RETAINED' and p.withdrawn_at is null
      and (p.to_date is null or p.to_date > ${today}) and p.path >= ${lo} and p.path < ${hi}
    union all
    select household_id, cadre_id, case kind when 'BAN' then 2 else 3 end from allocation_pin where run_id = ${runId}
  )
  select 'COUNT' as kind, null::uuid as id, jsonb_build_object('cadres', (select count(*) from staff),
      'homes', (select count(*) from home where state <> 4)) as info, null as packed, null::text as sent
  union all
  select 'UNIT', u.id, jsonb_build_object('seat', r.path, 'field', u.field, 'ofCity', o.level = 'CITY',
      'villages', (select coalesce(jsonb_agg(a.village_id order by a.village_id), '[]') from village_assignment a
        where a.unit_id = u.id and a.from_date <= ${today} and (a.to_date is null or a.to_date > ${today})),
      'sentTo', s.sent),
    encode(s.packed, 'base64'), s.sent
  from packed_staff s join unit u on u.id = s.unit_id join region r on r.id = u.seat_id join region o on o.id = u.administered_by
  union all
  select 'VILLAGE', v.id, jsonb_build_object('path', v.path, 'kept', p.kept), encode(p.packed, 'base64'), null
  from (select region_id, count(*) filter (where state = 4) as kept,
      string_agg(uuid_send(id) || int4send(need | (cause << 8) | (state << 16)) || int4send(coalesce(n, -1)), ''::bytea order by id)
        filter (where state <> 4) as packed
    from home group by region_id) p join region v on v.id = p.region_id
  union all
  select 'TIES', h.region_id, null, encode(string_agg(uuid_send(h.id) || int4send(s.n) || set_byte('\\x00'::bytea, 0, t.tie), ''::bytea
      order by h.id, s.n, t.tie), 'base64'), null
  from tie t join home h on h.id = t.household_id join staff s on s.id = t.cadre_id
  where h.state <> 4 and (t.tie <> 3 or s.open or s.n = h.n) group by h.region_id
  order by kind, id, sent nulls first`;
