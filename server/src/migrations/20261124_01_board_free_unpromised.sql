-- As before, without whoever is about to hand over (R7), and with the places that scheduled handovers have promised taken (R1): what is
-- suggested takes nothing that somebody has settled for a day to come.
drop function board_free;
create function board_free(
  for_year int, today date, counties text[], towns text[], villages uuid[], named uuid[], most int)
returns table (cadre_id uuid, load int, promised int)
language plpgsql stable security definer set search_path = public set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
  quota jsonb := (select rank_quota from programme_year where year = for_year);
  lo text collate "C" := current_setting('app.scope_lo', true);
  hi text collate "C" := current_setting('app.scope_hi', true);
  unsure uuid[] := array(select u.cadre_id from board_unsure(today) u where u.cadre_id is not null);
begin
  return query
    with at_hand as materialized (
      select u.id, c.path as county from unnest(counties) as c(path)
        join unit u on u.path >= c.path collate "C" and u.path < left(c.path, -1) || '0' collate "C"
      where u.path >= lo and u.path < hi
    ), near as materialized (
      select t.path as place, u.id from unnest(towns) as t(path)
        join unit u on u.path >= t.path collate "C" and u.path < left(t.path, -1) || '0' collate "C"
      union
      select a.unit_id::text, a.unit_id from village_assignment a where a.village_id = any(villages) and a.to_date is null
    ), official as (
      select b.* from at_hand h join board_cadre b on b.unit_id = h.id where b.cadre_id <> all(unsure || named)
      union all
      select b.* from board_cadre b where b.cadre_id = any(named) and b.cadre_id <> all(unsure)
      union all
      select n.* from board_cadres_now(unsure, today) n
      where n.unit_id in (select h.id from at_hand h) or n.cadre_id = any(named)
    ), promise as materialized (
      select l.successor_id as id, count(*)::int as households from scheduled_handover_line l where l.state = 'SCHEDULED' group by 1
    ), free as materialized (
      select o.cadre_id, o.unit_id, o.load, coalesce(p.households, 0) as promised
      from official o left join promise p on p.id = o.cadre_id
        join jsonb_each_text(quota) q(rank, places) on q.rank = o.rank and o.load + coalesce(p.households, 0) < q.places::int
      where not exists (select from waiver w where w.cadre_id = o.cadre_id and w.year = for_year and w.withdrawn_at is null)
        and not exists (select from scheduled_handover s where s.cadre_id = o.cadre_id and s.state = 'SCHEDULED')
    ), turn as (
      select f.cadre_id, f.load, f.promised, row_number() over (partition by h.county order by f.load, f.cadre_id) as place
      from free f join at_hand h on h.id = f.unit_id
      union all
      select f.cadre_id, f.load, f.promised, row_number() over (partition by n.place order by f.load, f.cadre_id)
      from free f join near n on n.id = f.unit_id
      union all
      select f.cadre_id, f.load, f.promised, 1 from free f where f.cadre_id = any(named)
    )
    select distinct t.cadre_id, t.load, t.promised from turn t where t.place <= most;
end $$;
revoke execute on function board_free from public;
grant execute on function board_free to r_territory, r_unit;
