-- The board over a real city: counting 260,000 households and 50,000 cadres at every look takes a second. So what each of them
-- counts as is kept, with sums by village and by unit. Whoever writes appends what was touched and changes no sum: there is
-- nothing to wait for and nothing to deadlock on. Whoever reads takes the sums, takes away what the touched were counted as and
-- adds what they are now, all in one snapshot: the board stays exact at every moment. `fold_board` does the same for good.
create table board_household (
  household_id uuid primary key,
  path text collate "C" not null,
  need int2 not null,
  eligible boolean not null,
  standing int not null,                    -- responsible friends, each a place taken
  sent int not null                         -- of them cadres whom the city administers (R6)
);
create index board_household_friendless on board_household(path, need desc, household_id) where eligible and standing = 0;
-- Each household counts twice: for its village, and for its county.
create table board_place (
  county boolean not null,
  path text collate "C" not null,
  need int2 not null,
  eligible int not null,
  friendless int not null,
  sent int not null,
  primary key (county, path, need)
);
-- Officials at work, by how many households they are responsible for.
create table board_cadre (
  cadre_id uuid primary key,
  unit_id uuid not null,
  rank text not null,
  load int not null
);
create table board_unit (
  unit_id uuid not null,
  rank text not null,
  load int not null,
  officials int not null,
  primary key (unit_id, rank, load)
);
create table board_touched (
  id bigint generated always as identity primary key,
  household_id uuid,
  cadre_id uuid,
  check (num_nonnulls(household_id, cadre_id) = 1)
);
-- The day that the sums are true for; a friendship with an end to come flips by itself.
create table board_day (day date not null, one boolean primary key default true check (one));
insert into board_day values (current_date);

