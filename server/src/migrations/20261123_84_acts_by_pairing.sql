-- Whose caseload was handed over lately is looked up from the pairings that ended by it.
create index pairing_act_ended on pairing_act(subject_id) where subject = 'PAIRING' and change = 'ENDED' and undone_at is null;
