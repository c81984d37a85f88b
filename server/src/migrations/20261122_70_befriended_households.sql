-- R7, R31: a unit keeps the households that its people are responsible for now. Of those who are a friend only, or were one, it
-- knows what the friend knows: the name, the village and the period; not the status, the cause, the members, the number.
drop policy household_unit on household;
create policy household_unit on household for select to r_unit
  using (exists (select from pairing p where p.household_id = household.id and p.kind = 'RESPONSIBLE' and p.withdrawn_at is null
                 and (p.to_date is null or p.to_date > current_date)));
drop policy member_unit on household_member;
create policy member_unit on household_member for select to r_unit
  using (exists (select from pairing p where p.household_id = household_member.household_id and p.kind = 'RESPONSIBLE'
                 and p.withdrawn_at is null and (p.to_date is null or p.to_date > current_date)));

-- Whether a friendship is the caller's own: a cadre's by their identifier (friendScope has no upper end), a unit's by its path.
create function in_own_hands(cadre_id uuid, cadre_path text) returns boolean language sql stable parallel safe
return case when current_setting('app.scope_hi', true) = '' then cadre_id::text = current_setting('app.scope_lo', true)
       else in_scope(cadre_path) end;

-- The cards of these households, as far as the caller's own people are or were their friends. Row-level security gives a row
-- whole or not at all, so the name of a household that is no longer in one's care comes through here. That it has ended is told:
-- its friendships ended with it. A unit may take a withdrawal back within the day, so it is told whose that was.
drop function friend_households();
create function befriended_households(ids uuid[]) returns table (
  id uuid, path text, region_id uuid, head_name text, ended_on date,
  head_id uuid, village_group text, poverty_status text, cause text, size int2)
language sql stable security definer rows 25 set search_path = public as $$
  select h.id, h.path, h.region_id, h.head_name, h.ended_on, case when own then h.head_id end, case when own then h.village_group end,
    case when own then h.poverty_status end, case when own then h.cause end, case when own then h.size end
  from (select p.household_id, bool_or(p.kind = 'RESPONSIBLE' and p.withdrawn_at is null
          and (p.to_date is null or p.to_date > current_date)) as own
        from pairing p where p.household_id = any(ids) and in_own_hands(p.cadre_id, p.cadre_path)
          and (p.withdrawn_at is null or current_setting('app.scope_hi', true) <> '')
        group by p.household_id) f
  join household h on h.id = f.household_id
$$;
revoke execute on function befriended_households, in_own_hands from public;
grant execute on function befriended_households to r_unit, r_friend;
