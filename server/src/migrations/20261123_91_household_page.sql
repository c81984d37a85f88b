-- Which households a page shows and how many there are stands in the index alone, sorted by need, size or name, too: of 260,000
-- households each was read whole to show 25 of them, or to be counted.
drop index household_page;
create index household_page on household(path, id) include (ended_on, eligible, need, size, head_initials);
