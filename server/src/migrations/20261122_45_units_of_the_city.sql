-- R6: what decides who sees a unit's people is the office that administers it, not the place it sits in. Municipal and vertical
-- units answer to the city, so their paths hang from the city's, wherever their door is; with the path go their people, the unit
-- side of their pairings, claims and waivers, their confirmations and the grants at them. Every scope and policy follows.

-- Nothing of this is a change of what was signed: it marks nothing and asks for no reason.
alter table cadre disable trigger marks_update;
alter table pairing disable trigger marks_update;
alter table waiver disable trigger marks_update;
alter table confirmation_signature disable trigger signature_append_only;
alter table confirmation_line disable trigger line_append_only;
alter table confirmation_signature no force row level security;
alter table confirmation_line no force row level security;

create temporary table moved on commit drop as
  select u.id, u.path as was, o.path || '@' || u.code || '/' as path
  from unit u join region o on o.id = u.administered_by
  where o.level = 'CITY' and u.path <> o.path || '@' || u.code || '/';

update unit u set path = m.path from moved m where u.id = m.id;
update role_grant g set path = m.path from moved m where g.path = m.was;
update confirmation_change c set path = m.path from moved m where c.path = m.was;
-- A path says who may read a signature; what was signed stays as it was.
update confirmation_signature s set path = m.path from moved m where s.path = m.was;
update confirmation_line l set path = m.path from moved m where l.path = m.was;

alter table confirmation_signature force row level security;
alter table confirmation_line force row level security;
alter table cadre enable trigger marks_update;
alter table pairing enable trigger marks_update;
alter table waiver enable trigger marks_update;
alter table confirmation_signature enable trigger signature_append_only;
alter table confirmation_line enable trigger line_append_only;

-- Whoever writes: a unit lies with the office that administers it.
create function unit_lies_with_its_office() returns trigger language plpgsql as $$
begin
  if not exists (select from region o, region s where o.id = new.administered_by and s.id = new.seat_id
      and new.path = case o.level when 'CITY' then o.path else s.path end || '@' || new.code || '/')
  then raise exception 'a unit lies with the office that administers it' using errcode = '23514', constraint = 'unit_lies_with_its_office'; end if;
  return new;
end $$;
create trigger unit_lies_with_its_office before insert or update of path, code, seat_id, administered_by on unit
  for each row execute function unit_lies_with_its_office();

-- A county's roster may bring the people of a unit that sits there and that the city administers (R5: 平利县税务局). It enters them;
-- from then on it sees of them what R6 lets it see.
create function sits_here(unit_id uuid) returns boolean language sql stable parallel safe
return exists (select from unit u join region s on s.id = u.seat_id where u.id = sits_here.unit_id and in_scope(s.path));
create function cadre_sits_here(cadre_id uuid) returns boolean language sql stable security definer set search_path = public
return exists (select from cadre c where c.id = cadre_sits_here.cadre_id and sits_here(c.unit_id));
revoke execute on function cadre_sits_here from public;
grant execute on function cadre_sits_here to r_territory;

drop policy cadre_territory_insert on cadre;
create policy cadre_territory_insert on cadre for insert to r_territory with check (in_scope(path) or sits_here(unit_id));
create policy posting_territory_insert on posting for insert to r_territory with check (cadre_sits_here(cadre_id));
