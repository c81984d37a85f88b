-- One row a year: its deadlines and what the office may change in the console (nothing in italics is hard-coded).
create table programme_year (
  year int2 primary key,
  confirm_by date not null,
  household_cap int2 not null default 1 check (household_cap > 0),           -- R2
  rank_quota jsonb not null default '{"COUNTY_LEADER":5,"SECTION_HEAD":4,"SECTION_DEPUTY":3,"STAFF":2,"TECHNICAL":1}', -- R1
  opened_at timestamptz not null default now(),
  version int not null default 1
);

-- The editable map from the ranks that rosters use to the five categories (R1); the first pattern that matches decides.
create table rank_mapping (
  pattern text primary key,                -- a rank title, '*' stands for any text
  rank text not null check (rank in ('COUNTY_LEADER', 'SECTION_HEAD', 'SECTION_DEPUTY', 'STAFF', 'TECHNICAL')),
  position int2 not null
);

-- R2: at most `cap` responsible cadres a household at any moment: slots 1..cap, the lowest free one is taken.
-- R3: the same two never overlap. Whoever writes, the database refuses.
create table pairing (
  id uuid primary key default uuidv7(),
  household_id uuid not null,
  path text collate "C" not null,
  cadre_id uuid not null,
  cadre_path text collate "C" not null,
  kind text not null check (kind in ('RESPONSIBLE', 'RETAINED')),
  slot int2 check (slot > 0),
  from_date date not null,
  to_date date check (to_date > from_date),
  source text not null check (source in ('ROSTER', 'DUTY', 'ASSIGNED', 'CHOSEN', 'HANDOVER', 'ALLOCATION')),
  end_reason text,
  withdrawn_at timestamptz,
  created_at timestamptz not null default now(),
  version int not null default 1,
  check ((kind = 'RESPONSIBLE') = (slot is not null)),
  foreign key (household_id, path) references household(id, path) on update cascade,
  foreign key (cadre_id, cadre_path) references cadre(id, path) on update cascade,
  constraint r2 exclude using gist (household_id with =, slot with =, daterange(from_date, to_date) with &&)
    where (kind = 'RESPONSIBLE' and withdrawn_at is null),
  constraint r3 exclude using gist (household_id with =, cadre_id with =, daterange(from_date, to_date) with &&)
    where (withdrawn_at is null)
);
create unique index pairing_standing on pairing(household_id, slot)
  where kind = 'RESPONSIBLE' and to_date is null and withdrawn_at is null;
create index on pairing(household_id, path);
create index on pairing(cadre_id, cadre_path);
create index pairing_page on pairing(path, id) where withdrawn_at is null;
create index pairing_unit_page on pairing(cadre_path, id) where withdrawn_at is null;

-- What a roster says (R2): not yet a pairing. `path` is the village where it is known, else the area it was imported for.
create table pairing_claim (
  id uuid primary key default uuidv7(),
  year int2 not null references programme_year(year),
  cadre_id uuid not null,
  cadre_path text collate "C" not null,
  household_id uuid references household(id),
  path text collate "C" not null,
  claimed_head text not null,
  claimed_village text not null,
  import_id uuid,
  source_row int,
  from_date date not null,
  status text not null check (status in ('OPEN', 'UNKNOWN', 'AMBIGUOUS', 'ACCEPTED', 'CLOSED')),
  pairing_id uuid references pairing(id),
  reason text,
  decided_at timestamptz,
  created_at timestamptz not null default now(),
  version int not null default 1,
  check ((status in ('OPEN', 'ACCEPTED')) <= (household_id is not null)),
  check ((status = 'ACCEPTED') <= (pairing_id is not null)),
  foreign key (cadre_id, cadre_path) references cadre(id, path) on update cascade
);
create unique index claim_once on pairing_claim(cadre_id, household_id) where status = 'OPEN';
create index on pairing_claim(household_id) where status = 'OPEN';
create index on pairing_claim(path, status);
create index on pairing_claim(cadre_id, cadre_path);

