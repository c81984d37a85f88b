-- A number that is in use elsewhere becomes a case at the nearest common office also where it was typed into a form: then there is no
-- run, and whom it collides with is named, for that office looks at both.
alter table import_review
  alter column run_id drop not null,
  add column other_type text check (other_type in ('CADRE', 'HOUSEHOLD')),
  add column other_id uuid,
  add check (run_id is not null or kind = 'SUPERIOR'),
  add check ((other_type is null) = (other_id is null)),
  add check (other_id is null or kind = 'SUPERIOR');

-- Two numbers of one household are two cases; a case that was decided and still collides is asked again.
drop index review_once;
create unique index review_once on import_review(kind, subject_id, message)
  where state = 'OPEN' and subject_id is not null and subject_index is null;
drop index review_case_once;
create unique index review_case_once on import_review(account_id, subject_index) where subject_index is not null and state = 'OPEN';
create index on import_review(account_id) where subject_index is not null;
