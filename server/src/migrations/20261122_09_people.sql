-- Searching people. Row-level security keeps an index from serving an operator that isn't leakproof (arrays, LIKE), so the search
-- runs as the owner and applies the caller's scope itself; the rows are then read under the policies as always.
alter table household_member
  add column name_bigrams text[] generated always as (bigrams(name)) stored,
  add column phone_tail text generated always as (right(phone_mask, 4)) stored;
alter table cadre add column phone_tail text generated always as (right(phone_mask, 4)) stored;
create index on household_member using gin (name_bigrams);
create index on household_member(phone_tail);
create index on household(head_initials text_pattern_ops);
create index on household(number text_pattern_ops);
create index household_page on household(path, id);
create index on cadre(initials text_pattern_ops);
create index on cadre(identity_tail);
create index on cadre(phone_tail);
create index cadre_page on cadre(path, id);

-- What kind of words these are: the last four of a number, a household's number, pinyin initials, else a name or a village.
create function search_kind(q text) returns text language sql immutable parallel safe
return case when q ~ '^\d{3}[\dX]$' then 'TAIL' when q ~ '^[A-Z]{0,4}\d{5,}$' then 'NUMBER' when q ~ '^[A-Za-z]+$' then 'INITIALS'
            else 'NAME' end;

create function escape_like(q text) returns text language sql immutable parallel safe
return regexp_replace(q, '([%_\\])', '\\\1', 'g');

-- Households in [area_lo, area_hi) of the caller's scope that the words fit, at most `most` of them. An unset scope finds nothing.
create function find_households(q text, area_lo text, area_hi text, most int) returns setof uuid
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
    return query select h.id from household h
      where h.head_initials like lower(part) || '%' and h.path >= lo and h.path < hi limit most;
  else
    if length(q) < 2 then
      return query select h.id from household h where h.head_name like part || '%' and h.path >= lo and h.path < hi limit most;
      return;
    end if;
    return query
      select h.id from household h
      where h.head_bigrams @> bigrams(q) and h.head_name like '%' || part || '%' and h.path >= lo and h.path < hi
      union
      select m.household_id from household_member m
      where m.name_bigrams @> bigrams(q) and m.name like '%' || part || '%' and m.left_on is null and m.path >= lo and m.path < hi
      union
      select h.id from region r join household h on h.region_id = r.id
      where r.level = 'VILLAGE' and r.name like part || '%' and h.path >= lo and h.path < hi
      limit most;
  end case;
end $$;

create function find_cadres(q text, area_lo text, area_hi text, most int) returns setof uuid
language plpgsql stable security definer set search_path = public set plan_cache_mode = force_custom_plan as $$
declare
  lo text collate "C" := greatest(area_lo collate "C", coalesce(current_setting('app.scope_lo', true), ''));
  hi text collate "C" := least(area_hi collate "C", coalesce(current_setting('app.scope_hi', true), ''));
  part text := escape_like(q);
begin
  if lo >= hi then return; end if;
  case search_kind(q)
  when 'TAIL' then
    return query select c.id from cadre c
      where (c.identity_tail = q or c.phone_tail = q) and c.path >= lo and c.path < hi limit most;
  when 'NUMBER' then return;
  when 'INITIALS' then
    return query select c.id from cadre c where c.initials like lower(part) || '%' and c.path >= lo and c.path < hi limit most;
  else
    if length(q) < 2 then
      return query select c.id from cadre c where c.name like part || '%' and c.path >= lo and c.path < hi limit most;
      return;
    end if;
    return query
      select c.id from cadre c
      where c.name_bigrams @> bigrams(q) and c.name like '%' || part || '%' and c.path >= lo and c.path < hi
      union
      select c.id from unit u join cadre c on c.unit_id = u.id
      where u.name like '%' || part || '%' and c.path >= lo and c.path < hi
      limit most;
  end case;
end $$;
revoke execute on function find_households, find_cadres from public;
grant execute on function find_households to r_territory;
grant execute on function find_cadres to r_territory, r_unit;
