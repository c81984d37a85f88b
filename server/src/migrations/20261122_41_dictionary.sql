-- A dictionary entry is changed by who saw it as it is, and stays what it is: the code never moves.
alter table dictionary_entry add column version int not null default 1;
alter table dictionary_entry add check (to_date > from_date) not valid;
