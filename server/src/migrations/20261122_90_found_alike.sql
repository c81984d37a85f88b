-- The same words find the same people for everybody, within what each may see.

-- Whether words find a household: for the few that a unit or a cadre looks through, under their own policies; what
-- find_households says for a territory through its indexes.
create function words_find(h household, q text) returns boolean language sql stable set search_path = public as $$
  select case search_kind(q)
    when 'TAIL' then exists (select from household_member m where m.household_id = h.id and m.left_on is null
      and (m.identity_tail = q or m.phone_tail = q))
    when 'NUMBER' then h.number like escape_like(q) || '%'
    when 'INITIALS' then h.head_initials like lower(escape_like(q)) || '%'
    else case when length(q) < 2 then h.head_name like escape_like(q) || '%'
      else h.head_name like '%' || escape_like(q) || '%'
        or exists (select from household_member m where m.household_id = h.id and m.left_on is null
          and m.name like '%' || escape_like(q) || '%')
        or exists (select from region r where r.id = h.region_id and r.level = 'VILLAGE' and r.name like escape_like(q) || '%') end
  end
$$;

-- Likewise a cadre's own entry, as find_cadres has it.
create function words_find(c cadre, q text) returns boolean language sql stable set search_path = public as $$
  select case search_kind(q)
    when 'TAIL' then coalesce(c.identity_tail = q, false) or coalesce(c.phone_tail = q, false)
    when 'NUMBER' then false
    when 'INITIALS' then c.initials like lower(escape_like(q)) || '%'
    else case when length(q) < 2 then c.name like escape_like(q) || '%'
      else c.name like '%' || escape_like(q) || '%'
        or exists (select from unit u where u.id = c.unit_id and u.name like '%' || escape_like(q) || '%') end
  end
$$;

-- R1: the own cadres in [area_lo, area_hi) who are responsible for somebody, wherever: an office doesn't see a household elsewhere,
-- and its cadre is not without a friend for that. The board counts them alike.
create function cadres_with_friend(area_lo text, area_hi text) returns setof uuid
language sql stable security definer set search_path = public as $$
  select distinct p.cadre_id from pairing p
  where p.cadre_path >= greatest(area_lo collate "C", current_setting('app.scope_lo', true))
    and p.cadre_path < least(area_hi collate "C", current_setting('app.scope_hi', true))
    and p.kind = 'RESPONSIBLE' and p.withdrawn_at is null and p.to_date is null
$$;

revoke execute on function words_find(household, text), words_find(cadre, text), cadres_with_friend from public;
grant execute on function words_find(household, text), words_find(cadre, text) to r_unit, r_friend;
grant execute on function cadres_with_friend to r_territory;
