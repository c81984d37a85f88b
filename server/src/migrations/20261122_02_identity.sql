-- Accounts and sessions. A session's token and a one-time code are stored as hashes only.
create table account (
  id uuid primary key default uuidv7(),
  login text not null unique check (login = lower(login)),
  display_name text not null,
  password_hash text,
  failed_attempts int2 not null default 0,
  locked_until timestamptz,
  disabled_at timestamptz,
  created_at timestamptz not null default now(),
  version int not null default 1
);

create table one_time_code (
  id uuid primary key default uuidv7(),
  account_id uuid not null references account(id),
  code_hash bytea not null unique,
  issued_by uuid not null references account(id),
  issued_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  replaced_at timestamptz
);
create unique index one_open_code on one_time_code(account_id) where used_at is null and replaced_at is null;

create table session (
  id uuid primary key default uuidv7(),
  token_hash bytea not null unique,
  account_id uuid not null references account(id),
  grant_id uuid,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  ended_at timestamptz,
  user_agent text
);
create index on session(account_id) where ended_at is null;

-- Append-only. No personal value in the clear: `before` and `after` hold identifiers, dates, codes and masked forms; a name,
-- number or phone stands in them only as the envelope encrypted under that person's key.
create table audit_entry (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  account_id uuid,
  grant_id uuid,
  action text not null,
  subject_type text not null,
  subject_id uuid,
  path text collate "C" not null default '',
  before jsonb,
  after jsonb,
  reason text
);
create index on audit_entry(subject_id, id desc);
create index on audit_entry(path, id desc);

create function refuse_change() returns trigger language plpgsql as $$
begin raise exception '% is append-only', tg_table_name using errcode = '55000'; end $$;
create trigger audit_append_only before update or delete or truncate on audit_entry
  for each statement execute function refuse_change();

grant select, insert, update on account, one_time_code, session to r_system;
grant select, insert on audit_entry to r_system, r_territory, r_unit, r_friend;
alter table audit_entry enable row level security;
alter table audit_entry force row level security;
create policy audit_write on audit_entry for insert with check (true);
create policy audit_read_system on audit_entry for select to r_system using (true);
create policy audit_read_scope on audit_entry for select to r_territory, r_unit using (in_scope(path));
