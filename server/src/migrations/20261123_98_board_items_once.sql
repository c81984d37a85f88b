-- The list of a city's items looked up those of whom the sums are unsure once for each of its counties: after 33,389 changes ten times
-- 33,389 households. Once now, beside those of each county that stand as they were kept. It says the same.
drop function board_friendless(date, uuid[], uuid[], text);
create function board_friendless_kept(unsure uuid[], disputed uuid[], county text)
returns table (household_id uuid, path text, need int2)
language sql stable set search_path = public as $$
  select b.household_id, b.path, b.need from board_household b
  where b.eligible and b.standing = 0 and county_of(b.path) = county
    and not exists (select from unnest(unsure) as u(id) where u.id = b.household_id)
    and not exists (select from unnest(disputed) as u(id) where u.id = b.household_id)
$$;
revoke execute on function board_friendless_kept from public;

-- Every item of the board in the area, or those of one kind (R2, R5; board.rules.ts says the same in words). Gaps are cut county by
-- county, so it reads more than a town may see and shows no more than that: as the owner, with the caller's scope applied inside.
create or replace function board_items(for_year int, today date, area_lo text, area_hi text, only_kind text default null)
returns table (kind text, id uuid, path text, need int)
language plpgsql stable security definer set search_path = public set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
  a record;
  g record;
begin
  select * into a from board_area(area_lo, area_hi);
  if a.placed and (only_kind is null or only_kind = 'DUPLICATE') then
    return query select 'DUPLICATE', h.id, h.path, h.need::int
      from household h where h.path >= a.lo and h.path < a.hi and h.id = any(array( -- first, or the planner reads the whole area
        select d.household_id from programme_year y, board_disputed(y.household_cap, today) d where y.year = for_year));
  end if;
  if only_kind = 'DUPLICATE' then return; end if;
  select * into g from board_ground(for_year, today);
  if a.placed and (only_kind is null or only_kind in ('GAP', 'WAITING')) then
    return query
    with cut as materialized (
      select c.* from board_cut(for_year, today, (
          select jsonb_object_agg(x.id, x.places) from (
            select u.administered_by as id, sum(s.places) as places
            from board_staff(for_year, g.quota, today, g.unsure_cadres, board_units(a.lo, a.hi)) s join unit u on u.id = s.unit_id
            group by 1) x), g.held, g.unsure_homes, a.lo, a.hi) c
    ), found as (
      select f.household_id, f.path, f.need, c.path as county from cut c, board_friendless_kept(g.unsure_homes, g.disputed, c.path) f
      union all
      select n.household_id, n.path, n.need, county_of(n.path) from board_households_now(g.unsure_homes, today) n
      where n.eligible and n.standing = 0 and not exists (select from unnest(g.disputed) as u(id) where u.id = n.household_id)
    ), friendless as materialized (
      select f.household_id, f.path, f.need, f.county, c.need as cut_need, c.rest from found f join cut c on c.path = f.county
    ), split as (
      select household_id, path, need, row_number() over (partition by county order by household_id) <= rest as gap
      from friendless where need = cut_need
      union all
      select household_id, path, need, cut_need is null or need > cut_need from friendless where need is distinct from cut_need
    )
    select case when f.gap then 'GAP' else 'WAITING' end, f.household_id, f.path, f.need::int
    from split f where f.path >= a.lo and f.path < a.hi
      and (only_kind is null or only_kind = case when f.gap then 'GAP' else 'WAITING' end);
  end if;
  if only_kind is null or only_kind = 'OFFICIAL' then
    return query select 'OFFICIAL', c.id, c.path, 0
    from cadre c join unit u on u.id = c.unit_id join region r on r.id = u.administered_by
    where c.path >= a.lo and c.path < a.hi and board_shows_official(r.level, r.path, a.scope_lo)
      and c.id in (
        select b.cadre_id from board_cadre b where b.load = 0
          and not exists (select from unnest(g.unsure_cadres) as u(id) where u.id = b.cadre_id)
        union all
        select n.cadre_id from board_cadres_now(g.unsure_cadres, today) n where n.load = 0)
      and not exists (select from waiver w where w.cadre_id = c.id and w.year = for_year and w.withdrawn_at is null);
  end if;
end $$;
