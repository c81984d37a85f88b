-- R6: whom of the people of its own units the city sends a county for a year, within the places that it has promised there
-- (`municipal_place`). The county places them as it places its own; whoever is taken back keeps the friends that they have.
create table sent_cadre (
  id uuid primary key default uuidv7(),
  year int2 not null references programme_year(year),
  cadre_id uuid not null,
  cadre_path text collate "C" not null,
  county_id uuid not null,
  path text collate "C" not null,              -- the county's
  account_id uuid not null references account(id),
  sent_at timestamptz not null default now(),
  taken_back_by uuid references account(id),   -- null where a move to another unit took them back
  taken_back_at timestamptz,
  check (taken_back_by is null or taken_back_at is not null),
  foreign key (cadre_id, cadre_path) references cadre(id, path) on update cascade,
  foreign key (county_id, path) references region(id, path) on update cascade
);
create unique index sent_once on sent_cadre(year, cadre_id) where taken_back_at is null;
create index on sent_cadre(cadre_id, cadre_path);
create index on sent_cadre(county_id, path);
create index sent_page on sent_cadre(year, path, id) where taken_back_at is null;

-- Whoever writes: only the city's people are sent, only to counties; who moves to a unit of a county is sent no longer.
create function only_the_citys_are_sent() returns trigger language plpgsql as $$
begin
  if exists (select from unit u join region o on o.id = u.administered_by where u.path = new.cadre_path and o.level = 'CITY')
    and exists (select from region r where r.id = new.county_id and r.level = 'COUNTY') then return new; end if;
  if tg_op = 'UPDATE' then
    new.taken_back_at := coalesce(new.taken_back_at, now());
    return new;
  end if;
  raise exception 'only people of the city’s units are sent, and to counties' using errcode = '23514', constraint = 'only_the_citys_are_sent';
end $$;
create trigger only_the_citys_are_sent before insert or update of cadre_path on sent_cadre
  for each row execute function only_the_citys_are_sent();

grant select on sent_cadre to r_territory, r_unit, r_system;
grant insert, update on sent_cadre to r_territory, r_system;
alter table sent_cadre enable row level security;
alter table sent_cadre force row level security;
create policy sent_cadre_system on sent_cadre to r_system using (true) with check (true);
do $$
begin -- definer functions run as the owner, who under FORCE needs a policy of its own
  execute format('create policy sent_cadre_owner on sent_cadre to %I using (true) with check (true)', current_user);
end $$;
-- The county that it is about may read it, and the unit; only who has both in hand, the city, may write it.
create policy sent_cadre_territory on sent_cadre for select to r_territory using (in_scope(path));
create policy sent_cadre_insert on sent_cadre for insert to r_territory with check (in_scope(path) and in_scope(cadre_path));
create policy sent_cadre_update on sent_cadre for update to r_territory
  using (in_scope(path) and in_scope(cadre_path)) with check (in_scope(path) and in_scope(cadre_path));
create policy sent_cadre_unit on sent_cadre for select to r_unit using (in_scope(cadre_path));

-- Of whom the city has sent, a county sees the card before there is a pair: it is to place them.
alter policy cadre_territory on cadre
  using (case when in_scope(path) then true
              when exists (select from pairing p where p.cadre_id = cadre.id) then true
              when exists (select from sent_cadre s where s.cadre_id = cadre.id and s.taken_back_at is null) then true
              else exists (select from pairing_claim c where c.cadre_id = cadre.id) end);

-- R1: how many households more somebody may take in a year, wherever those that they have may be; nobody who has stopped or is excused.
create function places_of(cadre_id uuid, of_year int2, today date) returns int
language sql stable security definer set search_path = public
return (select case
    when c.status not in ('ACTIVE', 'SECONDED')
      or exists (select from waiver w where w.cadre_id = c.id and w.year = of_year and w.withdrawn_at is null) then 0
    else greatest((y.rank_quota ->> c.rank)::int - (select count(*)::int from pairing p where p.cadre_id = c.id
      and p.kind = 'RESPONSIBLE' and p.withdrawn_at is null and (p.to_date is null or p.to_date > today)), 0) end
  from cadre c, programme_year y where c.id = places_of.cadre_id and y.year = of_year);

