-- Who of them is excused in the year (R5). Whom the city has sent a county lies in nobody's range but the city's, and so does their waiver:
-- the county that would place them is told that they are excused, not why.
create function excused_among(ids uuid[], of_year int2) returns setof uuid
language sql stable security definer set search_path = public
begin atomic
  select w.cadre_id from waiver w join cadre c on c.id = w.cadre_id
  where w.cadre_id = any(ids) and w.withdrawn_at is null
    and w.year = coalesce(of_year, (select max(y.year) from programme_year y))
    and (in_scope(c.path)
      or exists (select from sent_cadre s where s.cadre_id = c.id and s.year = w.year and s.taken_back_at is null and in_scope(s.path)));
end;
revoke execute on function excused_among from public;
grant execute on function excused_among to r_territory;
