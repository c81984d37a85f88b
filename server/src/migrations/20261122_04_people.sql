-- Units, cadres, households. One lexical space of paths serves both axes: a unit's path is the path of the region it sits in,
-- then '@' and its code ('6109/@SZ001/', '6109/610926/@JTJ/'), so that a county's range covers its units and a unit's range its people.
create table unit (
  id uuid primary key default uuidv7(),
  code text not null unique,
  name text not null,
  former_names text[] not null default '{}',
  level text not null check (level in ('MUNICIPAL', 'COUNTY', 'TOWN', 'VERTICAL')),
  field text check (field in ('HEALTH', 'EDUCATION', 'AGRICULTURE', 'EMPLOYMENT', 'HOUSING', 'TRANSPORT', 'WELFARE', 'OTHER')),
  seat_id uuid not null references region(id),           -- where it sits: city, county or town
  administered_by uuid not null references region(id),   -- the office that countersigns it (R5): city, else its county
  path text collate "C" not null unique,
  ended_on date,
  version int not null default 1,
  unique (id, path)
);
create index on unit(administered_by);

create table village_assignment (
  id uuid primary key default uuidv7(),
  unit_id uuid not null references unit(id),
  village_id uuid not null references region(id),
  from_date date not null,
  to_date date check (to_date > from_date),
  exclude using gist (unit_id with =, village_id with =, daterange(from_date, to_date) with &&)
);
create index on village_assignment(village_id);

-- Personal values: AES-256-GCM under the row's own key (`person_key`, itself wrapped), found by HMAC (`*_index`), shown masked.
create table cadre (
  id uuid primary key default uuidv7(),
  name text not null,
  name_bigrams text[] generated always as (bigrams(name)) stored,
  initials text not null default '',
  kind text not null default 'OFFICIAL'
    check (kind in ('OFFICIAL', 'ENTERPRISE', 'MASS_ORGANISATION', 'PHILANTHROPIST', 'MIGRANT_ENTREPRENEUR')),
  sex text check (sex in ('M', 'F')),
  birth_date date,
  unit_id uuid not null,
  path text collate "C" not null,
  rank_title text not null default '',
  rank text not null check (rank in ('COUNTY_LEADER', 'SECTION_HEAD', 'SECTION_DEPUTY', 'STAFF', 'TECHNICAL')),
  status text not null default 'ACTIVE' check (status in ('ACTIVE', 'ON_LEAVE', 'ILL', 'SECONDED', 'RETIRED', 'LEFT', 'DECEASED')),
  account_id uuid references account(id),
  person_key bytea,
  identity_cipher bytea,
  identity_mask text,
  identity_index bytea,
  identity_tail text,
  phone_cipher bytea,
  phone_mask text,
  phone_works_on date,
  created_at timestamptz not null default now(),
  version int not null default 1,
  foreign key (unit_id, path) references unit(id, path) on update cascade,
  unique (id, path)
);
create unique index cadre_identity on cadre(identity_index);
create unique index cadre_account on cadre(account_id);
create index on cadre(path);
create index on cadre(unit_id, path);
create index on cadre using gin (name_bigrams);

create table posting (
  id uuid primary key default uuidv7(),
  cadre_id uuid not null references cadre(id),
  unit_id uuid not null references unit(id),
  kind text not null default 'POST' check (kind in ('POST', 'SECONDMENT')),
  rank_title text not null default '',
  from_date date not null,
  to_date date check (to_date > from_date),
  exclude using gist (cadre_id with =, kind with =, daterange(from_date, to_date) with &&)
);

create table household (
  id uuid primary key default uuidv7(),
  number text unique,                                     -- 户编号
  region_id uuid not null,                                -- the village
  path text collate "C" not null,
  village_group text,
  poverty_status text not null,                           -- dictionary POVERTY_STATUS
  cause text,                                             -- dictionary POVERTY_CAUSE
  eligible boolean not null,                              -- registered poor or monitored, with a living member, not ended
  need int2 not null default 0,                           -- higher is harder off; set by the rule, see people.rules
  head_id uuid,
  head_name text not null,
  head_bigrams text[] generated always as (bigrams(head_name)) stored,
  head_initials text not null default '',
  size int2 not null check (size >= 0),
  ended_on date,
  ended_reason text,
  remark text,
  created_at timestamptz not null default now(),
  version int not null default 1,
  foreign key (region_id, path) references region(id, path) on update cascade,
  unique (id, path)
);
create index on household(path);
create index on household(region_id, path);
create index on household using gin (head_bigrams);
create index household_eligible on household(path, need desc, id) where eligible;

create table household_member (
  id uuid primary key default uuidv7(),
  household_id uuid not null,
  path text collate "C" not null,
  name text not null,
  relation text not null default 'HEAD',                  -- dictionary RELATION
  sex text check (sex in ('M', 'F')),
  birth_date date,
  died_on date,
  left_on date,
  person_key bytea,
  identity_cipher bytea,
  identity_mask text,
  identity_index bytea,
  identity_tail text,
  phone_cipher bytea,
  phone_mask text,
  phone_works_on date,
  version int not null default 1,
  foreign key (household_id, path) references household(id, path) on update cascade
);
create unique index member_identity on household_member(identity_index) where left_on is null;
create index on household_member(household_id, path);
create index on household_member(identity_tail, path);
alter table household add foreign key (head_id) references household_member(id) deferrable initially deferred;

-- R26: declared kin. Unknown is never "none": `declared_none` is a statement of its own.
create table kin_declaration (
  id uuid primary key default uuidv7(),
  cadre_id uuid not null references cadre(id),
  household_id uuid references household(id),
  relation text,
  declared_none boolean not null default false,
  declared_on date not null,
  withdrawn_at timestamptz,
  check (declared_none = (household_id is null))
);
create index on kin_declaration(cadre_id);
create index on kin_declaration(household_id);

-- A fact from outside, with its source (R4): this cadre is charged with this household.
create table assistance_duty (
  id uuid primary key default uuidv7(),
  cadre_id uuid not null references cadre(id),
  household_id uuid not null,
  path text collate "C" not null,
  source text not null,
  from_date date not null,
  to_date date check (to_date > from_date),
  foreign key (household_id, path) references household(id, path) on update cascade
);
create index on assistance_duty(household_id, path);
create index on assistance_duty(cadre_id);

grant select, insert, update on unit, village_assignment, cadre, posting, household, household_member, kin_declaration,
  assistance_duty to r_territory, r_system;
grant select, insert, update on unit, cadre, posting, kin_declaration to r_unit;
grant select on village_assignment, household, household_member, assistance_duty to r_unit, r_friend;
grant select on unit, cadre, posting, kin_declaration to r_friend;
