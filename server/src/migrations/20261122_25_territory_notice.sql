-- The service keeps the territory in memory; it is told when a place changes.
create function tell_territory() returns trigger language plpgsql as $$
begin perform pg_notify('territory', ''); return null; end $$;
create trigger tell_territory after insert or update or delete on region for each statement execute function tell_territory();
