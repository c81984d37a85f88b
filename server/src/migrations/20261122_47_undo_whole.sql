-- An act is taken back whole or not at all. A narrower identity sees a part of it; that there is more, and how much, it may know.
create function things_of_act(act uuid) returns int language sql stable security definer set search_path = public
return (select count(*)::int from pairing_act where act_id = things_of_act.act);
revoke execute on function things_of_act from public;
grant execute on function things_of_act to r_territory, r_unit, r_system;
do $$ begin
  execute format('create policy act_owner on pairing_act for select to %I using (true)', current_user);
end $$;

-- R5: an excuse that is taken back after the close wants a reason, as every other change does.
create or replace function waiver_marks() returns trigger language plpgsql security definer set search_path = public as $$
declare
  units text[] := array(select distinct cadre_path from new_rows where withdrawn_at is not null);
begin
  if cardinality(units) > 0 then perform mark_changed(units, '{}', cardinality(units), true); end if;
  return null;
end $$;
