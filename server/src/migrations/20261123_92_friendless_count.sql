-- How many eligible households of an area have no friend is the figure above every list of them: from the board's sums, put right about
-- what these count otherwise. To the board a friendship that ends on a day to come stands until then and to the list it does not, and the
-- sums know nothing of who ended. As the owner, with the caller's scope applied inside.
create index household_ended_eligible on household(path) where eligible and ended_on is not null; -- hardly ever any

create function count_friendless(area_lo text, area_hi text, today date) returns int
language plpgsql stable security definer set search_path = public set plan_cache_mode = force_generic_plan as $$
declare
  a record;
  unsure uuid[];
begin
  select * into a from board_area(area_lo, area_hi);
  if not a.placed then return 0; end if;
  unsure := array(select u.household_id from board_unsure(today) u where u.household_id is not null);
  return coalesce((select sum(x.friendless) from board_cells(a.wide, today, unsure, '{}', a.lo, a.hi, 0) x), 0)
    + (select count(*) from household h where h.eligible and h.path >= a.lo and h.path < a.hi
        and h.id = any(array(select p.household_id from pairing p
          where p.kind = 'RESPONSIBLE' and p.withdrawn_at is null and p.to_date > today))
        and not befriended(h.id))
    - (select count(*) from household h where h.eligible and h.ended_on is not null and h.path >= a.lo and h.path < a.hi
        and not befriended(h.id));
end $$;

-- Whether a friendship stands that no day ends.
create function befriended(of_household uuid) returns boolean language sql stable set search_path = public
return exists (select from pairing p where p.household_id = of_household
  and p.kind = 'RESPONSIBLE' and p.withdrawn_at is null and p.to_date is null);

revoke execute on function count_friendless, befriended from public;
grant execute on function count_friendless to r_territory;
