-- A grant is a role at a node, for a time, given by somebody. A person works under one at a time (当前身份, R31).
create table role_grant (
  id uuid primary key default uuidv7(),
  account_id uuid not null references account(id),
  role text not null check (role in ('CITY_OPERATOR', 'COUNTY_OPERATOR', 'TOWN_OPERATOR', 'UNIT_LIAISON', 'CADRE',
    'VILLAGE_RECORDER', 'CALLBACK_AGENT', 'PANEL_MEMBER', 'ASSESSOR', 'SUPERVISOR', 'LEADER',
    'SYSTEM_ADMIN', 'SECURITY_ADMIN', 'AUDIT_ADMIN')),
  path text collate "C" not null,          -- of the territory node or the unit; '' for administrators
  title text not null,                     -- what the switcher shows: 县操作员 · 平利县
  cadre_id uuid references cadre(id),      -- whose own friends, for CADRE
  from_date date not null default current_date,
  to_date date check (to_date > from_date),
  grantor_id uuid references account(id),
  withdrawn_at timestamptz,
  check ((role = 'CADRE') = (cadre_id is not null)),
  check (grantor_id is distinct from account_id)
);
create index on role_grant(account_id) where withdrawn_at is null;
alter table session add foreign key (grant_id) references role_grant(id);

-- System, security and audit administration exclude each other and every case role.
create function administrators_stand_apart() returns trigger language plpgsql as $$
begin
  perform 1 from account where id = new.account_id for update;
  if exists (select from role_grant g where g.account_id = new.account_id and g.id <> new.id and g.withdrawn_at is null
      and new.withdrawn_at is null and g.role <> new.role
      and (g.role in ('SYSTEM_ADMIN', 'SECURITY_ADMIN', 'AUDIT_ADMIN') or new.role in ('SYSTEM_ADMIN', 'SECURITY_ADMIN', 'AUDIT_ADMIN')))
  then raise exception 'administrators hold no other role' using errcode = '23514', constraint = 'administrators_stand_apart'; end if;
  return new;
end $$;
create trigger administrators_stand_apart before insert or update on role_grant
  for each row execute function administrators_stand_apart();

create function tell_sessions() returns trigger language plpgsql as $$
begin perform pg_notify('sessions', coalesce(to_jsonb(new) ->> 'account_id', to_jsonb(new) ->> 'id')); return null; end $$;
create trigger tell_sessions after insert or update on role_grant for each row execute function tell_sessions();
create trigger tell_sessions after update of disabled_at, password_hash on account for each row execute function tell_sessions();
create trigger tell_sessions after update of ended_at, grant_id on session for each row execute function tell_sessions();

grant select, insert, update on role_grant to r_system;
