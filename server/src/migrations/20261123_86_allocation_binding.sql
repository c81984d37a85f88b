-- What stands in the way of a better proposal: ranks that are full, pins and bans. Runs of before know the counties in `scarce` alone.
alter table allocation_run add column binding jsonb;
