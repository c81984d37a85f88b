-- The chain over the record. A sequence number is drawn before the commit, so a later number may be visible earlier; the number of
-- the transaction tells when everything before it is settled: all below `pg_snapshot_xmin` have ended. Rows of before have '0'.
alter table audit_entry add column xact xid8 not null default '0';
alter table audit_entry alter column xact set default pg_current_xact_id();
create index audit_in_order on audit_entry(xact, id);
-- Who writes a record can't place it among older ones.
revoke insert on audit_entry from r_system, r_territory, r_unit, r_friend;
grant insert (at, account_id, grant_id, action, subject_type, subject_id, path, before, after, reason)
  on audit_entry to r_system, r_territory, r_unit, r_friend;

-- One seal a record, in order. No foreign key: that a record is gone is to be seen, not prevented.
create table audit_seal (
  seq bigint primary key check (seq > 0),
  entry_id bigint not null unique,
  xact xid8 not null,
  sealed_at timestamptz not null,
  mac bytea not null check (length(mac) = 32)   -- over the record and the mac before, under a key that is never in the database
);
create trigger seal_append_only before update or delete or truncate on audit_seal
  for each statement execute function refuse_change();
grant select, insert on audit_seal to r_system;
alter table audit_seal enable row level security;
alter table audit_seal force row level security;
create policy seal_system on audit_seal to r_system using (true) with check (true);
