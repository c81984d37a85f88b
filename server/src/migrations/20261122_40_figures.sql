-- The figures that PROGRAMME.md leaves to the office and that hold for the whole installation, not for a year.
create table figures (
  id boolean primary key default true check (id),                                       -- one row
  failures_before_lock int2 not null default 5 check (failures_before_lock between 3 and 20),
  lock_minutes int2 not null default 15 check (lock_minutes between 1 and 1440),
  idle_minutes int2 not null default 30 check (idle_minutes between 5 and 480),
  session_hours int2 not null default 12 check (session_hours between 1 and 72),        -- however much it is used
  code_days int2 not null default 7 check (code_days between 1 and 30),
  cases_a_day int2 not null default 20 check (cases_a_day between 1 and 200),           -- numbers 待上级核查, for one account
  version int not null default 1
);
insert into figures default values;
grant select on figures to r_territory, r_unit, r_friend, r_system;
grant update on figures to r_territory;

-- The service keeps them in memory; it is told when one changes.
create function tell_figures() returns trigger language plpgsql as $$
begin perform pg_notify('figures', ''); return null; end $$;
create trigger tell_figures after insert or update or delete on figures for each statement execute function tell_figures();

-- How many numbers of an account went to a superior office on a day, by form and roster together. The row is also what parallel
-- requests queue at: just below the limit one of them gets through.
create table number_case_count (
  account_id uuid not null references account(id),
  day date not null,
  cases int2 not null check (cases >= 0),
  primary key (account_id, day)
);
grant select, insert, update on number_case_count to r_system;

drop index audit_settings;
create index audit_settings on audit_entry(id desc)
  where action in ('programmeYear.open', 'programmeYear.change', 'rankMap.change', 'municipalPlace.send', 'figures.change');
