-- The annual confirmation (R5). Its rows stand from the start of a year, so that signing and changing always meet on a row that
-- can be locked: a signer takes it FOR UPDATE, a change FOR KEY SHARE, so that changes never wait for each other.
alter table confirmation drop column changed_since;

-- What happened to a signed unit or county after its signature; taken in (`covered_by`) by the next signature. Appended, never
-- counted up: triggers that update a counter deadlocked, these only insert.
create table confirmation_change (
  id bigint generated always as identity primary key,
  confirmation_id uuid not null references confirmation(id),
  path text collate "C" not null,
  at timestamptz not null default now(),
  things int not null,                      -- how many rows the change touched
  reason text,                              -- as stated; after the county's close there always is one
  covered_by uuid references confirmation_signature(id)
);
create index on confirmation_change(confirmation_id) where covered_by is null;

alter table confirmation_signature
  add column key bytea not null,            -- wrapped; seals the signer's name and the names of its lines
  add column signer_cipher bytea not null,
  add column signed_as text not null,       -- the grant's title at that moment
  add column lines_of uuid references confirmation_signature(id); -- a countersign or close signs an earlier signature's lines
create index on confirmation_signature(confirmation_id, signed_at desc);

-- 上报: a liaison reports an official without a friend, with what is known of the reason; the office then places or excuses.
create table official_report (
  year int2 not null references programme_year(year),
  cadre_id uuid not null,
  cadre_path text collate "C" not null,
  reason text check (reason in ('RETIRED', 'LONG_ILL', 'ON_LEAVE', 'OTHER')), -- null: please place
  note text,
  reported_at timestamptz not null,
  primary key (year, cadre_id),
  foreign key (cadre_id, cadre_path) references cadre(id, path) on update cascade
);
create index on official_report(cadre_path);

-- The figures of the first look of a day at a place, for 一周前.
create table progress_day (
  year int2 not null references programme_year(year),
  path text collate "C" not null,
  day date not null,
  duplicates int not null,
  gaps int not null,
  officials int not null,
  primary key (year, path, day)
);

grant select, update on confirmation_change to r_territory, r_unit, r_system;
grant select, insert, update on official_report to r_territory, r_unit, r_system;
grant select, insert on progress_day to r_territory, r_unit, r_system;
grant select on confirmation to r_friend;

do $$
declare
  p record;
  test text;
begin
  for p in select * from (values ('confirmation_change', 'path'), ('official_report', 'cadre_path'), ('progress_day', 'path'))
    as v(name, col)
  loop
    execute format('alter table %I enable row level security', p.name);
    execute format('alter table %I force row level security', p.name);
    execute format('create policy %I on %I to r_system using (true) with check (true)', p.name || '_system', p.name);
    test := format($f$(case when %1$I >= (select current_setting('app.scope_lo', true))
                             and %1$I <  (select current_setting('app.scope_hi', true)) then 1 else 0 end) <> 0$f$, p.col);
    execute format('create policy %I on %I to r_territory, r_unit using (%s) with check (%s)', p.name || '_scope', p.name, test, test);
  end loop;
  foreach test in array array['confirmation', 'confirmation_change'] loop
    execute format('create policy %I on %I to %I using (true) with check (true)', test || '_owner', test, current_user);
  end loop;
end $$;

-- A row for every unit and county of the year.
create function open_confirmations(for_year int) returns void language sql security definer set search_path = public as $$
  insert into confirmation (year, unit_id, path, state)
    select for_year, u.id, u.path, 'DRAFT' from unit u where u.ended_on is null order by u.id
    on conflict do nothing;
  insert into confirmation (year, county_id, path, state)
    select for_year, r.id, r.path, 'DRAFT' from region r where r.level = 'COUNTY' and r.to_date is null order by r.id
    on conflict do nothing;
$$;
create function open_confirmations_of_year() returns trigger language plpgsql as $$
begin perform open_confirmations(y.year) from new_rows y; return null; end $$;
create function open_confirmations_now() returns trigger language plpgsql as $$
begin perform open_confirmations(y.year) from (select max(year) as year from programme_year) y where y.year is not null; return null; end $$;
revoke execute on function open_confirmations from public;
grant execute on function open_confirmations to r_territory, r_unit, r_system;
create trigger open_confirmations after insert on programme_year referencing new table as new_rows
  for each statement execute function open_confirmations_of_year();
create trigger open_confirmations after insert on unit for each statement execute function open_confirmations_now();
create trigger open_confirmations after insert on region for each statement execute function open_confirmations_now();
-- A unit that moves its seat takes its confirmations along.
create function confirmations_follow() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if new.path <> old.path then update confirmation set path = new.path where unit_id = new.id; end if;
  return null;
end $$;
create trigger confirmations_follow after update of path on unit for each row execute function confirmations_follow();
select open_confirmations(year) from programme_year;

-- The county that a place or a unit lies in: '6109/610926/'. Of a municipal unit it is the unit itself.
create function county_of(path text) returns text language sql immutable parallel safe
return split_part(path, '/', 1) || '/' || split_part(path, '/', 2) || '/';

-- R5: whoever changes what was signed, the sign-off of the newest year is "changed since"; after a county's close the change
-- needs a reason, stated for the transaction as `app.reason`. The error is told to people as it stands (platform/db/refusal.ts).
create function mark_changed(units text[], places text[], things int, ask_reason boolean) returns void
language plpgsql security definer set search_path = public as $$
declare
  c record;
  because text := nullif(trim(current_setting('app.reason', true)), '');
  marked text[] := units || array(select distinct county_of(p) from unnest(places) p);
