-- R32: a person's data goes by law, the record stands. Somebody asks with the legal ground, another decides; until then it can be
-- taken back, afterwards it is final. What the data were stands nowhere here: a subject's id, its place, and why.
create table erasure (
  id uuid primary key default uuidv7(),
  subject_type text not null check (subject_type in ('CADRE', 'MEMBER', 'HOUSEHOLD')),
  subject_id uuid not null,
  path text collate "C" not null,
  ground text not null check (ground in ('PURPOSE_ENDED', 'PERIOD_ENDED', 'CONSENT_WITHDRAWN', 'UNLAWFUL', 'OTHER_LAW')),
  reason text not null,
  state text not null default 'ASKED' check (state in ('ASKED', 'WITHDRAWN', 'REFUSED', 'DECIDED', 'ERASED')),
  asked_by uuid references account(id),        -- null where a restored backup was put right by the list beside the data
  asked_at timestamptz not null default now(),
  decided_by uuid references account(id),
  decided_at timestamptz,
  answer text,
  erased_at timestamptz,
  version int not null default 1,
  check ((state = 'ASKED') = (decided_at is null)),
  check ((state = 'ERASED') = (erased_at is not null)),
  check (state not in ('REFUSED', 'DECIDED', 'ERASED') or asked_by is null or decided_by <> asked_by)
);
create unique index erasure_open on erasure(subject_id) where state = 'ASKED';
create unique index erasure_done on erasure(subject_id) where state = 'ERASED';
create index on erasure(path, id);
grant select, insert, update on erasure to r_system;
alter table erasure enable row level security;
alter table erasure force row level security;
create policy erasure_system on erasure to r_system using (true) with check (true);
do $$ begin execute format('create policy erasure_owner on erasure for select to %I using (true)', current_user); end $$;

-- Who was erased stays so: the row counts on, and nothing of a person is written into it again.
alter table cadre add column erased_at timestamptz;
alter table household add column erased_at timestamptz;
alter table household_member add column erased_at timestamptz;

create function stays_erased() returns trigger language plpgsql as $$
declare
  personal constant text[] := array['name', 'birth_date', 'person_key', 'identity_index', 'identity_mask', 'phone_mask',
    'head_name', 'number', 'village_group', 'remark', 'remark_key', 'erased_at'];
  field text;
begin
  foreach field in array personal loop
    if to_jsonb(new) -> field is distinct from to_jsonb(old) -> field then
      raise exception using errcode = 'QY001', constraint = 'R32', message = 'what was erased stays erased',
        detail = '这条资料已依法删除，不能再往里填';
    end if;
  end loop;
  return new;
end $$;
create trigger stays_erased before update on cadre for each row when (old.erased_at is not null) execute function stays_erased();
create trigger stays_erased before update on household for each row when (old.erased_at is not null) execute function stays_erased();
create trigger stays_erased before update on household_member for each row when (old.erased_at is not null) execute function stays_erased();

create function stays_without_people() returns trigger language plpgsql as $$
begin
  if exists (select from new_rows n join household h on h.id = n.household_id where h.erased_at is not null) then
    raise exception using errcode = 'QY001', constraint = 'R32', message = 'what was erased stays erased',
      detail = '这一户已依法删除，不能再添人。新来的人家另建一户';
  end if;
  return null;
end $$;
create trigger stays_without_people after insert on household_member referencing new table as new_rows
  for each statement execute function stays_without_people();

-- The seal over what a signature signed: every line of it, the names by the hash of the envelope that they lie in. Where a name is
-- erased the line keeps that hash, so that the seal holds with the name and without it. It stands in the chained record as well.
alter table confirmation_line add column names_was bytea check (length(names_was) = 32);
create table confirmation_seal (
  signature_id uuid primary key references confirmation_signature(id),
  digest bytea not null check (length(digest) = 32)
);
create function lines_digest(signature uuid) returns bytea language sql stable
return (select sha256(coalesce(string_agg(sha256(convert_to(concat_ws('|', position, pairing_id, cadre_id, household_id, kind,
    to_char(from_date, 'YYYY-MM-DD'), village, unit, encode(coalesce(names_was, sha256(names_cipher)), 'hex')), 'UTF8')), ''::bytea
    order by position), ''::bytea)) from confirmation_line where signature_id = signature);
