-- R7, R31: whoever stops working loses what hung on the work, in the transaction that records it. That is written under the role
-- of an office or a unit, which may not touch accounts and grants; these functions may, and only where the record itself says
-- that the person has stopped, whoever calls them.
create function withdraw_unit_grants(who uuid) returns table (id uuid, account_id uuid, role text, path text, title text)
language sql security definer set search_path = public as $$
  update role_grant g set withdrawn_at = now()
  from cadre c
  where c.id = who and c.status in ('RETIRED', 'LEFT', 'DECEASED') and g.account_id = c.account_id
    and g.role <> 'CADRE' and position('/@' in g.path) > 0 and g.withdrawn_at is null
    and (g.to_date is null or g.to_date > current_date)
  returning g.id, g.account_id, g.role, g.path, g.title
$$;

-- How many sessions ended; null where there is no account, or where it was disabled before.
create function disable_account_of(who uuid) returns int
language plpgsql security definer set search_path = public as $$
declare
  account uuid;
  ended int;
begin
  update account a set disabled_at = now() from cadre c
    where c.id = who and c.status = 'DECEASED' and a.id = c.account_id and a.disabled_at is null
    returning a.id into account;
  if account is null then return null; end if;
  update one_time_code set replaced_at = now() where account_id = account and used_at is null and replaced_at is null;
  update session set ended_at = now() where account_id = account and ended_at is null;
  get diagnostics ended = row_count;
  return ended;
end $$;

revoke execute on function withdraw_unit_grants(uuid), disable_account_of(uuid) from public;
grant execute on function withdraw_unit_grants(uuid), disable_account_of(uuid) to r_territory, r_unit, r_system;

-- The history of the settings, among millions of other records.
create index audit_settings on audit_entry(id desc)
  where action in ('programmeYear.open', 'programmeYear.change', 'rankMap.change', 'municipalPlace.send');