begin
  for c in
    select id, confirmation.year, path, state, county_id from confirmation
    where confirmation.year = (select max(y.year) from programme_year y)
      and path = any(marked || array(select distinct county_of(u) from unnest(units) u))
    order by id for key share
  loop
    if c.state = 'CLOSED' and ask_reason and because is null then
      raise exception using errcode = 'QY001', constraint = 'R5', message = 'a change after the close needs a reason',
        detail = (select name from region where id = c.county_id) || ' ' || c.year || ' 年度已关账，改动要写一句原因';
    end if;
    if c.state <> 'DRAFT' and c.path = any(marked) then
      insert into confirmation_change (confirmation_id, path, things, reason) values (c.id, c.path, things, because);
    end if;
  end loop;
end $$;
revoke execute on function mark_changed from public;

create function pairing_marks() returns trigger language plpgsql security definer set search_path = public as $$
declare
  units text[];
  places text[];
  n int;
begin
  if tg_op = 'INSERT' then
    select array_agg(distinct cadre_path), array_agg(distinct path), count(*) into units, places, n
      from new_rows where withdrawn_at is null and (to_date is null or to_date > current_date);
    if n > 0 then perform mark_changed(units, places, n, true); end if;
    return null;
  end if;
  select array_agg(distinct v.cadre_path), array_agg(distinct v.path), count(*) into units, places, n
    from new_rows a join old_rows b using (id),
      lateral (values (a.cadre_path, a.path), (b.cadre_path, b.path)) v(cadre_path, path)
    where (a.to_date, a.withdrawn_at, a.kind, a.slot, a.cadre_id, a.household_id)
      is distinct from (b.to_date, b.withdrawn_at, b.kind, b.slot, b.cadre_id, b.household_id);
  if n > 0 then perform mark_changed(units, places, n / 2, true); end if;
  -- A move of a household or a transfer of a cadre carries the pairing along: a change, and no one's choice.
  select array_agg(distinct v.cadre_path), array_agg(distinct v.path), count(*) into units, places, n
    from new_rows a join old_rows b using (id),
      lateral (values (a.cadre_path, a.path), (b.cadre_path, b.path)) v(cadre_path, path)
    where (a.path, a.cadre_path) is distinct from (b.path, b.cadre_path) and a.withdrawn_at is null;
  if n > 0 then perform mark_changed(units, places, n / 2, false); end if;
  return null;
end $$;
create trigger marks_insert after insert on pairing referencing new table as new_rows
  for each statement execute function pairing_marks();
create trigger marks_update after update on pairing referencing old table as old_rows new table as new_rows
  for each statement execute function pairing_marks();

-- An official who comes, goes or leaves work changes what the unit owes; an excuse taken back too.
create function cadre_marks() returns trigger language plpgsql security definer set search_path = public as $$
declare
  units text[];
  n int;
begin
  if tg_op = 'INSERT' then
    select array_agg(distinct path), count(*) into units, n from new_rows where kind = 'OFFICIAL';
  else
    select array_agg(distinct v.path), count(*) / 2 into units, n
      from new_rows a join old_rows b using (id), lateral (values (a.path), (b.path)) v(path)
      where (a.status, a.kind, a.path) is distinct from (b.status, b.kind, b.path);
  end if;
  if n > 0 then perform mark_changed(units, '{}', n, false); end if;
  return null;
end $$;
create trigger marks_insert after insert on cadre referencing new table as new_rows
  for each statement execute function cadre_marks();
create trigger marks_update after update on cadre referencing old table as old_rows new table as new_rows
  for each statement execute function cadre_marks();

create function waiver_marks() returns trigger language plpgsql security definer set search_path = public as $$
declare
  units text[] := array(select distinct cadre_path from new_rows where withdrawn_at is not null);
begin
  if cardinality(units) > 0 then perform mark_changed(units, '{}', cardinality(units), false); end if;
  return null;
end $$;
create trigger marks_update after update on waiver referencing new table as new_rows
  for each statement execute function waiver_marks();

-- A household that comes, ends, moves or becomes eligible changes what the county signed.
create function household_marks() returns trigger language plpgsql security definer set search_path = public as $$
declare
  places text[];
  n int;
begin
  if tg_op = 'INSERT' then
    select array_agg(distinct county_of(path)), count(*) into places, n from new_rows where eligible;
  else
    select array_agg(distinct county_of(v.path)), count(*) / 2 into places, n
      from new_rows a join old_rows b using (id), lateral (values (a.path), (b.path)) v(path)
      where (a.eligible, a.ended_on, a.path) is distinct from (b.eligible, b.ended_on, b.path);
  end if;
  if n > 0 then perform mark_changed('{}', places, n, false); end if;
  return null;
end $$;
create trigger marks_insert after insert on household referencing new table as new_rows
  for each statement execute function household_marks();
create trigger marks_update after update on household referencing old table as old_rows new table as new_rows
  for each statement execute function household_marks();

-- A signature says as what it was given: the title of the signer's grant, which no axis role may read elsewhere.
create function my_grant(id uuid) returns text language sql stable security definer set search_path = public
return (select title from role_grant where role_grant.id = my_grant.id);
revoke execute on function my_grant from public;
grant execute on function my_grant to r_territory, r_unit, r_system;