do $$
declare t text;
begin
  foreach t in array array['board_household', 'board_place', 'board_cadre', 'board_unit', 'board_touched', 'board_day'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I to %I using (true) with check (true)', t || '_owner', t, current_user);
    execute format('create policy %I on %I for select to r_system using (true)', t || '_system', t); -- the doctor's
    execute format('grant select on %I to r_system', t);
  end loop;
end $$;

create index pairing_ends on pairing(to_date) include (household_id, cadre_id)
  where kind = 'RESPONSIBLE' and withdrawn_at is null and to_date is not null;
create index pairing_beyond on pairing(household_id) where kind = 'RESPONSIBLE' and withdrawn_at is null and slot > 1;

-- What these households count as now.
create function board_households_now(ids uuid[], today date)
returns table (household_id uuid, path text, need int2, eligible boolean, standing int, sent int)
language sql stable set search_path = public as $$
  select h.id, h.path, h.need, h.eligible, s.standing, s.sent
  from household h, lateral (
    select count(*)::int as standing, (count(*) filter (where r.level <> 'COUNTY'))::int as sent
    from pairing p join cadre c on c.id = p.cadre_id join unit u on u.id = c.unit_id join region r on r.id = u.administered_by
    where p.household_id = h.id and p.kind = 'RESPONSIBLE' and p.withdrawn_at is null
      and (p.to_date is null or p.to_date > today)) s
  where h.id = any(ids)
$$;

create function board_cadres_now(ids uuid[], today date)
returns table (cadre_id uuid, unit_id uuid, rank text, load int)
language sql stable set search_path = public as $$
  select c.id, c.unit_id, c.rank, (
    select count(*)::int from pairing p where p.cadre_id = c.id and p.kind = 'RESPONSIBLE' and p.withdrawn_at is null
      and (p.to_date is null or p.to_date > today))
  from cadre c where c.id = any(ids) and c.kind = 'OFFICIAL' and c.status in ('ACTIVE', 'SECONDED')
$$;

-- Whom the sums may be wrong about: touched since they were folded, or with a friendship that ended by itself since.
create function board_unsure(today date) returns table (household_id uuid, cadre_id uuid)
language sql stable set search_path = public as $$
  with flipped as (
    select p.household_id, p.cadre_id from pairing p
    where p.kind = 'RESPONSIBLE' and p.withdrawn_at is null
      and p.to_date > (select least(day, today) from board_day) and p.to_date <= (select greatest(day, today) from board_day)
  )
  select household_id, cadre_id from board_touched
  union
  select household_id, null from flipped
  union
  select null, cadre_id from flipped
$$;

-- Brings the sums up to date. One statement, so one snapshot: what is committed after it stays touched.
-- Returns how many it looked at; none where another is at it.
create function fold_board(today date) returns int language plpgsql security definer set search_path = public as $$
declare n int;
begin
  if not pg_try_advisory_xact_lock(hashtext('fold_board')) then return 0; end if;
  with unsure as materialized (
    select * from board_unsure(today)
  ), folded as (
    delete from board_touched
  ), moved_on as (
    update board_day set day = today where day <> today
  ), home as materialized (
    select * from board_households_now(array(select u.household_id from unsure u where u.household_id is not null), today)
  ), home_was as materialized (
    select b.* from board_household b where b.household_id in (select u.household_id from unsure u)
  ), home_kept as (
    insert into board_household select * from home
    on conflict (household_id) do update set path = excluded.path, need = excluded.need, eligible = excluded.eligible,
      standing = excluded.standing, sent = excluded.sent
  ), home_gone as (
    delete from board_household b using home_was w
    where b.household_id = w.household_id and not exists (select from home where home.household_id = w.household_id)
  ), place as (
    insert into board_place
    select l.county, l.path, x.need, sum(x.eligible), sum(x.friendless), sum(x.sent)
    from (select path, need, eligible::int, (eligible and standing = 0)::int as friendless, sent from home
        union all select path, need, -eligible::int, -(eligible and standing = 0)::int, -sent from home_was) x,
      lateral (values (false, x.path), (true, county_of(x.path))) l(county, path)
    group by 1, 2, 3 having sum(x.eligible) <> 0 or sum(x.friendless) <> 0 or sum(x.sent) <> 0
    on conflict (county, path, need) do update set eligible = board_place.eligible + excluded.eligible,
      friendless = board_place.friendless + excluded.friendless, sent = board_place.sent + excluded.sent
  ), cadre_now as materialized (
    select * from board_cadres_now(array(select u.cadre_id from unsure u where u.cadre_id is not null), today)
  ), cadre_was as materialized (
    select b.* from board_cadre b where b.cadre_id in (select u.cadre_id from unsure u)
  ), cadre_kept as (
    insert into board_cadre select * from cadre_now
    on conflict (cadre_id) do update set unit_id = excluded.unit_id, rank = excluded.rank, load = excluded.load
  ), cadre_gone as (
    delete from board_cadre b using cadre_was w
    where b.cadre_id = w.cadre_id and not exists (select from cadre_now c where c.cadre_id = w.cadre_id)
  ), staff as (
    insert into board_unit
    select unit_id, rank, load, sum(one) from (
      select unit_id, rank, load, 1 as one from cadre_now union all select unit_id, rank, load, -1 from cadre_was) x
    group by unit_id, rank, load having sum(one) <> 0
    on conflict (unit_id, rank, load) do update set officials = board_unit.officials + excluded.officials
  )
  select count(*) into n from unsure;
  return n;
end $$;

-- Who was touched. Statements, not rows: a bulk of a thousand appends once.
create function board_touch() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if tg_table_name = 'pairing' then
    insert into board_touched (household_id, cadre_id)
      select distinct t.household_id, t.cadre_id from changed p,
        lateral (values (p.household_id, null::uuid), (null, p.cadre_id)) t(household_id, cadre_id)
      where p.kind = 'RESPONSIBLE';
  elsif tg_table_name = 'household' then
    insert into board_touched (household_id) select id from changed;
  else
    insert into board_touched (cadre_id) select id from changed;
  end if;
  return null;
end $$;
create function board_touch_update() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if tg_table_name = 'pairing' then
    insert into board_touched (household_id, cadre_id)
      select distinct t.household_id, t.cadre_id from new_rows a join old_rows b using (id),
        lateral (values (a.household_id, null::uuid), (b.household_id, null), (null, a.cadre_id), (null, b.cadre_id)) t(household_id, cadre_id)
      where (a.household_id, a.cadre_id, a.kind, a.to_date, a.withdrawn_at)
        is distinct from (b.household_id, b.cadre_id, b.kind, b.to_date, b.withdrawn_at);
  elsif tg_table_name = 'household' then
    insert into board_touched (household_id) select id from new_rows a join old_rows b using (id)
      where (a.path, a.need, a.eligible) is distinct from (b.path, b.need, b.eligible);
  elsif tg_table_name = 'cadre' then
    insert into board_touched (cadre_id) select id from new_rows a join old_rows b using (id)
      where (a.unit_id, a.kind, a.status, a.rank) is distinct from (b.unit_id, b.kind, b.status, b.rank);
    -- Whose places a household's friend takes depends on the friend's unit.
    insert into board_touched (household_id)
      select distinct p.household_id from new_rows a join old_rows b using (id) join pairing p on p.cadre_id = a.id
      where a.unit_id <> b.unit_id and p.kind = 'RESPONSIBLE';
  else
    insert into board_touched (household_id)
      select distinct p.household_id from new_rows a join old_rows b using (id)
        join cadre c on c.unit_id = a.id join pairing p on p.cadre_id = c.id
      where a.administered_by <> b.administered_by and p.kind = 'RESPONSIBLE';
  end if;
  return null;
end $$;
do $$
declare t text;
begin
  foreach t in array array['pairing', 'household', 'cadre'] loop
    execute format('create trigger board_insert after insert on %I referencing new table as changed for each statement execute function board_touch()', t);
    execute format('create trigger board_delete after delete on %I referencing old table as changed for each statement execute function board_touch()', t);
  end loop;
  foreach t in array array['pairing', 'household', 'cadre', 'unit'] loop
    execute format('create trigger board_update after update on %I referencing old table as old_rows new table as new_rows for each statement execute function board_touch_update()', t);
  end loop;
end $$;

insert into board_touched (household_id) select id from household;
insert into board_touched (cadre_id) select id from cadre;
select fold_board(current_date);

do $$
declare f text;
begin
  foreach f in array array['board_households_now', 'board_cadres_now', 'board_unsure', 'fold_board', 'board_touch', 'board_touch_update'] loop
    execute format('revoke execute on function %I from public', f);
  end loop;
end $$;
grant execute on function fold_board, board_households_now to r_system;
