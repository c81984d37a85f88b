import { sql, type SqlBool } from 'kysely';
import { intersect, pathRange, systemScope, type Scope } from '../../platform/auth/scope.ts';
import { calendarDate } from '../../platform/clock.ts';
import type { Database } from '../../platform/db/database.ts';
import { build } from '../../platform/db/query-builder.ts';
import { offsetOf, type List, type PageInput } from '../../platform/graphql/page.ts';
import { givableRoles } from './access.rules.ts';
import type { AccountFilter, CadreAccount, GrantRecord } from './accounts.type.ts';
import type { Actor } from '../../platform/auth/actor.ts';

/** How an account `a` with its open one-time code `k` signs in. */
const stateAt = (now: Date) =>
  sql<string>`case when a.id is null then 'NONE' when a.disabled_at is not null then 'DISABLED'
    when a.locked_until > ${now}::timestamptz then 'LOCKED' when k.id is not null then 'CODE'
    when a.password_hash is null then 'NONE' else 'ACTIVE' end`;

/**
 * The own people and how they sign in. Accounts are the system's to read, so the caller's range stands here by itself; the list
 * says nothing about anybody outside it.
 */
function people(scope: Scope, filter: AccountFilter, now: Date) {
  const { lo, hi } = filter.within ? intersect(scope, pathRange(filter.within)) : scope;
  const state = stateAt(now);
  let query = build
    .selectFrom('cadre as c')
    .leftJoin('account as a', 'a.id', 'c.account_id')
    .leftJoin('one_time_code as k', (join) =>
      join
        .onRef('k.account_id', '=', 'a.id')
        .on('k.used_at', 'is', null)
        .on('k.replaced_at', 'is', null)
        .on('k.expires_at', '>', now),
    )
    .where('c.path', '>=', lo)
    .where('c.path', '<', hi)
    .where('c.status', '<>', 'DECEASED')
    .where(sql<SqlBool>`(c.status <> 'LEFT' or c.account_id is not null)`);
  const q = filter.q?.trim();
  if (q)
    query = query.where(sql<SqlBool>`(c.name like '%' || escape_like(${q}) || '%' or a.login = lower(${q}))`);
  if (filter.state) query = query.where(state, '=', filter.state);
  return { query, state };
}

/** One page of the own people with the state of their accounts, unit by unit. */
export async function listAccounts(
  db: Database,
  scope: Scope,
  filter: AccountFilter,
  page: PageInput,
  now: Date,
): Promise<List<CadreAccount>> {
  const { query, state } = people(scope, filter, now);
  const items = query
    .select(['c.id', 'c.name', 'c.unit_id as unitId', 'c.rank_title as rankTitle', 'c.status', 'a.login'])
    .select([state.as('state'), 'k.expires_at as codeExpiresAt'])
    .select(
      sql<Date | null>`(select max(s.last_seen_at) from session s where s.account_id = a.id)`.as(
        'lastSeenAt',
      ),
    )
    .orderBy('c.path')
    .orderBy('c.id')
    .limit(page.size)
    .offset(offsetOf(page));
  const counting = query.select((eb) => eb.fn.countAll<number>().as('total'));
  return {
    items: (await db.rows(systemScope, items)) as CadreAccount[],
    count: async () => (await db.row(systemScope, counting))?.total ?? 0,
  };
}

/** The grants in force that the caller may give and take back. */
export async function listGrants(
  db: Database,
  actor: Actor,
  scope: Scope,
  page: PageInput,
  now: Date,
): Promise<List<GrantRecord>> {
  const query = build
    .selectFrom('role_grant as g')
    .innerJoin('account as a', 'a.id', 'g.account_id')
    .leftJoin('account as o', 'o.id', 'g.grantor_id')
    .leftJoin('one_time_code as k', (join) =>
      join
        .onRef('k.account_id', '=', 'a.id')
        .on('k.used_at', 'is', null)
        .on('k.replaced_at', 'is', null)
        .on('k.expires_at', '>', now),
    )
    .where('g.withdrawn_at', 'is', null)
    .where(sql<SqlBool>`(g.to_date is null or g.to_date > ${calendarDate(now)})`)
    .where('g.path', '>=', scope.lo)
    .where('g.path', '<', scope.hi)
    .where(sql<SqlBool>`g.role = any(${givableRoles(actor.role)}::text[])`);
  const items = query
    .select(['g.id', 'g.account_id as accountId', 'a.display_name as holder', 'a.login', 'g.role', 'g.path'])
    .select(['g.title', 'g.from_date as from', 'g.to_date as to', 'o.display_name as grantor'])
    .select(stateAt(now).as('state'))
    .orderBy('g.path')
    .orderBy('g.id')
    .limit(page.size)
    .offset(offsetOf(page));
  const counting = query.select((eb) => eb.fn.countAll<number>().as('total'));
  return {
    items: (await db.rows(systemScope, items)) as GrantRecord[],
    count: async () => (await db.row(systemScope, counting))?.total ?? 0,
  };
}