grant select, insert on confirmation_seal to r_territory, r_unit, r_system;
alter table confirmation_seal enable row level security;
alter table confirmation_seal force row level security;
create policy seal_of_system on confirmation_seal to r_system using (true) with check (true);
create policy seal_of_signature on confirmation_seal to r_territory, r_unit
  using (exists (select from confirmation_signature s where s.id = signature_id))
  with check (exists (select from confirmation_signature s where s.id = signature_id));
create trigger confirmation_seal_append_only before update or delete or truncate on confirmation_seal
  for each statement execute function refuse_change();

do $$
declare t text;
begin
  foreach t in array array['confirmation_signature', 'confirmation_line', 'confirmation_seal', 'audit_entry'] loop
    execute format('create policy %I on %I to %I using (true) with check (true)', t || '_owner', t, current_user);
  end loop;
end $$;
insert into confirmation_seal select id, lines_digest(id) from confirmation_signature where step = 'CONFIRM';

-- What the record says of an erased person is taken out of it, and of nobody else. The seal of the chain stays where it is; a mac
-- under the same key, over that seal and what is left of the record, says that this was no forgery. Null where the record had been
-- touched before: then it goes on to show.
create table audit_redaction (
  id bigint generated always as identity primary key,
  entry_id bigint not null,
  erasure_id uuid not null references erasure(id),
  at timestamptz not null default clock_timestamp(),
  mac bytea check (length(mac) = 32)
);
create index on audit_redaction(entry_id, id desc);
create trigger redaction_append_only before update or delete or truncate on audit_redaction
  for each statement execute function refuse_change();
grant select, insert on audit_redaction to r_system;
alter table audit_redaction enable row level security;
alter table audit_redaction force row level security;
create policy redaction_system on audit_redaction to r_system using (true) with check (true);

-- Append-only, but for an erasure that is being carried out: it is DECIDED inside that one transaction only.
create function refuse_change_but_erasure() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and exists (select from erasure e
      where e.id::text = current_setting('app.erasing', true) and e.state = 'DECIDED') then return null; end if;
  raise exception '% is append-only', tg_table_name using errcode = '55000';
end $$;
drop trigger audit_append_only on audit_entry;
create trigger audit_append_only before update or delete or truncate on audit_entry
  for each statement execute function refuse_change_but_erasure();
drop trigger signature_append_only on confirmation_signature;
create trigger signature_append_only before update or delete or truncate on confirmation_signature
  for each statement execute function refuse_change_but_erasure();
drop trigger line_append_only on confirmation_line;
create trigger line_append_only before update or delete or truncate on confirmation_line
  for each statement execute function refuse_change_but_erasure();

create function redact_audit(erasing uuid, ids bigint[], befores jsonb[], afters jsonb[], reasons text[]) returns void
language plpgsql security definer set search_path = public as $$
begin
  perform set_config('app.erasing', erasing::text, true);
  update audit_entry e set before = r.b, after = r.a, reason = r.why
    from unnest(ids, befores, afters, reasons) as r(id, b, a, why) where e.id = r.id;
  perform set_config('app.erasing', '', true);
end $$;

-- The names of lines under a new envelope; the hash of the first one stays.
create function redact_lines(erasing uuid, signatures uuid[], positions int[], names bytea[]) returns void
language plpgsql security definer set search_path = public as $$
begin
  perform set_config('app.erasing', erasing::text, true);
  update confirmation_line l set names_was = coalesce(l.names_was, sha256(l.names_cipher)), names_cipher = r.n
    from unnest(signatures, positions, names) as r(s, p, n) where l.signature_id = r.s and l.position = r.p;
  perform set_config('app.erasing', '', true);
end $$;

create function redact_signers(erasing uuid, signatures uuid[], names bytea[]) returns void
language plpgsql security definer set search_path = public as $$
begin
  perform set_config('app.erasing', erasing::text, true);
  update confirmation_signature s set signer_cipher = r.n from unnest(signatures, names) as r(s, n) where s.id = r.s;
  perform set_config('app.erasing', '', true);
end $$;
revoke execute on function redact_audit, redact_lines, redact_signers, lines_digest from public;
grant execute on function redact_audit, redact_lines, redact_signers to r_system;
grant execute on function lines_digest to r_territory, r_unit, r_system;
create index on confirmation_line(cadre_id);
create index on confirmation_line(household_id);
