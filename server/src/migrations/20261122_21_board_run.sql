-- 照办 or 说明原因 for all that a filter of the board shows: first worked out and counted, then carried out as a job, a batch a
-- transaction, each a pairing_act of its own. Identifiers, dates and sentences of the rules only; names are read where they are.
create table board_run (
  id uuid primary key default uuidv7(),
  kind text not null check (kind in ('ASSIGN', 'WAIVE')),
  account_id uuid not null references account(id),
  grant_id uuid not null references role_grant(id),
  path text collate "C" not null,              -- the area of the grant it was started under
  year int2 not null references programme_year(year),
  filter jsonb not null,                       -- what of the board: within, unitId, kind
  waiver_reason text check (waiver_reason in ('RETIRED', 'LONG_ILL', 'ON_LEAVE', 'OTHER')),
  reason text,                                 -- the sentence to a waiver; why, once a county has been closed (R5)
  state text not null default 'PLANNING' check (state in
    ('PLANNING', 'READY', 'RUNNING', 'NEEDS_REASON', 'STOPPED', 'DONE', 'FAILED')),
  found int not null default 0,                -- items that the filter shows
  total int not null default 0,                -- of them, what there is to do
  done int not null default 0,
  refused int not null default 0,
  before int not null default 0,               -- done and refused when it was last started, for the pace
  problem text,
  started_at timestamptz,
  finished_at timestamptz,
  created_at timestamptz not null default now(),
  version int not null default 1,
  check ((kind = 'WAIVE') = (waiver_reason is not null))
);
create index on board_run(account_id, id desc);
create index on board_run(state) where state in ('PLANNING', 'RUNNING');

create table board_run_item (
  run_id uuid not null references board_run(id),
  position int not null,
  household_id uuid,                           -- null where an official is excused
  cadre_id uuid not null,
  act_id uuid,                                 -- the act that did it
  rule text,
  message text,                                -- why it no longer held
  primary key (run_id, position),
  check (act_id is null or message is null)
);
create index board_run_open on board_run_item(run_id, position) where act_id is null and message is null;
create index board_run_refused on board_run_item(run_id, position) where message is not null;

grant select, insert, update on board_run, board_run_item to r_system, r_territory;
do $$
declare t text;
begin
  foreach t in array array['board_run', 'board_run_item'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I to r_system using (true) with check (true)', t || '_system', t);
  end loop;
end $$;
create policy run_scope on board_run to r_territory using (in_scope(path)) with check (in_scope(path));
create policy item_scope on board_run_item to r_territory
  using (exists (select from board_run r where r.id = run_id)) with check (exists (select from board_run r where r.id = run_id));
