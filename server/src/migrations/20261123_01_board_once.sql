-- The board's figures look up once what each of them looked up for itself: the disputed households (four times) and the places of the
-- units (twice), of which an area needs its own and its counties'.

drop function board_counts(int, date, text, text);
drop function board_items(int, date, text, text, text);
drop function board_cut(int, date, jsonb, uuid[], uuid[], uuid[], text, text);
drop function board_ground(int, date);
drop function board_staff(int, jsonb, date, uuid[]);
drop function board_cells(boolean, date, uuid[], uuid[], text, text);

-- What the figures of a year rest on, found once for them all; `held` are the disputed households as they are.
create function board_ground(for_year int, today date)
returns table (quota jsonb, disputed uuid[], held board_household[], unsure_homes uuid[], unsure_cadres uuid[])
language sql stable set search_path = public as $$
  with setting as materialized ( -- or who is disputed is found once for each mention
    select rank_quota, array(select household_id from board_disputed(household_cap, today)) as disputed
    from programme_year where year = for_year
  ), unsure as (
    select coalesce(array_agg(household_id) filter (where household_id is not null), '{}') as homes,
      coalesce(array_agg(cadre_id) filter (where cadre_id is not null), '{}') as cadres from board_unsure(today)
  )
  select s.rank_quota, s.disputed,
    array(select row(h.household_id, h.path, h.need, h.eligible, h.standing, h.sent)::board_household
      from board_homes(s.disputed, u.homes, today) h),
    u.homes, u.cadres
  from setting s, unsure u
$$;

