-- Roles and scope. The owner migrates; the application login owns nothing and bypasses nothing. It reads people only as one
-- of three axis roles, each with its own connection pool: r_territory (offices), r_unit (employers), r_friend (a cadre's own).
-- r_system is for the few reads and writes that belong to nobody (sign-in, jobs, counters); it has policies of its own.
create extension if not exists btree_gist;

do $$
declare r text;
begin
  foreach r in array array['r_territory', 'r_unit', 'r_friend', 'r_system'] loop
    if not exists (select from pg_roles where rolname = r) then execute format('create role %I nologin', r); end if;
  end loop;
  if not exists (select from pg_roles where rolname = 'qinyou_app') then create role qinyou_app login; end if;
  grant r_territory, r_unit, r_friend, r_system to qinyou_app with inherit false, set true;
end $$;

revoke create on schema public from public;
grant usage on schema public to r_territory, r_unit, r_friend, r_system;

-- True where a path lies in the statement's scope; an unset scope is '' and covers nothing. For functions and rare policies;
-- the policies of large tables spell it out with sub-selects, evaluated once a statement (a function with those isn't inlined).
create function in_scope(path text) returns boolean language sql stable parallel safe
return (case when path collate "C" >= current_setting('app.scope_lo', true)
              and path collate "C" <  current_setting('app.scope_hi', true) then 1 else 0 end) <> 0;

-- Search text of a name: every pair of neighbouring characters, so that any two characters of a Chinese name find it.
create function bigrams(name text) returns text[] language sql immutable parallel safe
return (select coalesce(array_agg(distinct substr(name, i, 2)), '{}')
        from generate_series(1, greatest(length(name) - 1, 1)) as i);
