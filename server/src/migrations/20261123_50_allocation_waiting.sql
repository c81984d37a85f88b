-- Who goes on waiting was a line each, two thirds of a city's lines and most of what storing a proposal took. One row a village and a
-- reason now, the households in order; what is said of each is the same.
create table allocation_waiting (
  run_id uuid not null references allocation_run(id),
  path text collate "C" not null,              -- the village's
  why text not null,                           -- reason code
  household_ids uuid[] not null check (cardinality(household_ids) > 0),
  households int not null generated always as (cardinality(household_ids)) stored,
  primary key (run_id, path, why)
);

grant select, insert, delete on allocation_waiting to r_territory, r_system;
alter table allocation_waiting enable row level security;
alter table allocation_waiting force row level security;
create policy allocation_waiting_system on allocation_waiting to r_system using (true) with check (true);
create policy allocation_waiting_scope on allocation_waiting to r_territory using (in_scope(path)) with check (in_scope(path));

alter table allocation_line no force row level security;
alter table allocation_waiting no force row level security;
insert into allocation_waiting (run_id, path, why, household_ids)
  select run_id, path, why[1], array_agg(household_id order by household_id) from allocation_line where kind = 'WAITING' group by 1, 2, 3;
delete from allocation_line where kind = 'WAITING';
alter table allocation_line force row level security;
alter table allocation_waiting force row level security;
alter table allocation_line drop constraint allocation_line_kind_check,
  add constraint allocation_line_kind_check check (kind in ('NEW', 'MOVED', 'RELEASED'));
