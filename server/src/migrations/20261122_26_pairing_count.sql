-- Counting what stands reads the index alone: a county has tens of thousands of pairings, and the rows are wide.
drop index pairing_page;
create index pairing_page on pairing(path, id) include (to_date) where withdrawn_at is null;
drop index pairing_unit_page;
create index pairing_unit_page on pairing(cadre_path, id) include (to_date) where withdrawn_at is null;
