-- 统筹分配 (R9): one run proposes who becomes whose friend in one area, is reviewed, and is published or discarded.

create type path_range as range (subtype = text, collation = "C");

-- What the city's office wishes where nothing more urgent decides, for a year; a year without a row has the defaults of the code.
create table allocation_setting (
  year int2 primary key references programme_year(year),
  hard_from int2 not null check (hard_from between 0 and 100),
  weights jsonb not null,                      -- whole numbers, 0 to 100, by name
  version int not null default 1
);

-- Which unit's field helps against which cause of poverty, and why.
create table field_cause (
  field text not null check (field in ('HEALTH', 'EDUCATION', 'AGRICULTURE', 'EMPLOYMENT', 'HOUSING', 'TRANSPORT', 'WELFARE', 'OTHER')),
  cause text not null,                         -- dictionary POVERTY_CAUSE
  why text not null,
  primary key (field, cause)
);
insert into field_cause (field, cause, why) values
  ('HEALTH', 'ILLNESS', '看病、报销、慢病签约找得到人'),
  ('HEALTH', 'DISABILITY', '康复、评残找得到人'),
  ('EDUCATION', 'SCHOOLING', '资助、助学贷款、升学说得清'),
  ('AGRICULTURE', 'SKILL', '种养技术能教'),
  ('AGRICULTURE', 'LAND', '土地流转、改种懂行'),
  ('AGRICULTURE', 'WATER', '灌溉、用水能协调'),
  ('EMPLOYMENT', 'LABOUR', '公益岗、托管用工能介绍'),
  ('EMPLOYMENT', 'MOTIVATION', '培训、招工信息在手'),
  ('HOUSING', 'DISASTER', '危房改造、重建归口'),
  ('TRANSPORT', 'TRANSPORT', '通村路归口'),
  ('WELFARE', 'DISABILITY', '残疾补贴、低保归口'),
  ('WELFARE', 'LABOUR', '低保、照料服务归口');

create table allocation_run (
  id uuid primary key default uuidv7(),
  path text collate "C" not null,              -- the city's or a county's: the area that it decides about
  year int2 not null references programme_year(year),
  account_id uuid not null references account(id),
  grant_id uuid not null references role_grant(id),
  settings jsonb not null,
  state text not null default 'WORKING' check (state in
    ('WORKING', 'PROPOSED', 'PUBLISHING', 'PUBLISHED', 'STOPPED', 'DISCARDED', 'FAILED')),
  step text,                                   -- what is being done just now
  progress int2 not null default 0 check (progress between 0 and 100),
  round int not null default 1,                -- how often it was worked out: a worker of an earlier round has nothing more to say
  stale boolean not null default false,        -- pins or settings changed since it was worked out
  lost int not null default 0,                 -- lines that no longer held when it was to be published
  problem text,
  needs_reason boolean not null default false, -- a county was closed: say why (R5)
  reason text,
  worked_on date,                              -- the day that the facts were of
  worked_at timestamptz,
  input_digest text,
  result_digest text,
  stages jsonb,                                -- value and bound of each stage
  proofs bytea[],                              -- prices that prove it, for whoever checks it without the engine
  scarce text[],                               -- paths of the counties where one place more covers one household more; the city's: a place that may be sent anywhere
  counts jsonb,                                -- kept, new, moved, released, waiting, officials without
  certificate jsonb,                           -- as it was published
  opened_at timestamptz not null default now(),
  published_by uuid references account(id),
  published_under uuid references role_grant(id),
  published_at timestamptz,
  ended_at timestamptz,
  version int not null default 1,
  check ((state = 'PUBLISHED') = (published_at is not null)),
  -- Two runs that could decide about the same household or the same cadre exclude each other.
  constraint one_at_a_time exclude using gist (path_range(path, left(path, -1) || '0') with &&)
    where (state in ('WORKING', 'PROPOSED', 'PUBLISHING'))
);
create index on allocation_run(path, id desc);
create index on allocation_run(state) where state in ('WORKING', 'PUBLISHING');

-- What the run would change, a household a line; those kept as they are stand in `pairing` alone.
create table allocation_line (
  run_id uuid not null references allocation_run(id),
  household_id uuid not null,
  path text collate "C" not null,
  kind text not null check (kind in ('NEW', 'MOVED', 'RELEASED', 'WAITING')),
  from_cadre_id uuid,                          -- the friend of today
  from_pairing_id uuid,
  cadre_id uuid,                               -- the friend proposed
  why text[] not null,                         -- reason codes, the weightiest first
  pinned boolean not null default false,
  primary key (run_id, household_id),
  check ((kind in ('NEW', 'MOVED')) = (cadre_id is not null)),
  check ((kind in ('MOVED', 'RELEASED')) = (from_cadre_id is not null))
);
create index allocation_line_page on allocation_line(run_id, path, household_id);
create index allocation_line_cadre on allocation_line(run_id, cadre_id) where cadre_id is not null;

-- Lines that no longer held when the run was to be published, and why.
create table allocation_lost (
  run_id uuid not null references allocation_run(id),
  household_id uuid not null,
  path text collate "C" not null,
  cadre_id uuid,
  rule text,
  message text not null,
  primary key (run_id, household_id)
);

-- What the office settled by hand for a run: this pair shall be, or shall not be.
create table allocation_pin (
  run_id uuid not null references allocation_run(id),
  household_id uuid not null,
  path text collate "C" not null,
  cadre_id uuid not null,
  kind text not null check (kind in ('PIN', 'BAN')),
  account_id uuid not null references account(id),
  at timestamptz not null default now(),
  primary key (run_id, household_id, cadre_id)
);
create unique index allocation_pin_once on allocation_pin(run_id, household_id) where kind = 'PIN';

grant select on allocation_setting, field_cause to r_territory, r_unit, r_friend, r_system;
grant insert, update on allocation_setting to r_territory;
grant insert, update, delete on field_cause to r_territory;
grant select, insert, update on allocation_run to r_territory, r_system;
grant select, insert, update, delete on allocation_line, allocation_lost to r_territory, r_system;
grant select, insert, delete on allocation_pin to r_territory, r_system;

do $$
declare t text;
begin
  foreach t in array array['allocation_run', 'allocation_line', 'allocation_lost', 'allocation_pin'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I to r_system using (true) with check (true)', t || '_system', t);
    execute format('create policy %I on %I to r_territory using (in_scope(path)) with check (in_scope(path))', t || '_scope', t);
  end loop;
end $$;
