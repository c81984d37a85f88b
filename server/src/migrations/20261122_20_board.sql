-- What one person did in one step, thing by thing, so that the step can be taken back whole within the day (UX: undo before
-- confirm). Identifiers, dates and versions only. `solved` counts the board items it settled, for the pace of a place.
create table pairing_act (
  act_id uuid not null,
  position int not null,
  account_id uuid not null references account(id),
  at timestamptz not null default now(),
  path text collate "C" not null,
  solved int2 not null default 0,
  subject text not null check (subject in ('PAIRING', 'CLAIM', 'WAIVER')),
  subject_id uuid not null,
  change text not null check (change in ('CREATED', 'ENDED', 'CLOSED', 'ACCEPTED')),
  version int not null,                     -- as the act left it
  undone_at timestamptz,
  primary key (act_id, position)
);
create index on pairing_act(path, at) where undone_at is null and solved > 0;
alter table pairing_act enable row level security;
alter table pairing_act force row level security;
grant select, insert, update on pairing_act to r_territory, r_unit, r_system;
create policy act_system on pairing_act to r_system using (true) with check (true);
create policy act_scope on pairing_act to r_territory, r_unit using (in_scope(path)) with check (in_scope(path));

-- R4 binds a liaison too, who ends pairings of the own cadres.
create policy assistance_duty_r_unit on assistance_duty for select to r_unit
  using (exists (select from cadre c where c.id = cadre_id));

-- The board ranks a county's households against each other, so it reads more than a town may see and shows no more than that:
-- as the owner, with the caller's scope applied inside.
--
-- Every item of the board in [lo, hi) of the caller's scope (R2, R5; board.rules.ts says the same in words). Gaps are cut
-- county by county: the neediest friendless households, as many as there are places. A county does not see the officials
-- whom the city administers, wherever they sit (R6).
create function board_items(for_year int, today date, area_lo text, area_hi text)
returns table (kind text, id uuid, path text, need int)
language sql stable security definer set search_path = public set plan_cache_mode = force_custom_plan as $$
  with setting as (
    select household_cap as cap, rank_quota as quota,
      greatest(area_lo collate "C", current_setting('app.scope_lo', true)) as lo,
      least(area_hi collate "C", current_setting('app.scope_hi', true)) as hi,
      current_setting('app.scope_lo', true) collate "C" as scope_lo
    from programme_year where year = for_year
  ), county as (
    select r.id, r.path, left(r.path, -1) || '0' collate "C" as hi
    from region r, setting s
    where r.level = 'COUNTY' and s.lo < s.hi and r.path < s.hi and (left(r.path, -1) || '0') collate "C" > s.lo
      and s.lo not like '%@%'
  ), standing as materialized (
    select p.household_id, p.cadre_id, p.path, p.slot from pairing p, setting s
    where p.kind = 'RESPONSIBLE' and p.withdrawn_at is null and (p.to_date is null or p.to_date > today)
      and p.path >= (select min(c.path) from county c) and p.path < (select max(c.hi) from county c)
  ), claim as materialized (
    select household_id, cadre_id from pairing_claim where status = 'OPEN'
  ), disputed as materialized (
    select x.household_id as id
    from (select household_id, cadre_id from claim union select household_id, cadre_id from standing) x, setting s
    where x.household_id in (select household_id from claim union all select st.household_id from standing st where st.slot > s.cap)
    group by x.household_id, s.cap having count(*) > s.cap
  ), load as materialized (
    select c.id, c.path, c.unit_id, u.administered_by, c.kind = 'OFFICIAL' and c.status in ('ACTIVE', 'SECONDED')
        and not exists (select from waiver w where w.cadre_id = c.id and w.year = for_year and w.withdrawn_at is null) as owes,
      (s.quota ->> c.rank)::int as quota,
      (select count(*) from pairing p where p.cadre_id = c.id and p.kind = 'RESPONSIBLE' and p.withdrawn_at is null
        and (p.to_date is null or p.to_date > today)) as load
    from cadre c join unit u on u.id = c.unit_id, setting s
    where (c.path >= s.lo and c.path < s.hi) or u.administered_by in (select county.id from county)
  ), friendless as (
    select h.id, h.path, h.need, county.id as county_id,
      row_number() over (partition by county.id order by h.need desc, h.id) as place
    from county join household h on h.path >= county.path and h.path < county.hi
    where h.eligible and not exists (select from standing st where st.household_id = h.id)
      and not exists (select from disputed d where d.id = h.id)
  ), places as materialized (
    select county.id as county_id,
      (select coalesce(sum(greatest(l.quota - l.load, 0)), 0) from load l where l.owes and l.administered_by = county.id)
      + greatest(coalesce((select m.places from municipal_place m where m.year = for_year and m.county_id = county.id), 0)
        - (select count(*) from standing st join cadre c on c.id = st.cadre_id join unit u on u.id = c.unit_id
           join region r on r.id = u.administered_by
           where st.path >= county.path and st.path < county.hi and r.level <> 'COUNTY'), 0)
      - (select count(*) from disputed d join household h on h.id = d.id
         where h.path >= county.path and h.path < county.hi
           and not exists (select from standing st where st.household_id = d.id)) as n
    from county
  )
  select 'DUPLICATE', h.id, h.path, h.need::int from disputed d join household h on h.id = d.id, setting s
  where h.path >= s.lo and h.path < s.hi
  union all
  select case when f.place <= p.n then 'GAP' else 'WAITING' end, f.id, f.path, f.need::int
  from friendless f join places p on p.county_id = f.county_id, setting s
  where f.path >= s.lo and f.path < s.hi
  union all
  select 'OFFICIAL', l.id, l.path, 0 from load l join region r on r.id = l.administered_by, setting s
  where l.owes and l.load = 0 and l.path >= s.lo and l.path < s.hi
    and (r.level <> 'CITY' or r.path >= s.scope_lo or s.scope_lo like '%@%')
$$;
revoke execute on function board_items from public;
grant execute on function board_items to r_territory, r_unit;
