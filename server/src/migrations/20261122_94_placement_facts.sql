-- Everything that a placement goes by, in one snapshot. Planning this statement takes ten times as long as running it, and the plan
-- is the same for one household and for hundreds: a session makes it once and keeps it. Policies apply as to the caller (R31).
-- R7: a unit reads the households through what it may know of them; whoever isn't one may not ask that function.
create function placement_facts(homes uuid[], friends uuid[], today date, of_year int2, of_unit boolean)
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
    select c.id, c.path, c.name, c.status, c.rank, case r.level when 'CITY' then r.path end as city,
      (select count(*)::int from pairing p where p.cadre_id = c.id and p.kind = 'RESPONSIBLE' and p.withdrawn_at is null
        and (p.to_date is null or p.to_date > today)) as load
    from cadre c join unit u on u.id = c.unit_id join region r on r.id = u.administered_by
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

-- The cadres among these who lie in scope, in one order: their quota might be spent by two at once.
create function lock_cadres(ids uuid[]) returns void language plpgsql set plan_cache_mode = force_generic_plan as $$
begin
  perform c.id from cadre c where c.id = any(ids) and in_scope(c.path) order by c.id for no key update;
end $$;

revoke execute on function placement_facts, lock_cadres from public;
grant execute on function placement_facts, lock_cadres to r_territory, r_unit, r_system;
