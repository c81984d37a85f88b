-- What a household's row is entered in at every write, for nothing. `household_page (path, id)` finds by place whatever
-- `(path)` found. The order of need is read from `board_household` since the board keeps its sums, and who asks for the eligible of a
-- place asks for nearly all of them. One index of numbers serves both the equal and those that begin alike: it is the unique one.
drop index household_path_idx;
drop index household_eligible;
drop index household_number_idx;
alter table household drop constraint household_number_key;
create unique index household_number_key on household(number text_pattern_ops);
