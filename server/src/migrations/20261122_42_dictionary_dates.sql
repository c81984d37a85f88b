-- What was entered before the check and ends before it begins was never in use: it begins on the day before its end.
update dictionary_entry set from_date = to_date - 1 where to_date <= from_date;
alter table dictionary_entry validate constraint dictionary_entry_check;
