-- R26: nobody is charged with kin of their own, by hand neither. Asked of the caller's own people and of whom the city has sent (R6),
-- whose declarations lie with the city: the one who would place them is told of the households in question only.
create function kin_of(ids uuid[], of_year int2) returns table (cadre_id uuid, household_id uuid)
language sql stable security definer set search_path = public
begin atomic
  select k.cadre_id, k.household_id
  from kin_declaration k join cadre c on c.id = k.cadre_id,
    (select coalesce(of_year, (select max(p.year) from programme_year p)) as year) y
  where k.cadre_id = any(ids) and k.household_id is not null and k.withdrawn_at is null and (in_scope(c.path)
    or exists (select from sent_cadre s where s.cadre_id = c.id and s.year = y.year and s.taken_back_at is null and in_scope(s.path)));
end;
revoke execute on function kin_of from public;
grant execute on function kin_of to r_territory, r_unit, r_system;

-- As before, with declared kin.
create or replace function lock_and_load(homes uuid[], unlocked uuid[], friends uuid[], today date, of_year int2, of_unit boolean)
returns table (locked int, setting jsonb, pairings jsonb[], claims jsonb[], cadres jsonb[], households jsonb[], duties jsonb[])
language plpgsql volatile set plan_cache_mode = force_generic_plan as $$
declare asked uuid[] := homes || unlocked;
begin
  locked := lock_households(homes);
  perform lock_cadres(friends);
  -- R7: a unit reads the households through what it may know of them; whoever isn't one may not ask that function.
  if of_unit then
    households := array(select jsonb_build_object('id', h.id, 'path', h.path, 'headName', h.head_name, 'endedOn', h.ended_on)
      from befriended_households(asked) h);
  else
    households := array(select jsonb_build_object('id', h.id, 'path', h.path, 'headName', h.head_name, 'endedOn', h.ended_on)
      from household h where h.id = any(asked));
  end if;
  with paired as (
    select p.id, p.household_id as "householdId", p.cadre_id as "cadreId", p.kind, p.slot, p.from_date as "from", p.to_date as "to",
      p.version
    from pairing p where p.household_id = any(asked) and p.withdrawn_at is null
  ), claimed as (
    select c.id, c.household_id as "householdId", c.cadre_id as "cadreId", c.path, c.from_date as "from", c.version, c.created_at
    from pairing_claim c where c.household_id = any(asked) and c.status = 'OPEN'
  ), kin as (
    select k.cadre_id, array_agg(k.household_id) as households
    from kin_of(friends, of_year) k where k.household_id = any(asked) group by 1
  ), people as (
    select c.id, c.path, c.name, c.status, c.rank, s.path as sent,
      case when split_part(c.path, '/', 2) like '@%' then split_part(c.path, '/', 1) || '/' end as city,
      (select count(*)::int from pairing p where p.cadre_id = c.id and p.kind = 'RESPONSIBLE' and p.withdrawn_at is null
        and (p.to_date is null or p.to_date > today))
        + case when s.path is not null and not in_scope(c.path) then load_elsewhere(c.id, today) else 0 end as load,
      coalesce(b.excused, false) as excused, b.leaving_on as "leavingOn", coalesce(b.promised, 0) as promised,
      coalesce(k.households, '{}') as kin
    from cadre c left join bindings_of(friends, of_year) b on b.cadre_id = c.id
    left join kin k on k.cadre_id = c.id
    left join sent_cadre s on s.cadre_id = c.id and s.taken_back_at is null
      and s.year = coalesce(of_year, (select max(y.year) from programme_year y))
    where c.id = any(friends || array(select "cadreId" from claimed)
      || array(select "cadreId" from paired where "to" is null or "to" > today))
  )
  select (select jsonb_build_object('year', y.year, 'confirmBy', y.confirm_by, 'cap', y.household_cap, 'quota', y.rank_quota)
      from programme_year y where y.year = coalesce(of_year, y.year) order by y.year desc limit 1),
    array(select to_jsonb(p) from paired p),
    array(select to_jsonb(c) - 'created_at' from claimed c order by c.created_at, c.id),
    array(select to_jsonb(c) from people c),
    array(select jsonb_build_array(d.household_id, d.cadre_id) from assistance_duty d
      where d.household_id = any(asked) and (d.to_date is null or d.to_date > today))
  into setting, pairings, claims, cadres, duties;
  return next;
end $$;
