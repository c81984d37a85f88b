-- The board's figures are summed where they are found, by the branch that asks for them: a county brought 12,889 sums by village and
-- need to where they were added up. What they rest on stands in variables: joined as rows of functions, the planner took each for a
-- thousand. And whoever wants the disputed households alone no longer waits for the rest to be planned.

drop function board_counts(int, date, text, text);
drop function board_items(int, date, text, text, text);
drop function board_cut(int, date, jsonb, board_household[], uuid[], text, text);
drop function board_cells(boolean, date, uuid[], board_household[], text, text);
drop function board_friendless(date, uuid[], uuid[], text, text, int);

-- Those of one need in a county, in the order of R5, without a look at all that are friendless there.
create index board_household_turn on board_household(county_of(path), need desc, household_id) include (path) where eligible and standing = 0;
drop index board_household_friendless;

-- Every household of the county without a friend that is not disputed.
create function board_friendless(today date, unsure uuid[], disputed uuid[], county text)
returns table (household_id uuid, path text, need int2)
language sql stable set search_path = public as $$
  select x.household_id, x.path, x.need from (
    select b.household_id, b.path, b.need from board_household b
    where b.eligible and b.standing = 0 and county_of(b.path) = county
      and not exists (select from unnest(unsure) as u(id) where u.id = b.household_id)
    union all
    select n.household_id, n.path, n.need from board_households_now(unsure, today) n
    where n.eligible and n.standing = 0 and county_of(n.path) = county) x
  where not exists (select from unnest(disputed) as u(id) where u.id = x.household_id)
$$;
-- Of them those of one need.
create function board_even(today date, unsure uuid[], disputed uuid[], county text, of_need int)
returns table (household_id uuid, path text)
language sql stable set search_path = public as $$
  select x.household_id, x.path from (
    select b.household_id, b.path from board_household b
    where b.eligible and b.standing = 0 and county_of(b.path) = county and b.need = of_need
      and not exists (select from unnest(unsure) as u(id) where u.id = b.household_id)
    union all
    select n.household_id, n.path from board_households_now(unsure, today) n
    where n.eligible and n.standing = 0 and county_of(n.path) = county and n.need = of_need) x
  where not exists (select from unnest(disputed) as u(id) where u.id = x.household_id)
$$;

-- The place that a figure of `path` is summed for: the area itself (depth 0), the region right below it (1), or its own.
create function board_branch(path text, area text, depth int) returns text language sql immutable
return case when depth is null or path = area then path
  when depth = 0 then area
  else area || split_part(substr(path, length(area) + 1), '/', 1) || '/' end;

-- Households of [lo, hi) by need and by county or branch: the sums, put right about whom they may be wrong.
create function board_cells(by_county boolean, today date, unsure uuid[], held board_household[], lo text, hi text, depth int)
returns table (path text, need int2, eligible int, friendless int, sent int)
language sql stable set search_path = public as $$
  select board_branch(x.path, lo, depth), x.need, sum(x.eligible)::int, sum(x.friendless)::int, sum(x.sent)::int from (
    select path, need, eligible, friendless, sent from board_place
      where county = by_county and path >= lo collate "C" and path < hi collate "C"
    union all
    select case when by_county then county_of(c.path) else c.path end, c.need, c.eligible, c.friendless, c.sent from (
      select path, need, eligible::int, (eligible and standing = 0)::int as friendless, sent from board_households_now(unsure, today)
      union all
      select path, need, -eligible::int, -(eligible and standing = 0)::int, -sent from board_household where household_id = any(unsure)
      union all
      select path, need, 0, -1, 0 from unnest(held) where eligible and standing = 0) c
    where c.path >= lo collate "C" and c.path < hi collate "C") x
  group by 1, 2
$$;

-- By unit, of these and of whom the sums are unsure: officials at work without a friend, and the places left among them (R1), those waived for the year apart.
create or replace function board_staff(for_year int, quota jsonb, today date, unsure uuid[], units uuid[])
returns table (unit_id uuid, officials int, places int)
language sql stable set search_path = public as $$
  with now_is as materialized (
    select * from board_cadres_now(unsure, today)
  ), waived as materialized (
    select cadre_id from waiver where year = for_year and withdrawn_at is null
  ), sums as (
    select unit_id, rank, load, officials as n from board_unit where unit_id = any(units)
    union all
    select unit_id, rank, load, 1 from now_is where cadre_id not in (select cadre_id from waived)
    union all
    select unit_id, rank, load, -1 from board_cadre
    where cadre_id = any(array(select cadre_id from waived union select unnest(unsure)))
  )
  select unit_id, sum(case load when 0 then n else 0 end)::int, sum(n * greatest((quota ->> rank)::int - load, 0))::int
  from sums group by unit_id
$$;

