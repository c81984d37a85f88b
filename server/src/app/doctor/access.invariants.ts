import type { Invariant } from './invariant.ts';

const ADMINS = `('SYSTEM_ADMIN', 'SECURITY_ADMIN', 'AUDIT_ADMIN')`;

/** Accounts, grants, sessions, and the record of what was done. */
export const accessInvariants: readonly Invariant[] = [
  {
    id: 'grant.administrators',
    sentence: '有的管理员同时有别的身份；请收回其中一个',
    query: `select a.login from role_grant g join account a on a.id = g.account_id
      where g.role in ${ADMINS} and g.withdrawn_at is null and exists (select from role_grant o
        where o.account_id = g.account_id and o.role <> g.role and o.withdrawn_at is null)`,
  },
  {
    id: 'grant.self',
    sentence: '有的身份是自己授给自己的；请收回，并查明经过',
    query: 'select id::text from role_grant where grantor_id = account_id',
  },
  {
    id: 'grant.place',
    sentence: '有的身份指向不存在的地方或单位，用它什么也看不到；请收回后重新授予',
    query: `select g.id::text from role_grant g where g.withdrawn_at is null and case when g.role in ${ADMINS} then g.path <> ''
      else not exists (select from region r where r.path = g.path) and not exists (select from unit u where u.path = g.path) end`,
  },
  {
    id: 'grant.cadre',
    sentence: '有的干部身份挂在别人的账号上，会看到别人的结对；请收回后重新发登录码',
    query: `select g.id::text from role_grant g join cadre c on c.id = g.cadre_id
      where g.withdrawn_at is null and c.account_id is distinct from g.account_id`,
  },
  {
    id: 'grant.city',
    sentence: '没有能用的市操作员，谁也不能给县里授权；请联系开发者',
    query: `select 'CITY_OPERATOR' where exists (select from account) and not exists (select from role_grant g
      join account a on a.id = g.account_id where g.role = 'CITY_OPERATOR' and g.withdrawn_at is null
        and (g.to_date is null or g.to_date > current_date) and a.disabled_at is null)`,
  },
  {
    id: 'account.deceased',
    sentence: '有的干部已去世，账号还能登录；请停用账号',
    query: `select a.login from cadre c join account a on a.id = c.account_id
      where c.status = 'DECEASED' and a.disabled_at is null`,
  },
  {
    id: 'account.bootstrap',
    sentence: '还没有账号；请运行 npm run qinyou -- bootstrap',
    query: `select 'account' where not exists (select from account)`,
  },
  {
    id: 'session.disabled',
    sentence: '有的账号已停用，登录还没有断开；请重新停用一次',
    query: `select a.login from session s join account a on a.id = s.account_id
      where s.ended_at is null and a.disabled_at < now() - interval '1 minute'`,
  },
  {
    id: 'audit.future',
    sentence: '有的操作记录时间在将来，服务器时钟走错过；请核对时钟',
    query: `select id::text from audit_entry where at > now() + interval '5 minutes'`,
  },
  {
    id: 'audit.clear',
    sentence: '有的操作记录里有完整的身份证号；请马上联系开发者',
    query: `select id::text from audit_entry where concat(before, after) ~ '\\m\\d{17}[\\dXx]\\M'`,
  },
];
