import { sql } from 'kysely';
import { systemScope, type Scope } from '../../platform/auth/scope.ts';
import type { Database } from '../../platform/db/database.ts';
import { build } from '../../platform/db/query-builder.ts';
import { grouped, type LoaderDefinition } from '../../platform/graphql/context.ts';
import type { RecordedAct, RecordedChange } from './audit.type.ts';

/** Acts shown of one subject, the newest. */
const SHOWN = 100;

interface Row {
  id: number;
  subject: string;
  at: Date;
  action: string;
  accountId: string | null;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  reason: string | null;
}

/** The newest recorded acts on each subject, as far as the scope reaches. */
export const actsBySubject: LoaderDefinition<string, RecordedAct[]> = {
  name: 'actsBySubject',
  async batch(db, scope, ids) {
    const text = sql<Row>`
      select e.id, k.id as subject, e.at, e.action, e.account_id as "accountId", e.before, e.after, e.reason
      from unnest(${[...ids]}::uuid[]) as k(id) cross join lateral (
        select * from audit_entry where subject_id = k.id order by id desc limit ${SHOWN}) e
      order by e.id desc`;
    const rows = await db.rows(scope, { compile: () => text.compile(build) }, 'actsBySubject');
    const names = await namesOf(db, rows);
    const acts = rows.map((row) => ({ ...shown(row, names), subject: row.subject }));
    return grouped(ids, acts, ({ subject }) => subject);
  },
};

/** The newest recorded acts of some kinds, as far as the scope reaches. */
export async function recentActs(
  db: Database,
  scope: Scope,
  actions: readonly string[],
): Promise<RecordedAct[]> {
  // Literals, not parameters: the partial index `audit_settings` serves only what the planner can see.
  const text = sql<Row>`
    select id, subject_id as subject, at, action, account_id as "accountId", before, after, reason from audit_entry
    where action in (${sql.join(actions.map((action) => sql.lit(action)))}) and path >= ${scope.lo} and path < ${scope.hi}
    order by id desc limit ${SHOWN}`;
  const rows = await db.rows(scope, { compile: () => text.compile(build) });
  const names = await namesOf(db, rows);
  return rows.map((row) => shown(row, names));
}

async function namesOf(db: Database, rows: readonly Row[]): Promise<Map<string, string>> {
  const ids = [...new Set(rows.flatMap(({ accountId }) => accountId ?? []))];
  if (ids.length === 0) return new Map();
  const query = build
    .selectFrom('account')
    .select(['id', 'display_name as name'])
    .where(sql<boolean>`id = any(${ids}::uuid[])`);
  const accounts = await db.rows(systemScope, query, 'accountNames');
  return new Map(accounts.map(({ id, name }) => [id, name]));
}

const shown = (row: Row, names: Map<string, string>): RecordedAct => ({
  id: String(row.id),
  at: row.at,
  action: row.action,
  by: row.accountId && (names.get(row.accountId) ?? null),
  reason: row.reason,
  changes: changesOf(row.before, row.after),
});

function changesOf(before: Row['before'], after: Row['after']): RecordedChange[] {
  const fields = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return [...fields].map((field) => ({ field, before: text(before?.[field]), after: text(after?.[field]) }));
}

function text(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
