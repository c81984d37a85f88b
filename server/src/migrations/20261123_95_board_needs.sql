-- What the regions right below an area need and have, from the board's sums in place of every household and friendship: eligible
-- households, those of them without a friend, the hardest-off of these from a need on, and those that cadres of no county have (R6).
create function board_needs(today date, area_lo text, area_hi text, hard_from int default 0)
returns table (path text, eligible int, friendless int, hard int, sent int)
language sql stable security definer set search_path = public as $$
  select c.path, sum(c.eligible)::int, sum(c.friendless)::int,
    coalesce(sum(c.friendless) filter (where c.need >= hard_from), 0)::int, sum(c.sent)::int
  from board_area(area_lo, area_hi) a,
    lateral board_cells(a.wide, today, array(select u.household_id from board_unsure(today) u where u.household_id is not null), '{}',
      a.lo, a.hi, 1) c
  where a.placed group by 1
$$;
revoke execute on function board_needs from public;
grant execute on function board_needs to r_territory, r_system;
