-- A territory's policy on cadres read its settings anew for each of 50,000; as with households, once now. It says the same.
alter policy cadre_territory on cadre
  using (case when (case when path >= (select current_setting('app.scope_lo', true)) and path < (select current_setting('app.scope_hi', true))
                then 1 else 0 end <> 0) then true
              when exists (select from pairing p where p.cadre_id = cadre.id) then true
              when exists (select from sent_cadre s where s.cadre_id = cadre.id and s.taken_back_at is null) then true
              else exists (select from pairing_claim c where c.cadre_id = cadre.id) end);

-- What cadres are counted by, and who has a friend, stand in the indexes that find them.
drop index cadre_page;
create index cadre_page on cadre(path, id) include (kind, status, rank);
drop index pairing_unit_standing;
create index pairing_unit_standing on pairing(cadre_path) include (household_id, cadre_id)
  where kind = 'RESPONSIBLE' and withdrawn_at is null and to_date is null;

-- As before, and each as often as they have friends: whoever asks takes them for a set.
create or replace function cadres_with_friend(area_lo text, area_hi text) returns setof uuid
language sql stable security definer set search_path = public as $$
  select p.cadre_id from pairing p
  where p.cadre_path >= greatest(area_lo collate "C", current_setting('app.scope_lo', true))
    and p.cadre_path < least(area_hi collate "C", current_setting('app.scope_hi', true))
    and p.kind = 'RESPONSIBLE' and p.withdrawn_at is null and p.to_date is null
$$;

-- `places_of` for many at once, with the households that they have. People and friendships are one pile that is summed by cadre: looked
-- up for each cadre, the friendships that ended long ago are read as well.
create function places_of_many(ids uuid[], of_year int2, today date) returns table (cadre_id uuid, places int, load int)
language sql stable security definer set search_path = public as $$
  select x.id, case when x.stopped then 0 else greatest((y.rank_quota ->> x.rank)::int - x.load, 0) end, x.load
  from programme_year y, (
    select id, max(rank) as rank, bool_or(stopped) as stopped, sum(one)::int as load from (
      select c.id, c.rank, 0 as one, c.status not in ('ACTIVE', 'SECONDED')
        or c.id in (select w.cadre_id from waiver w where w.year = of_year and w.withdrawn_at is null) as stopped
      from cadre c where c.id = any(ids)
      union all
      select cadre_id, null, 1, null from pairing where cadre_path = any(array(select distinct path from cadre where id = any(ids)))
        and kind = 'RESPONSIBLE' and withdrawn_at is null and to_date is null
      union all
      select cadre_id, null, 1, null from pairing where kind = 'RESPONSIBLE' and withdrawn_at is null and to_date > today) z
    group by id having max(rank) is not null) x -- who was asked for
  where y.year = of_year
$$;
revoke execute on function places_of_many from public;
grant execute on function places_of_many to r_territory;

-- How many officials at work in an area have no friend: the figure above every list of cadres, from the board's sums as with households
-- (`count_friendless`).
create function count_friendless_officials(area_lo text, area_hi text, today date) returns int
language plpgsql stable security definer set search_path = public set plan_cache_mode = force_generic_plan as $$
declare
  a record;
  unsure uuid[];
begin
  select * into a from board_area(area_lo, area_hi);
  if a.lo is null or a.lo >= a.hi collate "C" then return 0; end if;
  unsure := array(select u.cadre_id from board_unsure(today) u where u.cadre_id is not null);
  return (select coalesce(sum(x.n), 0) from (
      select unit_id, officials as n from board_unit where load = 0
      union all
      select unit_id, 1 from board_cadres_now(unsure, today) where load = 0
      union all
      select unit_id, -1 from board_cadre where cadre_id = any(unsure) and load = 0) x
    join unit u on u.id = x.unit_id where u.path >= a.lo and u.path < a.hi)
    + (select count(*) from cadre c where c.path >= a.lo and c.path < a.hi and c.kind = 'OFFICIAL' and c.status in ('ACTIVE', 'SECONDED')
        and c.id = any(array(select p.cadre_id from pairing p
          where p.kind = 'RESPONSIBLE' and p.withdrawn_at is null and p.to_date > today))
        and not exists (select from pairing p where p.cadre_id = c.id
          and p.kind = 'RESPONSIBLE' and p.withdrawn_at is null and p.to_date is null));
end $$;
revoke execute on function count_friendless_officials from public;
grant execute on function count_friendless_officials to r_territory;
