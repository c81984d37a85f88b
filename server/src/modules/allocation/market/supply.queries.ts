import { sql } from 'kysely';
import { intersect, pathRange, systemScope, type Scope } from '../../../platform/auth/scope.ts';
import type { Database } from '../../../platform/db/database.ts';
import type { Day } from '../../pairing/index.ts';
import { RANKS } from '../../people/index.ts';
import type { AllocationSupplyUnit } from '../market.type.ts';
import { yearOf } from '../year.ts';
import { statement } from '../../../platform/db/query-builder.ts';

/**
 * What the units of an area can take: figures only, so they count an own cadre's households wherever these are, as the quota does.
 * Units with nobody who could take any are left out, and so is whoever is excused (R5) or about to hand over (R7); of the city's units a county has whom it was sent (R6).
 */
export async function allocationSupply(
  db: Database,
  scope: Scope,
  { within, year, today }: { within: string | null; year: number | null; today: Day },
): Promise<AllocationSupplyUnit[]> {
  const setting = await yearOf(db, year);
  const { lo, hi } = within === null ? scope : intersect(scope, pathRange(within));
  const query = sql<Omit<AllocationSupplyUnit, 'withoutFriend' | 'placesLeft'>>`
    with sent as materialized (
      select cadre_id from sent_cadre where year = ${setting.year} and taken_back_at is null and path >= ${lo} and path < ${hi}
    ), staff as (
      select c.unit_id, c.rank, c.kind = 'OFFICIAL' as official, coalesce(l.load, 0) as load,
        (select count(*) from scheduled_handover_line l where l.successor_id = c.id and l.state = 'SCHEDULED') as promised,
        (${JSON.stringify(setting.quota)}::jsonb ->> c.rank)::int as quota
      from cadre c
      left join (select cadre_id, count(*)::int as load from pairing where (cadre_path >= ${lo} and cadre_path < ${hi}
          or cadre_id = any(array(select cadre_id from sent)))
        and kind = 'RESPONSIBLE' and withdrawn_at is null and (to_date is null or to_date > ${today}) group by 1) l on l.cadre_id = c.id
      where (c.path >= ${lo} and c.path < ${hi} or c.id = any(array(select cadre_id from sent))) and c.status in ('ACTIVE', 'SECONDED')
        and c.id not in (select w.cadre_id from waiver w where w.year = ${setting.year} and w.withdrawn_at is null)
        and c.id not in (select o.cadre_id from scheduled_handover o where o.state = 'SCHEDULED')
    ), ranks as (
      select unit_id, rank, count(*)::int as cadres, (count(*) filter (where official and load = 0))::int as idle,
        sum(greatest(quota - load - promised, 0))::int as places
      from staff group by unit_id, rank
    )
    select u.id, u.name, u.level, u.field, not (u.path >= ${lo} and u.path < ${hi}) as sent,
      (select count(*)::int from village_assignment a where a.unit_id = u.id and a.from_date <= ${today}
        and (a.to_date is null or a.to_date > ${today})) as villages,
      jsonb_agg(jsonb_build_object('rank', r.rank, 'cadres', r.cadres, 'withoutFriend', r.idle, 'placesLeft', r.places)
        order by array_position(${[...RANKS]}::text[], r.rank)) as ranks
    from ranks r join unit u on u.id = r.unit_id
    group by u.id order by u.path`;
  return (await db.rows(systemScope, statement(query))).map((unit) => ({
    ...unit,
    withoutFriend: unit.ranks.reduce((sum, { withoutFriend }) => sum + withoutFriend, 0),
    placesLeft: unit.ranks.reduce((sum, { placesLeft }) => sum + placesLeft, 0),
  }));
}
