import type { Invariant } from './invariant.ts';

const AXES = `('r_territory', 'r_unit', 'r_friend', 'r_system')`;
const OURS = `'public'::regnamespace`;

/** What the database itself must still guarantee, and the rights of its roles. */
export const schemaInvariants: readonly Invariant[] = [
  {
    id: 'schema.constraints',
    sentence: '有的约束不见了，数据库不再挡住错误的数据；请从备份恢复，或联系开发者补上',
    query: `select name from unnest(array['r2', 'r3']) as t(name)
      where not exists (select from pg_constraint where conname = name and conrelid = 'pairing'::regclass)`,
  },
  {
    id: 'schema.validated',
    sentence: '有的约束没有检查过已有的数据；请运行 alter table … validate constraint',
    query: `select conname::text from pg_constraint where connamespace = ${OURS} and not convalidated`,
  },
  {
    id: 'schema.indexes',
    sentence: '有的索引没有建完，查询会很慢；请运行 reindex index',
    query: `select i.indexrelid::regclass::text from pg_index i join pg_class c on c.oid = i.indexrelid
      where c.relnamespace = ${OURS} and not (i.indisvalid and i.indisready)`,
  },
  {
    id: 'schema.triggers',
    sentence: '有的触发器被关掉或删掉了，记录可以被改、登录不会及时断开；请打开它，并查明经过',
    query: `select t.name || ' · ' || t.tbl from (values ('audit_append_only', 'audit_entry'),
        ('signature_append_only', 'confirmation_signature'), ('line_append_only', 'confirmation_line'),
        ('administrators_stand_apart', 'role_grant'), ('tell_sessions', 'role_grant'), ('tell_sessions', 'account'),
        ('tell_sessions', 'session'), ('tell_territory', 'region'), ('marks_insert', 'pairing'), ('marks_update', 'pairing'),
        ('marks_insert', 'cadre'), ('marks_update', 'cadre'), ('marks_update', 'waiver'), ('marks_insert', 'household'),
        ('marks_update', 'household'), ('stays_erased', 'cadre'), ('stays_erased', 'household'), ('stays_erased', 'household_member'),
        ('stays_without_people', 'household_member'), ('redaction_append_only', 'audit_redaction'),
        ('confirmation_seal_append_only', 'confirmation_seal')) as t(name, tbl)
      where not exists (select from pg_trigger g where g.tgname = t.name and g.tgrelid = t.tbl::regclass and g.tgenabled = 'O')`,
  },
  {
    id: 'schema.row-security',
    sentence:
      '有的表关掉了行级安全，越权的查询不再有最后一道挡；请运行 alter table … force row level security',
    query: `select c.oid::regclass::text from pg_class c where c.relnamespace = ${OURS} and c.relkind = 'r'
      and not (c.relrowsecurity and c.relforcerowsecurity) and exists (select from pg_policy p where p.polrelid = c.oid)`,
  },
  {
    id: 'schema.policies',
    sentence: '有的表没有行级安全的规则；请从备份恢复，或联系开发者补上',
    query: `select name from unnest(array['audit_entry', 'cadre', 'posting', 'household', 'household_member', 'kin_declaration',
        'assistance_duty', 'pairing', 'pairing_claim', 'waiver', 'confirmation', 'confirmation_signature', 'confirmation_line',
        'confirmation_change', 'official_report', 'import_run', 'import_batch', 'import_review', 'erasure', 'confirmation_seal',
        'audit_redaction', 'disclosure', 'disclosure_person', 'scheduled_handover', 'scheduled_handover_line']) as t(name)
      where not exists (select from pg_policy p where p.polrelid = name::regclass)`,
  },
  {
    id: 'role.application',
    sentence:
      '登录角色 qinyou_app 的权限太大；请收回它的 superuser、bypassrls、createrole、createdb、replication',
    query: `select rolname::text from pg_roles
      where rolname = 'qinyou_app' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)`,
  },
  {
    id: 'role.owns',
    sentence: '登录角色 qinyou_app 拥有表；请把它们改给迁移用的角色',
    query: `select c.relname::text from pg_class c join pg_roles r on r.oid = c.relowner
      where c.relnamespace = ${OURS} and r.rolname = 'qinyou_app'`,
  },
  {
    id: 'role.direct',
    sentence: '登录角色 qinyou_app 或所有人直接有表的权限，绕过了身份；请 revoke',
    query: `select distinct c.relname::text from pg_class c, aclexplode(c.relacl) a
      where c.relnamespace = ${OURS} and c.relkind in ('r', 'v', 'm')
        and (a.grantee = 0 or a.grantee = (select oid from pg_roles where rolname = 'qinyou_app'))`,
  },
  {
    id: 'role.inherits',
    sentence: '登录角色 qinyou_app 自动继承了身份角色；请重新 grant，带上 inherit false',
    query: `select r.rolname::text from pg_auth_members m join pg_roles r on r.oid = m.roleid join pg_roles a on a.oid = m.member
      where a.rolname = 'qinyou_app' and m.inherit_option`,
  },
  {
    id: 'role.axes',
    sentence: '有的身份角色能直接登录，或不受行级安全管；请改成 nologin nobypassrls',
    query: `select rolname::text from pg_roles where rolname in ${AXES} and (rolcanlogin or rolsuper or rolbypassrls)`,
  },
  {
    id: 'role.append-only',
    sentence: '有的身份角色能改或删操作记录和签字；请 revoke update, delete, truncate',
    query: `select t || ' · ' || r from unnest(array['audit_entry', 'audit_redaction', 'confirmation_signature', 'confirmation_line', 'confirmation_seal']) as t,
      unnest(array['r_territory', 'r_unit', 'r_friend', 'r_system']) as r
      where has_table_privilege(r, t, 'update') or has_table_privilege(r, t, 'delete') or has_table_privilege(r, t, 'truncate')`,
  },
  {
    id: 'role.functions',
    sentence: '有的高权限函数谁都能调用；请 revoke execute … from public',
    query: `select p.oid::regprocedure::text from pg_proc p where p.pronamespace = ${OURS} and p.prosecdef
      and p.prorettype <> 'trigger'::regtype
      and (p.proacl is null or exists (select from aclexplode(p.proacl) a where a.grantee = 0))`,
  },
  {
    id: 'role.create',
    sentence: '谁都能在 public 里建表；请运行 revoke create on schema public from public',
    query: `select 'public' where exists (select from pg_namespace n, aclexplode(n.nspacl) a
      where n.nspname = 'public' and a.grantee = 0 and a.privilege_type = 'CREATE')`,
  },
];
