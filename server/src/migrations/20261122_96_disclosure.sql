-- R32: personal data in full leaves the house as a workbook. Beyond so many people within a day one account needs a second person.
alter table figures add column rows_alone int2 not null default 500 check (rows_alone between 0 and 2000);

-- What was asked for, what became of it, and who says so. No personal value stands here, nor a word that people are searched by.
create table disclosure (
  id uuid primary key default uuidv7(),
  serial int generated always as identity unique,  -- 导出编号: stands in every row of the workbook
  account_id uuid not null references account(id),
  grant_id uuid not null references role_grant(id),
  path text collate "C" not null,                  -- of the office that asked
  people text not null check (people in ('HEADS', 'MEMBERS', 'CADRES')),
  fields text[] not null check (cardinality(fields) > 0 and fields <@ array['IDENTITY', 'PHONE']),
  filter jsonb not null,
  area text not null,                              -- as whoever decides reads it
  conditions text[] not null,
  reason text not null,
  asked_rows int not null check (asked_rows > 0),
  rows_alone int not null,                         -- the figure as it was then
  alone boolean not null,
  state text not null check (state in ('ASKED', 'WITHDRAWN', 'REFUSED', 'EXPIRED', 'MAKING', 'READY', 'OVER', 'FAILED')),
  asked_at timestamptz not null,
  expires_at timestamptz not null,                 -- of the question, then of the file
  decided_by uuid references account(id),
  decided_at timestamptz,
  answer text,
  done int not null default 0,
  total int not null default 0,
  run_key bytea,                                   -- wrapped; null while there is no file
  file_key bytea,                                  -- under run_key
  downloads int not null default 0,
  ended_at timestamptz,
  problem text,
  version int not null default 1,
  check (decided_by <> account_id),
  check ((decided_by is null) = (decided_at is null)),
  check (not alone or (decided_by is null and asked_rows <= rows_alone)),
  check (alone or decided_by is not null or state in ('ASKED', 'WITHDRAWN', 'EXPIRED')),
  check ((run_key is null) = (file_key is null)),
  check (run_key is null or state in ('MAKING', 'READY'))
);
create index on disclosure(path, id desc);
create index on disclosure(account_id, asked_at);
create index disclosure_open on disclosure(state, expires_at) where state in ('ASKED', 'MAKING', 'READY');

-- Who stands in a workbook, for as long as there is one: the record of their numbers leaving is made from it, and an erasure finds
-- the files that must go.
create table disclosure_person (
  disclosure_id uuid not null references disclosure(id),
  position int not null,
  person_id uuid not null,
  subject_id uuid not null,                        -- whose page tells of it: the cadre or the household
  path text collate "C" not null,
  opened boolean not null default false,           -- a number of theirs stands in it
  primary key (disclosure_id, position)
);
create index on disclosure_person(person_id);

grant select, insert, update on disclosure to r_system;
grant select, insert, update, delete on disclosure_person to r_system;
do $$
declare t text;
begin
  foreach t in array array['disclosure', 'disclosure_person'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I to r_system using (true) with check (true)', t || '_system', t);
    execute format('create policy %I on %I for select to %I using (true)', t || '_owner', t, current_user);
  end loop;
end $$;