-- R5: an official without a friend, excused for a year with a reason.
create table waiver (
  id uuid primary key default uuidv7(),
  year int2 not null references programme_year(year),
  cadre_id uuid not null,
  cadre_path text collate "C" not null,
  reason text not null check (reason in ('RETIRED', 'LONG_ILL', 'ON_LEAVE', 'OTHER')),
  note text,
  created_at timestamptz not null default now(),
  withdrawn_at timestamptz,
  check (reason <> 'OTHER' or length(note) > 0),
  foreign key (cadre_id, cadre_path) references cadre(id, path) on update cascade
);
create unique index waiver_once on waiver(year, cadre_id) where withdrawn_at is null;

-- What the city has sent a county of its municipal units' places (R6), which count among the places left there (R5).
create table municipal_place (
  year int2 not null references programme_year(year),
  county_id uuid not null references region(id),
  places int not null check (places >= 0),
  primary key (year, county_id)
);

-- R5: one state a unit and a county for a year. `changed_since` marks a sign-off that a later change has overtaken.
create table confirmation (
  id uuid primary key default uuidv7(),
  year int2 not null references programme_year(year),
  unit_id uuid references unit(id),
  county_id uuid references region(id),
  path text collate "C" not null,
  state text not null check (state in ('DRAFT', 'CONFIRMED', 'COUNTERSIGNED', 'CLOSED')),
  changed_since timestamptz,
  waiting_reason text,                      -- the county's acknowledgement of the waiting households, once
  waiting_acknowledged_at timestamptz,
  opened_at timestamptz,                    -- when somebody first looked at the draft
  version int not null default 1,
  check (num_nonnulls(unit_id, county_id) = 1),
  unique (year, unit_id), unique (year, county_id)
);
create index on confirmation(path);

-- Each signature ever given or taken back; with its lines it is the record, whatever changes later.
create table confirmation_signature (
  id uuid primary key default uuidv7(),
  confirmation_id uuid not null references confirmation(id),
  path text collate "C" not null,
  step text not null check (step in ('CONFIRM', 'COUNTERSIGN', 'CLOSE', 'REOPEN')),
  signed_by uuid not null references account(id),
  signed_at timestamptz not null default now(),
  reason text,
  request_id uuid not null,                 -- clicked twice is signed once
  summary jsonb not null,
  unique (confirmation_id, step, request_id)
);

-- What each pairing was at that moment: copies, no foreign key; names under the signature's own key.
create table confirmation_line (
  signature_id uuid not null references confirmation_signature(id),
  position int not null,
  path text collate "C" not null,
  pairing_id uuid not null,
  cadre_id uuid not null,
  household_id uuid not null,
  kind text not null,
  from_date date not null,
  village text not null,
  unit text not null,
  names_cipher bytea not null,
  primary key (signature_id, position)
);
create trigger signature_append_only before update or delete or truncate on confirmation_signature
  for each statement execute function refuse_change();
create trigger line_append_only before update or delete or truncate on confirmation_line
  for each statement execute function refuse_change();

grant select, insert, update on pairing, pairing_claim, waiver, confirmation to r_territory, r_unit, r_system;
grant select, insert on confirmation_signature, confirmation_line to r_territory, r_unit, r_system;
grant select on pairing, programme_year, rank_mapping, municipal_place to r_friend;
grant select on programme_year, rank_mapping, municipal_place to r_unit;
grant select, insert, update on programme_year, rank_mapping, municipal_place to r_territory, r_system;
grant delete on rank_mapping to r_territory;

-- Before writing pairings: lock their households in one order. Says how many it got, so that a caller who may not see one of
-- them hears "not there" instead of going on unlocked.
create function lock_households(ids uuid[]) returns int language plpgsql security definer set search_path = public as $$
declare n int;
begin
  perform id from household where id = any(ids) and in_scope(path) order by id for no key update;
  get diagnostics n = row_count;
  return n;
end $$;
revoke execute on function lock_households from public;
grant execute on function lock_households to r_territory, r_unit, r_system;
