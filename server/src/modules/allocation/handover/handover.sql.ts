import { sql } from 'kysely';
import type { Scope } from '../../../platform/auth/scope.ts';
import type { Day } from '../../pairing/index.ts';

/** A household of the caseload, as it is shown and as the engine takes it. */
export interface CaseRow {
  pairingId: string;
  version: number;
  from: Day;
  householdId: string;
  head: string;
  village: string;
  villageId: string;
  path: string;
  size: number;
  cause: string | null;
  causeLabel: string | null;
  need: number;
  duty: boolean;
  /** The day on which it is to go over already, and to whom. */
  scheduledOn: Day | null;
  scheduledTo: string | null;
}

/** The responsible friendships that a cadre has in the area, the neediest first. */
export const caseloadOf = (
  { lo, hi }: Scope,
  { cadreId, today, insteadOf }: { cadreId: string; today: Day; insteadOf: string | null },
) => sql<CaseRow>`
  select p.id as "pairingId", p.version, p.from_date as "from", h.id as "householdId", h.head_name as head,
    v.name || coalesce(' ' || h.village_group, '') as village, v.id as "villageId", h.path, h.size, h.cause, d.label as "causeLabel", h.need,
    exists (select from assistance_duty a where a.household_id = h.id and a.cadre_id = p.cadre_id
      and (a.to_date is null or a.to_date > ${today})) as duty,
    o.day::text as "scheduledOn", s.name as "scheduledTo"
  from pairing p join household h on h.id = p.household_id join region v on v.id = h.region_id
  left join lateral (select label from dictionary_entry e where e.dictionary = 'POVERTY_CAUSE' and e.code = h.cause
    order by e.from_date desc nulls last limit 1) d on true
  left join scheduled_handover_line l on l.pairing_id = p.id and l.state = 'SCHEDULED'
    and l.handover_id is distinct from ${insteadOf}::uuid
  left join scheduled_handover o on o.id = l.handover_id left join cadre s on s.id = l.successor_id
  where p.cadre_id = ${cadreId} and p.kind = 'RESPONSIBLE' and p.to_date is null and p.withdrawn_at is null
    and p.path >= ${lo} and p.path < ${hi}
  order by h.need desc, h.id`;

/** Somebody who might take over. */
export interface CandidateRow {
  id: string;
  name: string;
  unitId: string;
  unit: string;
  /** Path of the seat of the unit. */
  seat: string;
  field: string | null;
  /** R6: may be sent anywhere in the city. */
  ofCity: boolean;
  /** The county that the city has sent them to for the newest year (R6), which alone they are for then; null for all the others. */
  sentTo: string | null;
  rank: string;
  load: number;
  /** Households that scheduled handovers promise them; each takes a place already. */
  promised: number;
  /** Of the households' villages those that the unit looks after. */
  villages: string[];
  /** Households of the caseload that they must not or can't take: kin, or kept as a friend (R3). */
  barred: string[];
}

/**
 * Whoever works in the cadre's own unit or in the counties of the households, or was sent there (R6), is the caller's to place, and is
 * not excused for the newest year (R1) nor about to hand over what they have.
 */
export const candidatesFor = (
  { lo, hi }: Scope,
  {
    cadreId,
    householdIds,
    today,
    insteadOf,
  }: { cadreId: string; householdIds: readonly string[]; today: Day; insteadOf: string | null },
) => sql<CandidateRow>`
  with home as materialized (select id, region_id, county_of(path) as county from household where id = any(${[...householdIds]}::uuid[])),
  county as materialized (select distinct county as path, (left(county, -1) || '0') collate "C" as hi from home),
  bar as (
    select k.cadre_id, k.household_id from kin_declaration k join home on home.id = k.household_id where k.withdrawn_at is null
    union
    select p.cadre_id, p.household_id from pairing p join home on home.id = p.household_id
    where p.withdrawn_at is null and (p.to_date is null or p.to_date > ${today})),
  sent as materialized (
    select cadre_id, path from sent_cadre where year = (select max(year) from programme_year) and taken_back_at is null
      and path >= ${lo} and path < ${hi}),
  near as materialized ( -- found through their indexes: the city is ten times as many
    select id from cadre where unit_id = (select unit_id from cadre where id = ${cadreId})
    union select c.id from county k, lateral (select id from cadre where path >= k.path and path < k.hi offset 0) c
    union select cadre_id from sent),
  barred as materialized (select cadre_id, array_agg(household_id order by household_id) as homes from bar group by 1),
  known as materialized ( -- of a unit, found once: it has as many as 200 cadres
    select unit_id, array_agg(distinct village_id) as villages from village_assignment
    where village_id in (select region_id from home) and from_date <= ${today} and (to_date is null or to_date > ${today}) group by 1)
  select c.id, c.name, u.id as "unitId", u.name as unit, s.path as seat, u.field, r.level = 'CITY' as "ofCity", t.path as "sentTo", c.rank,
    (select count(*)::int from pairing p where p.cadre_id = c.id and p.kind = 'RESPONSIBLE' and p.withdrawn_at is null
      and (p.to_date is null or p.to_date > ${today}))
      + case when t.path is null or in_scope(c.path) then 0 else load_elsewhere(c.id, ${today}::date) end as load,
    o.promised - (select count(*)::int from scheduled_handover_line l where l.successor_id = c.id and l.state = 'SCHEDULED'
      and l.handover_id = ${insteadOf}::uuid) as promised,
    coalesce(k.villages, '{}') as villages,
    coalesce(b.homes, '{}') as barred
  from near, lateral (select * from cadre where id = near.id offset 0) c
  join unit u on u.id = c.unit_id join region s on s.id = u.seat_id join region r on r.id = u.administered_by
  join bindings_of(array(select id from near), null) o on o.cadre_id = c.id
  left join sent t on t.cadre_id = c.id left join barred b on b.cadre_id = c.id left join known k on k.unit_id = u.id
  where c.status in ('ACTIVE', 'SECONDED') and c.id <> ${cadreId}
    and not o.excused and o.leaving_on is null
    and (c.path >= ${lo} and c.path < ${hi} or c.id = any(array(select cadre_id from sent)))
    and case when t.path is not null then t.path in (select county from home)
      else c.unit_id = (select unit_id from cadre where id = ${cadreId}) or county_of(c.path) in (select county from home) end
  order by u.id, c.id`;
