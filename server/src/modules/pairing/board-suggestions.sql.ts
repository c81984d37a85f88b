import { sql } from 'kysely';
import type { Scope } from '../../platform/auth/scope.ts';
import type { ItemRow } from './board-items.queries.ts';
import { countyOf, townOf } from '../region/index.ts';
import { actsForCity } from './board.sql.ts';
import type { Setting } from './setting.ts';

/** As much of an item as candidates are read for. */
type Near = Pick<ItemRow, 'id' | 'path' | 'villageId'>;

export interface CadreRow {
  id: string;
  name: string;
  path: string;
  unitId: string;
  unit: string;
  rank: string;
  rankTitle: string;
  load: number;
  /** Households that scheduled handovers promise them; each takes a place already (R1). */
  promised: number;
  cityOwned: boolean;
  /** R6: the county that the city has sent them to for the year, where its households are looked at; null for all the others. */
  sentTo: string | null;
  /** The villages at hand that the unit looks after. */
  villages: string[];
}
export interface ClaimRow extends CadreRow {
  householdId: string;
  tie: 'DUTY' | 'PAIRING' | 'ROSTER';
  from: string;
}
export interface GapRow {
  id: string;
  path: string;
  need: number;
  name: string;
  village: string;
  villageId: string;
  claimant: string | null;
}

/** How many others a person is offered to choose from. */
export const CHOICES = 8;

/** How many households beyond those that a page needs are read for officials who are sent here or there. */
const ENOUGH = 300;

const load = (
  today: string,
) => sql`(select count(*) from pairing p where p.cadre_id = c.id and p.kind = 'RESPONSIBLE'
  and p.withdrawn_at is null and (p.to_date is null or p.to_date > ${today}))`;

const card = sql`c.id, c.name, c.path, c.unit_id as "unitId", o.unit, c.rank, c.rank_title as "rankTitle", o."cityOwned"`;

/** The unit of a cadre and whose it is, looked up for each: joined, the planner pairs every cadre with every region first. */
const office = sql`lateral (select u.name as unit, (select r.level = 'CITY' from region r where r.id = u.administered_by) as "cityOwned"
  from unit u where u.id = c.unit_id offset 0) o`;

/** Nobody who holds or claims a household is told of as sent: there the city alone displaces them (R6). */
const cardOfHolder = (today: string) =>
  sql`${card}, null::text as "sentTo", ${load(today)} as load, 0 as promised`;

/** Everybody who holds or claims a disputed household, each once: a duty weighs more than a pairing, that more than a claim. */
export const claimsOf = (disputed: readonly ItemRow[], today: string) => sql<ClaimRow>`
  select distinct on (x.household_id, c.id) x.household_id as "householdId", x.tie, x.from_date as "from", ${cardOfHolder(today)},
    array(select a.village_id::text from village_assignment a join household h on h.id = x.household_id
      where a.unit_id = c.unit_id and a.village_id = h.region_id and a.to_date is null) as villages
  from (
    select household_id, cadre_id, 'DUTY' as tie, from_date, 1 as weight from assistance_duty
    where to_date is null or to_date > ${today}
    union all
    select household_id, cadre_id, 'PAIRING', from_date, 2 from pairing
    where kind = 'RESPONSIBLE' and withdrawn_at is null and (to_date is null or to_date > ${today})
    union all
    select household_id, cadre_id, 'ROSTER', from_date, 3 from pairing_claim where status = 'OPEN'
  ) x
  join cadre c on c.id = x.cadre_id cross join ${office}
  where x.household_id = any(${disputed.map(({ id }) => id)}::uuid[]) and (x.weight > 1
    or exists (select from pairing_claim k where k.cadre_id = c.id and k.household_id = x.household_id and k.status = 'OPEN')
    or exists (select from pairing k where k.cadre_id = c.id and k.household_id = x.household_id and k.kind = 'RESPONSIBLE'
      and k.withdrawn_at is null and (k.to_date is null or k.to_date > ${today})))
  order by x.household_id, c.id, x.weight`;

