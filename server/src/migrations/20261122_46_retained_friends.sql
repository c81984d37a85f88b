-- R7: the household's record is its present responsible friend's. Whoever is a friend only, or was one, keeps the name and the
-- village beside the own period, and nothing else: not the status, the cause, the size, the members.
drop policy household_friend on household;
create policy household_friend on household for select to r_friend
  using (exists (select from pairing p where p.household_id = household.id and p.kind = 'RESPONSIBLE'
                 and (p.to_date is null or p.to_date > current_date)));

-- The cards of the caller's friends, present and past. Row-level security gives a row whole or not at all, so the name of a
-- household that is no longer one's own comes through here.
create function friend_households() returns table (
  id uuid, head_name text, region_id uuid, village_group text, poverty_status text, cause text, size int2)
language sql stable security definer set search_path = public as $$
  select h.id, h.head_name, h.region_id, case when own then h.village_group end, case when own then h.poverty_status end,
    case when own then h.cause end, case when own then h.size end
  from (select p.household_id, bool_or(p.kind = 'RESPONSIBLE' and (p.to_date is null or p.to_date > current_date)) as own
        from pairing p where p.cadre_id = own_cadre() and p.withdrawn_at is null group by p.household_id) f
  join household h on h.id = f.household_id
$$;
revoke execute on function friend_households from public;
grant execute on function friend_households to r_friend;
