-- What the words find comes in the order of places, with its place: a page of a list stops at its last row, where 2,000 were read to
-- show 25, and what is cut off is the same at every look.
drop function find_households(text, text, text, int);
create function find_households(q text, area_lo text, area_hi text, most int) returns table (id uuid, path text)
language plpgsql stable security definer set search_path = public set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_column
declare
  lo text collate "C" := greatest(area_lo collate "C", coalesce(current_setting('app.scope_lo', true), ''));
  hi text collate "C" := least(area_hi collate "C", coalesce(current_setting('app.scope_hi', true), ''));
  part text := escape_like(q);
begin
  if lo >= hi then return; end if;
  case search_kind(q)
  when 'TAIL' then
    return query select distinct m.household_id, m.path from household_member m
      where (m.identity_tail = q or m.phone_tail = q) and m.left_on is null and m.path >= lo and m.path < hi
      order by 2, 1 limit most;
  when 'NUMBER' then
    return query select h.id, h.path from household h where h.number like part || '%' and h.path >= lo and h.path < hi
      order by 2, 1 limit most;
  when 'INITIALS' then
    return query select x.id, x.path from (
      select h.id, h.path from household h where h.head_initials like lower(part) || '%' offset 0) x
      where x.path >= lo and x.path < hi order by 2, 1 limit most;
  else
    if length(q) < 2 then
      return query select h.id, h.path from household h where h.head_name like part || '%' and h.path >= lo and h.path < hi
        order by 2, 1 limit most;
      return;
    end if;
    return query
      select found.id, found.path from (
        select x.path, x.id from (
          select h.id, h.path from household h where h.head_bigrams @> bigrams(q) and h.head_name like '%' || part || '%'
          union all
          select m.household_id, m.path from household_member m
          where m.name_bigrams @> bigrams(q) and m.name like '%' || part || '%' and m.left_on is null
          offset 0) x
        where x.path >= lo and x.path < hi
        union
        select h.path, h.id from region r join household h on h.region_id = r.id
        where r.level = 'VILLAGE' and r.name like part || '%' and h.path >= lo and h.path < hi
        order by 1, 2 limit most) found; -- one sort for both: the union's is the order of places
  end case;
end $$;
revoke execute on function find_households from public;
grant execute on function find_households to r_territory;

-- A unit's own households: whose they are is looked up once, through the friendships that stand, and not again for each row that the
-- words are compared with. As the owner, with the caller's scope applied inside.
drop index pairing_unit_page;
create index pairing_unit_page on pairing(cadre_path, id) where withdrawn_at is null;
create index pairing_unit_standing on pairing(cadre_path) include (household_id)
  where kind = 'RESPONSIBLE' and withdrawn_at is null and to_date is null;
create function find_of_unit(q text) returns setof uuid
language sql stable security definer set search_path = public as $$
  select find_among(q, array(
    select household_id from pairing where kind = 'RESPONSIBLE' and withdrawn_at is null and to_date is null
      and cadre_path >= nullif(current_setting('app.scope_lo', true), '') and cadre_path < current_setting('app.scope_hi', true)
    union
    select household_id from pairing where kind = 'RESPONSIBLE' and withdrawn_at is null and to_date > current_date
      and cadre_path >= nullif(current_setting('app.scope_lo', true), '') and cadre_path < current_setting('app.scope_hi', true)))
$$;
revoke execute on function find_of_unit from public;
grant execute on function find_of_unit to r_unit;
revoke execute on function find_among from r_unit;
