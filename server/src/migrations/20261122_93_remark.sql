-- R32: a phone or an identity number that somebody wrote into a household's remark. `remark` is the sentence with its numbers
-- masked; the sentence as it was written stands in the cipher, under a key that is destroyed with it. Null where nothing is masked.
alter table household
  add column remark_key bytea,
  add column remark_cipher bytea,
  add check ((remark_key is null) = (remark_cipher is null)),
  add check (remark_cipher is null or remark is not null);
