-- Who did what is told by name wherever the record is shown; of accounts nobody but the system reads more. One call a statement, so
-- that the names come with the records instead of in a trip of their own.
create function account_names(ids uuid[]) returns table (id uuid, name text)
language sql stable security definer set search_path = public as $$
  select a.id, a.display_name from account a where a.id = any(ids)
$$;

revoke execute on function account_names from public;
grant execute on function account_names to r_territory, r_unit, r_friend, r_system;
