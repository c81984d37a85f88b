-- What every new pairing goes through was planned anew at each call, since the planner takes any array for ten and hopes for better
-- with the real one. Kept plans: lock_households .33 → .10 ms of the database, mark_changed .35 → .30.
alter function lock_households set plan_cache_mode = force_generic_plan;
alter function mark_changed set plan_cache_mode = force_generic_plan;