-- Households that somebody has where the caller may not look: whom the city sends may have friends in other counties, and their quota
-- is one (R1). A figure only.
create function load_elsewhere(cadre_id uuid, today date) returns int
language sql stable security definer set search_path = public
return (select count(*)::int from pairing p where p.cadre_id = load_elsewhere.cadre_id and p.kind = 'RESPONSIBLE'
  and p.withdrawn_at is null and (p.to_date is null or p.to_date > today) and not in_scope(p.path));

-- As before, with whom the city has sent the caller: they lie in nobody's range but the city's, so the owner locks them.
create or replace function lock_cadres(ids uuid[]) returns void language plpgsql
security definer set search_path = public set plan_cache_mode = force_generic_plan as $$
begin
  perform c.id from cadre c where c.id = any(ids) and (in_scope(c.path)
    or exists (select from sent_cadre s where s.cadre_id = c.id and s.taken_back_at is null and in_scope(s.path)))
  order by c.id for no key update;
end $$;

-- As before, with where a cadre is sent in the year: `sent`, the county's path.
create or replace function placement_facts(homes uuid[], friends uuid[], today date, of_year int2, of_unit boolean)
returns table (setting jsonb, pairings jsonb[], claims jsonb[], cadres jsonb[], households jsonb[], duties jsonb[])
language plpgsql stable set plan_cache_mode = force_generic_plan as $$
begin
  if of_unit then
    households := array(select jsonb_build_object('id', h.id, 'path', h.path, 'headName', h.head_name, 'endedOn', h.ended_on)
      from befriended_households(homes) h);
  else
    households := array(select jsonb_build_object('id', h.id, 'path', h.path, 'headName', h.head_name, 'endedOn', h.ended_on)
      from household h where h.id = any(homes));
  end if;
  with paired as (
    select p.id, p.household_id as "householdId", p.cadre_id as "cadreId", p.kind, p.slot, p.from_date as "from", p.to_date as "to",
      p.version
    from pairing p where p.household_id = any(homes) and p.withdrawn_at is null
  ), claimed as (
    select c.id, c.household_id as "householdId", c.cadre_id as "cadreId", c.path, c.from_date as "from", c.version, c.created_at
    from pairing_claim c where c.household_id = any(homes) and c.status = 'OPEN'
  ), people as (
    select c.id, c.path, c.name, c.status, c.rank, case r.level when 'CITY' then r.path end as city, s.path as sent,
      (select count(*)::int from pairing p where p.cadre_id = c.id and p.kind = 'RESPONSIBLE' and p.withdrawn_at is null
        and (p.to_date is null or p.to_date > today))
        + case when s.path is not null and not in_scope(c.path) then load_elsewhere(c.id, today) else 0 end as load
    from cadre c join unit u on u.id = c.unit_id join region r on r.id = u.administered_by
    left join sent_cadre s on s.cadre_id = c.id and s.taken_back_at is null
      and s.year = coalesce(of_year, (select max(y.year) from programme_year y))
    where c.id = any(array(select unnest(friends) union select "cadreId" from claimed
      union select "cadreId" from paired where "to" is null or "to" > today))
  )
  select (select jsonb_build_object('year', y.year, 'confirmBy', y.confirm_by, 'cap', y.household_cap, 'quota', y.rank_quota)
      from programme_year y where y.year = coalesce(of_year, y.year) order by y.year desc limit 1),
    array(select to_jsonb(p) from paired p),
    array(select to_jsonb(c) - 'created_at' from claimed c order by c.created_at, c.id),
    array(select to_jsonb(c) from people c),
    array(select jsonb_build_array(d.household_id, d.cadre_id) from assistance_duty d
      where d.household_id = any(homes) and (d.to_date is null or d.to_date > today))
  into setting, pairings, claims, cadres, duties;
  return next;
end $$;

revoke execute on function places_of, load_elsewhere, only_the_citys_are_sent from public;
grant execute on function places_of to r_territory, r_system;
grant execute on function load_elsewhere to r_territory, r_unit, r_system;
