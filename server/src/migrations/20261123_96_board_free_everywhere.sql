-- As before, but the idlest of each place and not of all together: where many were idle in one county, those of another were cut off, and
-- its households were told that nobody there has a place left. A page promises at most `most` places, so nobody beyond the first
-- so many of a county, of a town or of a unit that looks after one of the villages can be wanted.
create or replace function board_free(
  for_year int, today date, counties text[], towns text[], villages uuid[], named uuid[], most int)
returns table (cadre_id uuid, load int)
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
    ), free as materialized (
      select o.cadre_id, o.unit_id, o.load
      from official o join jsonb_each_text(quota) q(rank, places) on q.rank = o.rank and o.load < q.places::int
      where not exists (select from waiver w where w.cadre_id = o.cadre_id and w.year = for_year and w.withdrawn_at is null)
    ), turn as (
      select f.cadre_id, f.load, row_number() over (partition by h.county order by f.load, f.cadre_id) as place
      from free f join at_hand h on h.id = f.unit_id
      union all
      select f.cadre_id, f.load, row_number() over (partition by n.place order by f.load, f.cadre_id)
      from free f join near n on n.id = f.unit_id
      union all
      select f.cadre_id, f.load, 1 from free f where f.cadre_id = any(named)
    )
    select distinct t.cadre_id, t.load from turn t where t.place <= most;
end $$;
