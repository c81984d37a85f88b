-- What was done lately is looked up from any thing that it changed, on either side.
create index pairing_act_standing on pairing_act(subject_id) where undone_at is null;
drop index pairing_act_ended;
