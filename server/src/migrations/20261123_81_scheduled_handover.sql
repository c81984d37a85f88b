-- R7: a handover whose day is to come: what was ordered, kept as an order. No pairing is written before the day, so that endings never
-- lie in the future; on the day a job carries it out whole, or says why not. Identifiers and dates only: names are read where they are.
create table scheduled_handover (
  id uuid primary key,
  cadre_id uuid not null references cadre(id), -- who hands over
  day date not null,                           -- the successors' first day
  reason text not null,
  retain boolean not null,
  account_id uuid not null references account(id),
  grant_id uuid not null references role_grant(id),
  path text collate "C" not null,              -- the area of the grant it was ordered under
  ordered_at timestamptz not null,
  state text not null default 'SCHEDULED' check (state in ('SCHEDULED', 'ATTENTION', 'DONE', 'WITHDRAWN')),
  problem text,                                -- why it was not carried out, where that is of no single line
  act_id uuid,                                 -- the act that did it
  settled_at timestamptz,
  settled_by uuid references account(id),      -- null where its day refused it
  version int not null default 1,
  check ((state = 'SCHEDULED') = (settled_at is null)),
  check ((state = 'DONE') = (act_id is not null)),
  unique (id, state)
);
create index on scheduled_handover(cadre_id);
create index scheduled_due on scheduled_handover(day) where state = 'SCHEDULED';

create table scheduled_handover_line (
  handover_id uuid not null,
  state text not null,                         -- the handover's
  position int2 not null,
  pairing_id uuid not null references pairing(id),
  household_id uuid not null,
  path text collate "C" not null,
  successor_id uuid not null references cadre(id),
  problem text,
  primary key (handover_id, pairing_id),
  foreign key (handover_id, state) references scheduled_handover(id, state) on update cascade,
  foreign key (household_id, path) references household(id, path) on update cascade
);
-- Nobody is promised to two.
create unique index scheduled_once on scheduled_handover_line(pairing_id) where state = 'SCHEDULED';
create index on scheduled_handover_line(household_id, path);
create index scheduled_open on scheduled_handover_line(path, handover_id) where state in ('SCHEDULED', 'ATTENTION');
create index scheduled_promises on scheduled_handover_line(successor_id) where state = 'SCHEDULED';

grant select, insert, update on scheduled_handover, scheduled_handover_line to r_territory, r_system;
do $$
declare t text;
begin
  foreach t in array array['scheduled_handover', 'scheduled_handover_line'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I to r_system using (true) with check (true)', t || '_system', t);
    execute format('create policy %I on %I to %I using (true) with check (true)', t || '_owner', t, current_user); -- for definer functions
  end loop;
end $$;

-- Whoever may hand over all of it may order it anew or withdraw it: every household in the own area, and R6, nobody but the city for
-- its own people.
create function may_settle_handover(handover_id uuid) returns boolean
language sql stable security definer set search_path = public
return not exists (select from scheduled_handover_line l where l.handover_id = may_settle_handover.handover_id and not in_scope(l.path))
  and not exists (select from scheduled_handover h join cadre c on c.id = h.cadre_id join unit u on u.id = c.unit_id
    join region o on o.id = u.administered_by
    where h.id = may_settle_handover.handover_id and o.level = 'CITY' and not in_scope(o.path));
revoke execute on function may_settle_handover from public;
grant execute on function may_settle_handover to r_territory, r_system;

-- A line is its household's; of a handover one sees as much as one sees of its lines.
create policy scheduled_handover_line_territory on scheduled_handover_line to r_territory using (in_scope(path)) with check (in_scope(path));
create policy scheduled_handover_territory on scheduled_handover for select to r_territory
  using (exists (select from scheduled_handover_line l where l.handover_id = id));
create policy scheduled_handover_insert on scheduled_handover for insert to r_territory with check (in_scope(path));
create policy scheduled_handover_update on scheduled_handover for update to r_territory
  using (may_settle_handover(id)) with check (may_settle_handover(id));
