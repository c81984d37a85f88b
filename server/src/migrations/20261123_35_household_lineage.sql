-- R7: households split and merge. Each step says which number stayed and which began or ended by it, and what the step did, so
-- that it can be taken back whole within the day. Identifiers, counts and codes only: names are read where they are.
create table household_lineage (
  id uuid primary key default uuidv7(),
  kind text not null check (kind in ('SPLIT', 'MERGE')),
  household_id uuid not null,                            -- the number that stays
  path text collate "C" not null,
  other_id uuid not null check (other_id <> household_id), -- SPLIT: the household that began; MERGE: the one that ended
  other_path text collate "C" not null,
  day date not null,
  account_id uuid not null references account(id),
  at timestamptz not null,
  version int not null,                                  -- both households as the step left them
  other_version int not null,
  size int2 not null,                                    -- and their sizes before it
  other_size int2 not null,
  members uuid[] not null,                               -- who changed house
  member_versions int[] not null,
  head_id uuid,                                          -- who of them became a head, or was one till then
  head_relation text,                                    -- and what they were to the head before
  duties uuid[] not null default '{}',                   -- R4: assistance duties that went along
  kin uuid[] not null default '{}',                      -- R26: declarations that hold for both since
  act_id uuid,                                           -- MERGE: what became of friends and claims, taken back with it only
  undone_at timestamptz,
  check ((kind = 'MERGE') = (act_id is not null)),
  foreign key (household_id, path) references household(id, path) on update cascade,
  foreign key (other_id, other_path) references household(id, path) on update cascade
);
create index on household_lineage(household_id, path);
create index on household_lineage(other_id, other_path);
create index on household_lineage using gin (members); -- R32: where somebody lived before

grant select, insert, update on household_lineage to r_territory, r_system;
alter table household_lineage enable row level security;
alter table household_lineage force row level security;
create policy lineage_system on household_lineage to r_system using (true) with check (true);
create policy lineage_territory on household_lineage to r_territory
  using (in_scope(path) or in_scope(other_path)) with check (in_scope(path) and in_scope(other_path));

-- R26: whoever declared a household as kin has kin wherever its people live. An office sees the declarations of its own cadres only,
-- so this carries over those of all, between two households of the caller's area. Answers what it added.
create function carry_kin(home uuid, onto uuid) returns uuid[]
language sql volatile security definer set search_path = public as $$
  with carried as (
    insert into kin_declaration (cadre_id, household_id, relation, declared_on)
    select distinct on (k.cadre_id) k.cadre_id, onto, k.relation, k.declared_on from kin_declaration k
    where k.household_id = home and k.withdrawn_at is null
      and (select count(*) from household h where h.id in (home, onto) and in_scope(h.path)) = 2
      and not exists (select from kin_declaration o where o.household_id = onto and o.cadre_id = k.cadre_id
        and o.withdrawn_at is null)
    order by k.cadre_id, k.declared_on
    returning id)
  select coalesce(array_agg(id), '{}') from carried
$$;
-- And takes back what a step carried, while that step is not undone yet.
create function drop_carried_kin(step uuid) returns void
language sql volatile security definer set search_path = public as $$
  update kin_declaration k set withdrawn_at = now()
  from household_lineage l
  where l.id = step and l.undone_at is null and in_scope(l.path) and in_scope(l.other_path)
    and k.id = any(l.kin) and k.withdrawn_at is null
$$;
revoke execute on function carry_kin, drop_carried_kin from public;
grant execute on function carry_kin, drop_carried_kin to r_territory;
do $$ begin
  execute format('create policy lineage_owner on household_lineage for select to %I using (true)', current_user);
  execute format('create policy kin_owner on kin_declaration to %I using (true) with check (true)', current_user);
end $$;

-- A claim follows the household into the one it was merged with; an undo brings it back.
alter table pairing_act add column moved_from uuid;
alter table pairing_act drop constraint pairing_act_change_check,
  add constraint pairing_act_change_check check (change in ('CREATED', 'ENDED', 'CLOSED', 'ACCEPTED', 'MOVED')),
  add constraint pairing_act_moved check ((change = 'MOVED') = (moved_from is not null));
