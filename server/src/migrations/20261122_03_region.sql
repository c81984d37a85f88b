-- The territory. `path` is the codes from the city down, each step closed by a slash ('6109/610926/610926107/'), so that one
-- range predicate covers a subtree and 1 never covers 10. It is a label given once: a code that changes later does not move it.
create table region (
  id uuid primary key default uuidv7(),
  code text not null unique,
  name text not null,
  level text not null check (level in ('CITY', 'COUNTY', 'TOWN', 'VILLAGE', 'GROUP')),
  parent_id uuid references region(id),
  path text collate "C" not null unique check (path like '%/'),
  poor boolean not null default false,
  from_date date not null default '1949-10-01',
  to_date date check (to_date > from_date),
  version int not null default 1,
  unique (id, path)
);
create index on region(parent_id);

-- What a region was called and coded before (旬阳县 610928 is now 旬阳市 610981); rosters keep using the old ones.
create table region_former (
  region_id uuid not null references region(id),
  code text,
  name text,
  until date,
  check (code is not null or name is not null),
  unique (region_id, code, name)
);

-- Dictionaries with validity: an entry that has ended stays readable on the records that carry it.
create table dictionary_entry (
  dictionary text not null check (dictionary in ('POVERTY_STATUS', 'POVERTY_CAUSE', 'OFFICE_NAME', 'ETHNICITY', 'RELATION')),
  code text not null,
  label text not null,
  aliases text[] not null default '{}',
  position int2 not null default 0,
  from_date date,
  to_date date,
  primary key (dictionary, code)
);

grant select on region, region_former, dictionary_entry to r_territory, r_unit, r_friend, r_system;
grant insert, update on region, region_former, dictionary_entry to r_territory, r_system;
