-- A row of a roster that waits for an office's decision outlives its file: it is kept beside its question, sealed under a key of its
-- own, and goes with the decision.
alter table import_review add column decision text
  check (decision in ('NOTED', 'RETURNED', 'TAKEN', 'SEPARATE', 'CLAIMED'));

create table import_held_row (
  review_id uuid not null references import_review(id),
  run_id uuid not null references import_run(id),
  row_number int not null,
  held_key bytea not null,                     -- wrapped by the master key
  sealed bytea not null,                       -- under held_key: the reading of the row
  primary key (run_id, row_number)
);
create index on import_held_row(review_id);

grant select, insert, update, delete on import_held_row to r_system;
grant select, delete on import_held_row to r_territory;
alter table import_held_row enable row level security;
alter table import_held_row force row level security;
create policy held_system on import_held_row to r_system using (true) with check (true);
create policy held_territory on import_held_row to r_territory
  using (exists (select from import_review r where r.id = review_id));

-- Whoever writes: a question that was decided has no rows left.
create function held_until_decided() returns trigger language plpgsql as $$
begin
  delete from import_held_row where review_id = new.id;
  return new;
end $$;
create trigger held_until_decided before update of state on import_review for each row
  when (new.state = 'DONE' and old.state <> 'DONE') execute function held_until_decided();

-- Definer functions run as the owner, who under FORCE needs policies of its own.
do $$
declare t text;
begin
  foreach t in array array['import_run', 'import_review', 'import_held_row'] loop
    execute format('create policy %I on %I to %I using (true) with check (true)', t || '_owner', t, current_user);
  end loop;
end $$;

-- The nearest node above both paths, or the path itself where they are one.
create function common_path(one text, other text) returns text language plpgsql immutable parallel safe as $$
declare
  a text[] := string_to_array(one, '/');
  b text[] := string_to_array(other, '/');
  steps text := '';
begin
  for i in 1 .. least(cardinality(a), cardinality(b)) - 1 loop
    exit when a[i] <> b[i];
    steps := steps || a[i] || '/';
  end loop;
  return steps;
end $$;

-- Whether a run may speak in the caller's scope: the run's own office, one within its area, or one above it.
create function run_within_reach(run uuid) returns boolean language sql stable security definer set search_path = public
return exists (select from import_run r where r.id = run
  and (in_scope(r.path) or starts_with(nullif(current_setting('app.scope_lo', true), ''), r.path)));
revoke execute on function run_within_reach from public;
grant execute on function run_within_reach to r_territory;

-- Keeps what a roster asks; the same question stays one while it is open. Who is asked may lie beyond the importer's area: a
-- stored cadre is decided on by whoever administers the unit (R6), a stored household by the office above it and the row's village;
-- a row of a cadre that is held by the importing office, for its 帮扶户 are written there.
-- The same remark is asked once, answered or not; a row that is held is asked about again, for nothing of it is written.
create function ask_reviews(run uuid, subject text, kinds text[], paths text[], subjects uuid[], names text[], messages text[],
  numbers int[], held boolean[]) returns int language plpgsql security definer set search_path = public as $$
declare n int;
begin
  if not run_within_reach(run) then return 0; end if;
  insert into import_review (run_id, account_id, kind, path, subject_type, subject_id, name, message, row_number)
  select r.id, r.account_id, q.kind, coalesce(case when not q.held then c.path end, common_path(q.path, h.path), q.path), subject, q.subject_id, q.name, q.message,
    q.row_number
  from import_run r, unnest(kinds, paths, subjects, names, messages, numbers, held)
    as q(kind, path, subject_id, name, message, row_number, held)
  left join cadre c on subject = 'CADRE' and c.id = q.subject_id
  left join household h on subject = 'HOUSEHOLD' and h.id = q.subject_id
  where r.id = run and not exists (select from import_review o where o.kind = q.kind and o.subject_id = q.subject_id
    and o.message = q.message and (o.state = 'OPEN' or not q.held))
  on conflict do nothing;
  get diagnostics n = row_count;
  return n;
end $$;
revoke execute on function ask_reviews from public;
grant execute on function ask_reviews to r_territory;

-- Keeps rows beside the open questions they are held for; those of an earlier roster give way, and who saw those has to look again.
create function hold_rows(run uuid, kinds text[], subjects uuid[], messages text[], indexes bytea[], numbers int[], keys bytea[],
  rows bytea[]) returns int language plpgsql security definer set search_path = public as $$
declare n int;
begin
  if not run_within_reach(run) then return 0; end if;
  with found as (
    select o.id, h.row_number, h.held_key, h.sealed
    from import_run r, unnest(kinds, subjects, messages, indexes, numbers, keys, rows)
      as h(kind, subject_id, message, subject_index, row_number, held_key, sealed)
    join import_review o on o.state = 'OPEN' and o.kind = h.kind
    where r.id = run and case
      when h.kind = 'SUPERIOR' then o.account_id = r.account_id and o.subject_index = h.subject_index
      when h.subject_id is not null then o.subject_id = h.subject_id and o.message = h.message
      else o.run_id = run and o.row_number = h.row_number end
  ), outdated as (
    delete from import_held_row w where w.run_id <> run and w.review_id in (select id from found) returning w.review_id
  ), seen as (
    update import_review set version = version + 1 where id in (select review_id from outdated)
  )
  insert into import_held_row (review_id, run_id, row_number, held_key, sealed)
  select distinct on (row_number) id, run, row_number, held_key, sealed from found order by row_number, id
  on conflict do nothing;
  get diagnostics n = row_count;
  return n;
end $$;
revoke execute on function hold_rows from public;
grant execute on function hold_rows to r_territory;
