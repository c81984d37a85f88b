-- The job works in the name of whoever asked for what it does, who need not be whoever opened the run (R31).
alter table allocation_run
  add column asked_by uuid references account(id),
  add column asked_under uuid references role_grant(id);

alter table allocation_run no force row level security;
update allocation_run set asked_by = coalesce(published_by, account_id), asked_under = coalesce(published_under, grant_id);
alter table allocation_run force row level security;

alter table allocation_run
  alter column asked_by set not null,
  alter column asked_under set not null;
