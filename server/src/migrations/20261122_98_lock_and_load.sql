-- The locks and what a placement goes by, in one call: three statements took .93 ms of the database, this takes .55. It is volatile,
-- so each statement within has a snapshot of its own and the facts are those behind the locks. `locked` says how many of the homes it
-- got; whoever lacks one may not go on. Policies apply as to the caller (R31).
create function lock_and_load(homes uuid[], unlocked uuid[], friends uuid[], today date, of_year int2, of_unit boolean)
returns table (locked int, setting jsonb, pairings jsonb[], claims jsonb[], cadres jsonb[], households jsonb[], duties jsonb[])
language plpgsql volatile set plan_cache_mode = force_generic_plan as $$
begin
  locked := lock_households(homes);
  perform lock_cadres(friends);
  select f.setting, f.pairings, f.claims, f.cadres, f.households, f.duties
    into setting, pairings, claims, cadres, households, duties
    from placement_facts(homes || unlocked, friends, today, of_year, of_unit) f;
  return next;
end $$;

revoke execute on function lock_and_load from public;
grant execute on function lock_and_load to r_territory, r_unit, r_system;
