-- Rosters on their way in. A file and everything read from it lie encrypted under the run's own key, are the uploader's alone and
-- are erased after 24 hours; what stays is the run with its counts.
create table import_run (
  id uuid primary key default uuidv7(),
  kind text not null check (kind in ('CADRES', 'HOUSEHOLDS')),
  account_id uuid not null references account(id),
  grant_id uuid references role_grant(id),
  path text collate "C" not null,              -- the area of the grant it was uploaded under
  year int2 not null references programme_year(year),
  file_name text not null,
  file_bytes int not null,
  state text not null default 'UPLOADED' check (state in
    ('UPLOADED', 'CHECKING', 'NEEDS_COLUMNS', 'READY', 'WRITING', 'DONE', 'REFUSED', 'FAILED', 'LEFT')),
  run_key bytea,                               -- wrapped; null once erased
  file_key bytea,                              -- under run_key; null once erased
  choices jsonb not null default '{}',         -- the importer's columns, over what was found
  mends jsonb not null default '{}',           -- suggestions taken: row, field, value
  header jsonb,
  layout jsonb,
  counts jsonb,
  outcome jsonb,
  done int not null default 0,
  total int not null default 0,
  problem_code text,
  problem text,
  started_at timestamptz,
  finished_at timestamptz,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  erased_at timestamptz,
  version int not null default 1,
  check ((erased_at is null) or (run_key is null and file_key is null))
);
create index on import_run(account_id, id desc);
create index on import_run(expires_at) where erased_at is null;

-- One row of a roster and what becomes of it. `sealed` holds the cells, the reading and the reasons in words.
create table import_row (
  run_id uuid not null references import_run(id),
  row_number int not null,
  verdict text not null check (verdict in ('ADD', 'CHANGE', 'SKIP', 'REFUSE', 'REVIEW')),
  held boolean not null default false,
  reasons text[] not null,
  faulty text[] not null,
  target_id uuid,
  sealed bytea not null,
  written_at timestamptz,
  primary key (run_id, row_number)
);
create index import_row_verdict on import_row(run_id, verdict, row_number);
create index import_row_unwritten on import_row(run_id, row_number) where written_at is null;

-- What a roster asked and a person has to decide. It is a question: nothing has ended or changed by it.
create table import_review (
  id uuid primary key default uuidv7(),
  run_id uuid not null references import_run(id),
  account_id uuid not null references account(id),
  path text collate "C" not null,              -- of the office that decides
  kind text not null check (kind in ('REMARK', 'OTHER_HEAD', 'OTHER_NAME', 'OTHER_IDENTITY', 'OTHER_VILLAGE', 'OTHER_UNIT',
    'IDENTITY_TAKEN', 'ENDED', 'MISSING', 'UNKNOWN_RANK', 'NEW_UNIT', 'SUPERIOR')),
  subject_type text not null check (subject_type in ('CADRE', 'HOUSEHOLD', 'UNIT')),
  subject_id uuid,
  subject_index bytea,                         -- SUPERIOR: the blind index of the number, nothing more
  name text not null,
  message text not null,
  row_number int,
  state text not null default 'OPEN' check (state in ('OPEN', 'DONE')),
  note text,
  decided_by uuid references account(id),
  decided_at timestamptz,
  created_at timestamptz not null default now(),
  version int not null default 1,
  check ((state = 'DONE') = (decided_at is not null))
);
create unique index review_once on import_review(kind, subject_id, message) where state = 'OPEN' and subject_id is not null;
create unique index review_row_once on import_review(run_id, kind, row_number) where subject_id is null;
create unique index review_case_once on import_review(account_id, subject_index) where subject_index is not null;
create index on import_review(path, id) where state = 'OPEN';

grant select, insert, update on import_run, import_review to r_system, r_territory;
grant select, insert, update, delete on import_row to r_system;
grant select, insert, update on import_row to r_territory;

do $$
declare t text;
begin
  foreach t in array array['import_run', 'import_row', 'import_review'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I to r_system using (true) with check (true)', t || '_system', t);
  end loop;
end $$;
create policy run_territory on import_run to r_territory using (in_scope(path)) with check (in_scope(path));
create policy row_territory on import_row to r_territory
  using (exists (select from import_run r where r.id = run_id)) with check (exists (select from import_run r where r.id = run_id));
create policy review_territory on import_review to r_territory using (in_scope(path)) with check (in_scope(path));
create index on import_review(subject_id) where subject_id is not null;
