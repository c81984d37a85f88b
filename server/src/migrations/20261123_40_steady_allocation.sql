-- An allocation that is worked out again keeps to its proposal of before, as long as what the office wishes is the same.

alter table allocation_run
  add column basis text; -- digest of the wishes, weights and quotas that the proposal went by; null before there is one
