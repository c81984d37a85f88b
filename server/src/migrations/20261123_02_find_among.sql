-- A unit's own households by the index alone, without a visit to each friendship there ever was.
drop index pairing_unit_page;
create index pairing_unit_page on pairing(cadre_path, id) include (to_date, kind, household_id) where withdrawn_at is null;

-- The words first, then the place: a county's path alone finds more than most words do, and the planner took both for a saving (from
-- 30 ms to 3 in a city of the real size).
drop index household_head_initials_idx;
create index household_initials on household(head_initials text_pattern_ops) include (path, id);
create or replace function find_households(q text, area_lo text, area_hi text, most int) returns setof uuid
language plpgsql stable security definer set search_path = public set plan_cache_mode = force_custom_plan as $$
declare
  lo text collate "C" := greatest(area_lo collate "C", coalesce(current_setting('app.scope_lo', true), ''));
  hi text collate "C" := least(area_hi collate "C", coalesce(current_setting('app.scope_hi', true), ''));
  part text := escape_like(q);
begin
  if lo >= hi then return; end if;
  case search_kind(q)
  when 'TAIL' then
    return query select distinct m.household_id from household_member m
      where (m.identity_tail = q or m.phone_tail = q) and m.left_on is null and m.path >= lo and m.path < hi limit most;
  when 'NUMBER' then
    return query select h.id from household h where h.number like part || '%' and h.path >= lo and h.path < hi limit most;
  when 'INITIALS' then
    return query select x.id from (
      select h.id, h.path from household h where h.head_initials like lower(part) || '%' offset 0) x
      where x.path >= lo and x.path < hi limit most;
  else
    if length(q) < 2 then
      return query select h.id from household h where h.head_name like part || '%' and h.path >= lo and h.path < hi limit most;
      return;
    end if;
    return query
      select x.id from (
        select h.id, h.path from household h where h.head_bigrams @> bigrams(q) and h.head_name like '%' || part || '%'
        union all
        select m.household_id, m.path from household_member m
        where m.name_bigrams @> bigrams(q) and m.name like '%' || part || '%' and m.left_on is null
        offset 0) x
      where x.path >= lo and x.path < hi
      union
      select h.id from region r join household h on h.region_id = r.id
      where r.level = 'VILLAGE' and r.name like part || '%' and h.path >= lo and h.path < hi
      limit most;
  end case;
end $$;

-- Which of these households the words find, under the caller's own policies: for the few of a unit or a cadre, what find_households
-- says for a territory through its indexes.
drop function words_find(household, text);
create function find_among(q text, ids uuid[]) returns setof uuid
language plpgsql stable set search_path = public set plan_cache_mode = force_generic_plan as $$
declare
  part text := escape_like(q);
begin
  case search_kind(q)
  when 'TAIL' then
    return query select distinct m.household_id from household_member m
      where m.household_id = any(ids) and m.left_on is null and (m.identity_tail = q or m.phone_tail = q);
  when 'NUMBER' then
    return query select h.id from household h where h.id = any(ids) and h.number like part || '%';
  when 'INITIALS' then
    return query select h.id from household h where h.id = any(ids) and h.head_initials like lower(part) || '%';
  else
    if length(q) < 2 then
      return query select h.id from household h where h.id = any(ids) and h.head_name like part || '%';
      return;
    end if;
    return query
      select h.id from household h where h.id = any(ids) and h.head_name like '%' || part || '%'
      union
      select m.household_id from household_member m
      where m.household_id = any(ids) and m.left_on is null and m.name like '%' || part || '%'
      union
      select h.id from household h join region r on r.id = h.region_id
      where h.id = any(ids) and r.level = 'VILLAGE' and r.name like part || '%';
  end case;
end $$;
revoke execute on function find_among from public;
grant execute on function find_among to r_unit, r_friend;