-- Households of [lo, hi) by need and by county or village: the sums, put right about whom they may be wrong.
create function board_cells(by_county boolean, today date, unsure uuid[], held board_household[], lo text, hi text)
returns table (path text, need int2, eligible int, friendless int, sent int)
language sql stable set search_path = public as $$
  select x.path, x.need, sum(x.eligible)::int, sum(x.friendless)::int, sum(x.sent)::int from (
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
create function board_staff(for_year int, quota jsonb, today date, unsure uuid[], units uuid[])
returns table (unit_id uuid, officials int, places int)
language sql stable set search_path = public as $$
  with now_is as materialized (
    select * from board_cadres_now(unsure, today)
  ), waived as materialized (
    select cadre_id from waiver where year = for_year and withdrawn_at is null
  ), sums as (
    select b.unit_id, b.rank, b.load, b.officials as n from unnest(units) u(id) join board_unit b on b.unit_id = u.id
    union all
    select unit_id, rank, load, 1 from now_is where cadre_id not in (select cadre_id from waived)
    union all
    select unit_id, rank, load, -1 from board_cadre
    where cadre_id = any(array(select cadre_id from waived union select unnest(unsure)))
  )
  select s.unit_id, coalesce(sum(s.n) filter (where s.load = 0), 0)::int, sum(s.n * greatest(q.places - s.load, 0))::int
  from sums s join (select key as rank, value::int as places from jsonb_each_text(quota)) q on q.rank = s.rank
  group by s.unit_id
$$;

-- Units with officials of [lo, hi) and those whose places its counties fill.
create function board_units(lo text, hi text) returns uuid[] language sql stable set search_path = public as $$
  select array(
    select u.id from unit u join region r on r.id = u.administered_by
    where (u.path >= lo collate "C" and u.path < hi collate "C")
      or (r.level = 'COUNTY' and r.path < hi collate "C" and (left(r.path, -1) || '0') collate "C" > lo collate "C"))
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
    from board_cells(true, today, unsure_homes, held, (select min(county.path) from county), (select max(county.hi) from county)) x
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

-- Every item of the board in the area, or those of one kind (R2, R5; board.rules.ts says the same in words). Gaps are cut county by
-- county, so it reads more than a town may see and shows no more than that: as the owner, with the caller's scope applied inside.
create function board_items(for_year int, today date, area_lo text, area_hi text, only_kind text default null)
returns table (kind text, id uuid, path text, need int)
language sql stable security definer set search_path = public set plan_cache_mode = force_custom_plan as $$
  with ground as materialized (
    select g.*, a.* from board_ground(for_year, today) g, board_area(area_lo, area_hi) a
  ), area as (
    select * from ground where lo < hi and lo not like '%@%'
  ), friendless as materialized (
    select f.*, c.path as county, c.need as cut_need, c.rest
    from area a, lateral (
        select jsonb_object_agg(x.id, x.places) as places from (
          select u.administered_by as id, sum(s.places) as places
          from board_staff(for_year, a.quota, today, a.unsure_cadres, board_units(a.lo, a.hi)) s join unit u on u.id = s.unit_id
          group by 1) x) staff,
      board_cut(for_year, today, staff.places, a.held, a.unsure_homes, a.lo, a.hi) c,
      board_friendless(today, a.unsure_homes, a.disputed, c.path, c.hi, null) f
  ), split as (
    select household_id, path, need, row_number() over (partition by county order by household_id) <= rest as gap
    from friendless where need = cut_need
    union all
    select household_id, path, need, cut_need is null or need > cut_need from friendless where need is distinct from cut_need
  )
  select 'DUPLICATE', h.id, h.path, h.need::int
  from area a join household h on h.id = any(a.disputed) where h.path >= a.lo and h.path < a.hi
    and (only_kind is null or only_kind = 'DUPLICATE')
  union all
  select case when f.gap then 'GAP' else 'WAITING' end, f.household_id, f.path, f.need::int
  from split f, area a where f.path >= a.lo and f.path < a.hi
    and (only_kind is null or only_kind = case when f.gap then 'GAP' else 'WAITING' end)
    and (only_kind is null or only_kind in ('GAP', 'WAITING')) -- known before it begins, and then nothing of it runs
  union all
  select 'OFFICIAL', c.id, c.path, 0
  from ground g, cadre c join unit u on u.id = c.unit_id join region r on r.id = u.administered_by
  where (only_kind is null or only_kind = 'OFFICIAL') and c.path >= g.lo and c.path < g.hi
    and board_shows_official(r.level, r.path, g.scope_lo)
    and c.id in (
      select b.cadre_id from board_cadre b where b.load = 0 and not exists (select from unnest(g.unsure_cadres) as u(id) where u.id = b.cadre_id)
      union all
      select n.cadre_id from board_cadres_now(g.unsure_cadres, today) n where n.load = 0)
    and not exists (select from waiver w where w.cadre_id = c.id and w.year = for_year and w.withdrawn_at is null)
$$;

-- How many of each kind, by village and by unit; of an area above the counties by county and unit.
create function board_counts(for_year int, today date, area_lo text, area_hi text)
returns table (kind text, path text, n int)
language sql stable security definer set search_path = public set plan_cache_mode = force_custom_plan as $$
  with ground as materialized ( -- a wide row: nothing is joined to it, or the planner hashes thousands of copies
    select * from board_ground(for_year, today)
  ), bounds as materialized (
    select *, lo < hi and lo not like '%@%' as placed, lo !~ '^[^/]*/[^/]+/' as wide from board_area(area_lo, area_hi)
  ), area as materialized (
    select lo, hi, wide from bounds where placed
  ), staff as materialized (
    select s.officials, s.places, u.path, u.administered_by
    from ground g, bounds b, board_staff(for_year, g.quota, today, g.unsure_cadres, board_units(b.lo, b.hi)) s
      join unit u on u.id = s.unit_id
  ), cut as materialized (
    select c.* from ground g, area a, board_cut(for_year, today,
      (select jsonb_object_agg(x.id, x.places) from (select administered_by as id, sum(places) as places from staff group by 1) x),
      g.held, g.unsure_homes, a.lo, a.hi) c
  ), cell as materialized (
    select x.* from ground g, area a, board_cells(a.wide, today, g.unsure_homes, g.held, a.lo, a.hi) x
  ), even as materialized (
    select f.path, c.rest, row_number() over (partition by c.path order by f.household_id) as place
    from ground g, area a, cut c, board_friendless(today, g.unsure_homes, g.disputed, c.path, c.hi, c.need) f
    where not a.wide and c.need is not null
  ), tie as (
    select e.path, e.place <= e.rest as gap, count(*)::int as n
    from even e, area a where e.path >= a.lo and e.path < a.hi group by 1, 2
  )
  select 'DUPLICATE', d.path, 1 from ground g, unnest(g.held) d, area a where d.path >= a.lo and d.path < a.hi
  union all
  select 'ELIGIBLE', cell.path, cell.eligible from cell
  union all
  select k.kind, c.path, k.n from area a, cut c, lateral (values ('GAP', c.gaps), ('WAITING', c.waiting)) k(kind, n) where a.wide
  union all
  select case when c.need is null or x.need > c.need then 'GAP' else 'WAITING' end, x.path, x.friendless
  from area a, cell x join cut c on c.path = county_of(x.path) where not a.wide and x.need is distinct from c.need
  union all
  select case when tie.gap then 'GAP' else 'WAITING' end, tie.path, tie.n from tie
  union all
  select 'OFFICIAL', s.path, s.officials
  from bounds b, staff s join region r on r.id = s.administered_by
  where s.officials > 0 and s.path >= b.lo and s.path < b.hi and board_shows_official(r.level, r.path, b.scope_lo)
$$;

do $$
declare f text;
begin
  foreach f in array array['board_ground', 'board_cells', 'board_staff', 'board_units', 'board_cut', 'board_items', 'board_counts'] loop
    execute format('revoke execute on function %I from public', f);
  end loop;
end $$;
grant execute on function board_items, board_counts to r_territory, r_unit;
