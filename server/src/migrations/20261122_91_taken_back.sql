-- What was taken back is told a unit for as long as it may undo that, which is a day (20261122_70): afterwards it never was, and a
-- declaration of kin shows no name for it either.
create or replace function befriended_households(ids uuid[]) returns table (
  id uuid, path text, region_id uuid, head_name text, ended_on date,
  head_id uuid, village_group text, poverty_status text, cause text, size int2)
language sql stable security definer rows 25 set search_path = public as $$
  select h.id, h.path, h.region_id, h.head_name, h.ended_on, case when own then h.head_id end, case when own then h.village_group end,
    case when own then h.poverty_status end, case when own then h.cause end, case when own then h.size end
  from (select p.household_id, bool_or(p.kind = 'RESPONSIBLE' and p.withdrawn_at is null
          and (p.to_date is null or p.to_date > current_date)) as own
        from pairing p where p.household_id = any(ids) and in_own_hands(p.cadre_id, p.cadre_path)
          and (p.withdrawn_at is null or p.withdrawn_at > now() - interval '1 day' and current_setting('app.scope_hi', true) <> '')
        group by p.household_id) f
  join household h on h.id = f.household_id
$$;