-- R5: how far down the list of each county the places reach: all of greater need are gaps, of this need the first `rest` by id.
-- Without a need all are gaps. `places` are those left in the county's own units.
create function board_cut(for_year int, today date, places jsonb, held board_household[], unsure_homes uuid[], area_lo text, area_hi text)
returns table (county_id uuid, path text, hi text, need int, rest int, gaps int, waiting int)
language sql stable set search_path = public as $$
  with county as materialized (
    select r.id, r.path, (left(r.path, -1) || '0') collate "C" as hi from region r
    where r.level = 'COUNTY' and area_lo < area_hi
      and r.path < area_hi collate "C" and (left(r.path, -1) || '0') collate "C" > area_lo collate "C"
  ), cell as materialized (
    select c.id as county_id, x.need, x.friendless, x.sent
    from board_cells(true, today, unsure_homes, held, (select min(county.path) from county), (select max(county.hi) from county), null) x
      join county c on c.path = x.path
  ), kept as materialized (
    select county_of(d.path) as path, count(*) as n from unnest(held) d where d.standing = 0 group by 1
  ), place as (
    select c.*, (coalesce((places ->> c.id::text)::int, 0)
      + greatest(coalesce((select m.places from municipal_place m where m.year = for_year and m.county_id = c.id), 0)
        - coalesce((select sum(x.sent) from cell x where x.county_id = c.id), 0), 0)
      - coalesce((select kept.n from kept where kept.path = c.path), 0))::int as n
    from county c
  ), pile as materialized (
    select x.county_id, x.need, x.friendless, (sum(x.friendless) over (partition by x.county_id order by x.need desc))::int as upto from cell x
  )
  select p.id, p.path, p.hi, t.need, t.rest, least(greatest(p.n, 0), f.n), greatest(f.n - greatest(p.n, 0), 0)
  from place p,
    lateral (select coalesce(max(pile.upto), 0) as n from pile where pile.county_id = p.id) f
  left join lateral (
    select pile.need::int as need, p.n - (pile.upto - pile.friendless) as rest from pile
    where pile.county_id = p.id and pile.upto >= p.n order by pile.need desc limit 1) t on true
$$;

-- The area asked for within the caller's scope, which binds here as the policies do elsewhere: whether it has places where households
-- live, and whether it reaches over counties.
drop function board_area(text, text);
create function board_area(area_lo text, area_hi text)
returns table (lo text, hi text, scope_lo text, placed boolean, wide boolean)
language sql stable set search_path = public as $$
  select lo, hi, current_setting('app.scope_lo', true), lo < hi collate "C" and lo not like '%@%', lo !~ '^[^/]*/[^/]+/'
  from (select greatest(area_lo collate "C", current_setting('app.scope_lo', true)) as lo,
    least(area_hi collate "C", current_setting('app.scope_hi', true)) as hi) x
$$;

-- Every item of the board in the area, or those of one kind (R2, R5; board.rules.ts says the same in words). Gaps are cut county by
-- county, so it reads more than a town may see and shows no more than that: as the owner, with the caller's scope applied inside.
create function board_items(for_year int, today date, area_lo text, area_hi text, only_kind text default null)
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
    with friendless as materialized (
      select f.*, c.path as county, c.need as cut_need, c.rest
      from board_cut(for_year, today, (
          select jsonb_object_agg(x.id, x.places) from (
            select u.administered_by as id, sum(s.places) as places
            from board_staff(for_year, g.quota, today, g.unsure_cadres, board_units(a.lo, a.hi)) s join unit u on u.id = s.unit_id
            group by 1) x), g.held, g.unsure_homes, a.lo, a.hi) c,
        board_friendless(today, g.unsure_homes, g.disputed, c.path) f
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

-- How many of each kind, by village and by unit; of an area above the counties by county and unit. With a depth those of households
-- are summed for the area (0) or for the regions right below it (1).
create function board_counts(for_year int, today date, area_lo text, area_hi text, depth int default null)
returns table (kind text, path text, n int)
language plpgsql stable security definer set search_path = public set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
  a record;
  g record;
begin
  select * into a from board_area(area_lo, area_hi);
  select * into g from board_ground(for_year, today);
  return query
  with staff as materialized (
    select s.officials, s.places, u.path, u.administered_by
    from board_staff(for_year, g.quota, today, g.unsure_cadres, board_units(a.lo, a.hi)) s join unit u on u.id = s.unit_id
  ), cut as materialized (
    select * from board_cut(for_year, today,
      (select jsonb_object_agg(x.id, x.places) from (select administered_by as id, sum(places) as places from staff group by 1) x),
      g.held, g.unsure_homes, a.lo, a.hi)
    where a.placed
  ), cell as materialized (
    select * from board_cells(a.wide, today, g.unsure_homes, g.held, a.lo, a.hi, depth) where a.placed
  ), even as materialized ( -- inside a county there is one cut
    select f.path, c.rest, row_number() over (order by f.household_id) as place
    from cut c, board_even(today, g.unsure_homes, g.disputed, c.path, c.need) f where not a.wide and c.need is not null
  )
  select 'DUPLICATE', board_branch(d.path, a.lo, depth), count(*)::int
  from unnest(g.held) d where a.placed and d.path >= a.lo and d.path < a.hi group by 2
  union all
  select 'ELIGIBLE', cell.path, sum(cell.eligible)::int from cell group by 2
  union all
  select k.kind, board_branch(c.path, a.lo, depth), k.n
  from cut c, lateral (values ('GAP', c.gaps), ('WAITING', c.waiting)) k(kind, n) where a.wide
  union all
  select case when c.need is null or x.need > c.need then 'GAP' else 'WAITING' end, x.path, sum(x.friendless)::int
  from cell x, cut c where not a.wide and x.need is distinct from c.need group by 1, 2
  union all
  select case when e.place <= e.rest then 'GAP' else 'WAITING' end, board_branch(e.path, a.lo, depth), count(*)::int
  from even e where e.path >= a.lo and e.path < a.hi group by 1, 2
  union all
  select 'OFFICIAL', s.path, s.officials
  from staff s join region r on r.id = s.administered_by
  where s.officials > 0 and s.path >= a.lo and s.path < a.hi and board_shows_official(r.level, r.path, a.scope_lo);
end $$;

do $$
declare f text;
begin
  foreach f in array array['board_friendless', 'board_even', 'board_branch', 'board_cells', 'board_cut', 'board_area', 'board_items',
    'board_counts'] loop
    execute format('revoke execute on function %I from public', f);
  end loop;
end $$;
grant execute on function board_items, board_counts to r_territory, r_unit;
