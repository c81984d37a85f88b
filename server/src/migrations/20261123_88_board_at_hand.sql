-- Who could take a household is found from the kept loads, as the owner with the caller's scope applied inside: under the row policies
-- the planner took a city's 29,486 officials for 62, and joined them to every unit before it asked which unit is theirs.
-- The near come first (named, of the villages' units, of their towns), then the idlest; only who has a place left (R1).
create index board_cadre_unit on board_cadre(unit_id);
create function board_free(
  for_year int, today date, counties text[], towns text[], villages uuid[], named uuid[], most int)
returns table (cadre_id uuid, load int)
language plpgsql stable security definer set search_path = public set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
  quota jsonb := (select rank_quota from programme_year where year = for_year);
  lo text collate "C" := current_setting('app.scope_lo', true);
  hi text collate "C" := current_setting('app.scope_hi', true);
  unsure uuid[] := array(select u.cadre_id from board_unsure(today) u where u.cadre_id is not null);
  near uuid[];
begin
  near := array(
    select a.unit_id from village_assignment a where a.village_id = any(villages) and a.to_date is null
    union
    select u.id from unnest(towns) as t(path)
      join unit u on u.path >= t.path collate "C" and u.path < left(t.path, -1) || '0' collate "C");
  return query
    with at_hand as materialized (
      select u.id from unnest(counties) as c(path)
        join unit u on u.path >= c.path collate "C" and u.path < left(c.path, -1) || '0' collate "C"
      where u.path >= lo and u.path < hi
    ), official as (
      select b.* from at_hand h join board_cadre b on b.unit_id = h.id where b.cadre_id <> all(unsure || named)
      union all
      select b.* from board_cadre b where b.cadre_id = any(named) and b.cadre_id <> all(unsure)
      union all
      select n.* from board_cadres_now(unsure, today) n
      where n.unit_id in (select h.id from at_hand h) or n.cadre_id = any(named)
    )
    select o.cadre_id, o.load
    from official o join jsonb_each_text(quota) q(rank, places) on q.rank = o.rank and o.load < q.places::int
      left join unnest(near) as n(id) on n.id = o.unit_id
    where not exists (select from waiver w where w.cadre_id = o.cadre_id and w.year = for_year and w.withdrawn_at is null)
    order by n.id is not null or o.cadre_id = any(named) desc, o.load, o.cadre_id limit most;
end $$;
revoke execute on function board_free from public;
grant execute on function board_free to r_territory, r_unit;

-- A page of board_items in its order (worst first, the neediest of them, by id) without the rest: those without a friend come from
-- their index county by county, of which the gaps are the first so many (R5), and officials are read once the page has come to them.
-- All but those who wait where no kind is named. Below a county, and of those who are double or officials, all are read and sorted.
create function board_page(
  for_year int, today date, area_lo text, area_hi text, only_kind text, most int, skip int)
returns table (kind text, id uuid, path text, need int)
language plpgsql stable security definer set search_path = public set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
  a record;
  g record;
  upto int := skip + most;
begin
  select * into a from board_area(area_lo, area_hi);
  if only_kind in ('DUPLICATE', 'OFFICIAL') or not a.placed
    or not (a.wide or (a.lo ~ '^[^/]*/[^/]+/$' and a.hi = left(a.lo, -1) || '0')) then
    return query
      select b.* from board_items(for_year, today, area_lo, area_hi, only_kind) b
      where b.kind = only_kind or (only_kind is null and b.kind <> 'WAITING')
      order by case b.kind when 'DUPLICATE' then 1 when 'GAP' then 2 when 'OFFICIAL' then 3 else 4 end, b.need desc, b.id
      limit most offset skip;
    return;
  end if;
  select * into g from board_ground(for_year, today);
  return query
  with cut as materialized (
    select c.* from board_cut(for_year, today, (
        select jsonb_object_agg(x.id, x.places) from (
          select u.administered_by as id, sum(s.places) as places
          from board_staff(for_year, g.quota, today, g.unsure_cadres, board_units(a.lo, a.hi)) s join unit u on u.id = s.unit_id
          group by 1) x), g.held, g.unsure_homes, a.lo, a.hi) c
  ), disputed as materialized (
    select d.household_id, d.path, d.need from unnest(g.held) d where d.path >= a.lo and d.path < a.hi
  ), turn as (
    select f.household_id, f.path, f.need, case when f.place <= f.gaps then 'GAP' else 'WAITING' end as kind
    from (
      select x.*, c.gaps, row_number() over (partition by c.path order by x.need desc, x.household_id) as place
      from cut c, lateral (
        select x.household_id, x.path, x.need from (
          (select b.household_id, b.path, b.need from board_household b
           where b.eligible and b.standing = 0 and county_of(b.path) = c.path
             and b.household_id not in (select unnest(g.unsure_homes || g.disputed))
           order by b.need desc, b.household_id
           limit case when only_kind = 'WAITING' then c.gaps + upto else least(c.gaps, upto) end)
          union all
          select n.household_id, n.path, n.need from board_households_now(g.unsure_homes, today) n
          where n.eligible and n.standing = 0 and county_of(n.path) = c.path and n.household_id <> all(g.disputed)) x
        order by x.need desc, x.household_id
        limit case when only_kind = 'WAITING' then c.gaps + upto else least(c.gaps, upto) end) x) f
  ), item as (
    select 1 as worst, 'DUPLICATE' as kind, d.household_id as id, d.path, d.need::int from disputed d
    where only_kind is null
    union all
    select 2, t.kind, t.household_id, t.path, t.need::int from turn t
    where t.kind = coalesce(only_kind, 'GAP') and (only_kind is not null or upto > (select count(*) from disputed))
    union all
    select 3, o.kind, o.id, o.path, o.need from board_items(for_year, today, a.lo, a.hi, 'OFFICIAL') o
    where only_kind is null
      and upto > (select count(*) from disputed) + (select coalesce(sum(cut.gaps), 0) from cut)
  )
  select i.kind, i.id, i.path, i.need from item i order by i.worst, i.need desc, i.id limit most offset skip;
end $$;
revoke execute on function board_page from public;
grant execute on function board_page to r_territory, r_unit;

-- As before, with the eligible households that have a friend (COVERED), who were counted by reading them all.
-- How many of each kind, by village and by unit; of an area above the counties by county and unit. With a depth those of households
-- are summed for the area (0) or for the regions right below it (1).
create or replace function board_counts(for_year int, today date, area_lo text, area_hi text, depth int default null)
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
  select 'COVERED', x.path, sum(x.n)::int from (
    select cell.path, cell.eligible - cell.friendless as n from cell
    union all -- a disputed household without a friend is no part of the cells' friendless
    select board_branch(case when a.wide then county_of(d.path) else d.path end, a.lo, depth), -1 from unnest(g.held) d
    where a.placed and d.eligible and d.standing = 0 and d.path >= a.lo and d.path < a.hi) x group by 2
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
