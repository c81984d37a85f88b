-- A rotation of the keys wraps the keys of signatures anew; nothing else of a signature moves, and the roles of the application have
-- no right to update one by themselves.
drop trigger signature_append_only on confirmation_signature;
create trigger signature_append_only before delete or truncate or update of id, confirmation_id, path, step, signed_by, signed_at,
    reason, request_id, summary, signer_cipher, signed_as, lines_of on confirmation_signature
  for each statement execute function refuse_change_but_erasure();

create function rewrap_signatures(signatures uuid[], keys bytea[]) returns void
language sql security definer set search_path = public as $$
  update confirmation_signature s set key = r.k from unnest(signatures, keys) as r(id, k) where s.id = r.id
$$;
revoke execute on function rewrap_signatures from public;
grant execute on function rewrap_signatures to r_system;
