-- What a bulk of households cost beside the rows themselves.

-- The same pairs as before: of names up to three characters, which nearly all are, by an expression that the planner puts in its place;
-- only longer ones still go through the loop (11 µs a name, 1.5 now).
create function bigrams_of_long(name text) returns text[] language plpgsql immutable parallel safe as $$
declare
  pair text;
  pairs text[] := '{}';
begin
  for i in 1..greatest(length(name) - 1, 1) loop
    pair := substr(name, i, 2);
    if pair <> all (pairs) then pairs := pairs || pair; end if;
  end loop;
  return pairs;
end $$;
create or replace function bigrams(name text) returns text[] language sql immutable parallel safe
return case
  when length(name) <= 2 then array[name]
  when length(name) = 3 and substr(name, 1, 2) <> substr(name, 2, 2) then array[substr(name, 1, 2), substr(name, 2, 2)]
  else bigrams_of_long(name) end;

-- The few erased households are looked through for those that somebody joins, not every joined household for whether it is erased: while
-- a roster fills the table, the planner knows nothing of it and read it whole.
create index household_erased on household(id) where erased_at is not null;
create or replace function stays_without_people() returns trigger language plpgsql as $$
begin
  if exists (select from household h where h.erased_at is not null and h.id = any(array(select household_id from new_rows))) then
    raise exception using errcode = 'QY001', constraint = 'R32', message = 'what was erased stays erased',
      detail = '这一户已依法删除，不能再添人。新来的人家另建一户';
  end if;
  return null;
end $$;

-- Folds as before (20261122_60). Whoever is new is inserted and whoever is not is updated, for one folds at a time: a conflict that
-- can't be need not be looked for. Sums are made by village first, and by county from those.
create or replace function fold_board(today date) returns int language plpgsql security definer set search_path = public as $$
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
  ), home_new as (
    insert into board_household select * from home where not exists (select from home_was w where w.household_id = home.household_id)
  ), home_changed as (
    update board_household b set path = h.path, need = h.need, eligible = h.eligible, standing = h.standing, sent = h.sent
    from home h join home_was w using (household_id)
    where b.household_id = h.household_id
      and (w.path, w.need, w.eligible, w.standing, w.sent) is distinct from (h.path, h.need, h.eligible, h.standing, h.sent)
  ), home_gone as (
    delete from board_household b using home_was w
    where b.household_id = w.household_id and not exists (select from home where home.household_id = w.household_id)
  ), village as materialized (
    select path, need, sum(eligible) as eligible, sum(friendless) as friendless, sum(sent) as sent
    from (select path, need, eligible::int, (eligible and standing = 0)::int as friendless, sent from home
        union all select path, need, -eligible::int, -(eligible and standing = 0)::int, -sent from home_was) x
    group by 1, 2
  ), place as (
    insert into board_place
    select * from (
      select false, path, need, eligible, friendless, sent from village
      union all
      select true, county_of(path), need, sum(eligible), sum(friendless), sum(sent) from village group by 2, 3) x(county, path, need, eligible, friendless, sent)
    where eligible <> 0 or friendless <> 0 or sent <> 0
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