const counties = (rows: readonly Near[]) => [
  ...new Set(rows.map(({ path }) => countyOf(path)).filter((path) => path !== null)),
];

/** R6: whom the city has sent where for the year, as far as the caller may place them. */
export const sentFor = (scope: Scope, year: number) =>
  sql`(select cadre_id, path from sent_cadre where year = ${year} and taken_back_at is null
    and path >= ${scope.lo} and path < ${scope.hi})`;

/**
 * Cadres with a place (R1) that nobody is promised, near the page's households, and not about to hand over (R7): the idlest of the villages' units, of their towns, of their counties; whom the
 * city has sent to one of those counties is of it, and of none besides (R6).
 */
export function candidatesOf(
  scope: Scope,
  setting: Setting,
  today: string,
  gaps: readonly Near[],
  officials: readonly Near[],
) {
  const villages = [...new Set(gaps.flatMap(({ villageId }) => (villageId ? [villageId] : [])))];
  const towns = [...new Set(gaps.map(({ path }) => townOf(path)))].filter((path) => path !== null);
  const ids = officials.map(({ id }) => id);
  return sql<CadreRow>`
    with sent as materialized (
      select cadre_id, path from ${sentFor(scope, setting.year)} s
      where path = any(${counties(gaps)}::text[]) or cadre_id = any(${ids}::uuid[])
    ), free as (
      select * from board_free(${setting.year}, ${today}, ${counties(gaps)}::text[], ${towns}::text[], ${villages}::uuid[],
        array(select cadre_id from sent) || ${ids}::uuid[], ${Math.max(gaps.length + officials.length, CHOICES)})
    ), near as (
      select ${card}, s.path as "sentTo", f.load, f.promised
      from free f join cadre c on c.id = f.cadre_id cross join ${office} left join sent s on s.cadre_id = c.id
      where (c.path >= ${scope.lo} and c.path < ${scope.hi} or s.path is not null)
        and (not o."cityOwned" or ${actsForCity(scope)} or s.path is not null)
    ), claimant as (
      select ${cardOfHolder(today)} from pairing_claim k
      join cadre c on c.id = k.cadre_id cross join ${office}
      where k.status = 'OPEN' and k.household_id = any(${gaps.map(({ id }) => id)}::uuid[])
        and c.id not in (select id from near)
    )
    select x.*, array(select a.village_id::text from village_assignment a where a.unit_id = x."unitId" and a.to_date is null) as villages
    from (select * from near union select * from claimant) x`;
}

/** The page's own gaps, and the neediest others of the counties where officials on the page want one, or whither they are sent (R6). */
export function homesOf(
  scope: Scope,
  setting: Setting,
  today: string,
  gaps: readonly Near[],
  officials: readonly Near[],
) {
  const own = gaps.map(({ id }) => id);
  const wanted = sql`
    select i.id from (
      select unnest(${counties(officials)}::text[]) as county
      union select path from ${sentFor(scope, setting.year)} s where cadre_id = any(${officials.map(({ id }) => id)}::uuid[])
    ) w cross join lateral (
      select id from board_page(${setting.year}, ${today}, w.county, left(w.county, -1) || '0', 'GAP', ${ENOUGH + officials.length}, 0)) i`;
  const ids =
    officials.length > 0
      ? sql`select unnest(${own}::uuid[]) as id union ${wanted}`
      : sql`select unnest(${own}::uuid[]) as id`;
  return sql<GapRow>`
    select h.id, h.path, h.need, h.head_name as name, v.name as village, v.id as "villageId",
      (select k.cadre_id from pairing_claim k where k.household_id = h.id and k.status = 'OPEN' order by k.created_at, k.id limit 1) as claimant
    from household h join region v on v.id = h.region_id
    where h.id = any(array(${ids})) -- first, or the planner reads every household`;
}
