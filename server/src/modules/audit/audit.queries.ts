import { sql } from 'kysely';
import type { Scope } from '../../platform/auth/scope.ts';
import type { Database } from '../../platform/db/database.ts';
import { statement } from '../../platform/db/query-builder.ts';
import { grouped, type LoaderDefinition } from '../../platform/graphql/context.ts';
import type { RecordedAct, RecordedChange } from './audit.type.ts';

/** Acts shown of one subject, the newest. */
const SHOWN = 100;

interface Row {
  id: number;
  subject: string;
  at: Date;
  action: string;
  by: string | null;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  reason: string | null;
}

/** Who did it, by name, beside the records `e` of a statement. */
const named = sql`left join account_names(array(select distinct account_id from e)) a on a.id = e.account_id`;

/** The newest recorded acts on each subject, as far as the scope reaches. */
export const actsBySubject: LoaderDefinition<string, RecordedAct[]> = {
  name: 'actsBySubject',
  async batch(db, scope, ids) {
    const rows = await db.bound(scope, 'actsBySubject', { ids: [...ids] }, (v) => {
      const text = sql<Row>`
        with e as materialized (
          select r.*, k.id as subject from unnest(${v.ids}::uuid[]) as k(id) cross join lateral (
            select id, at, action, account_id, before, after, reason from audit_entry
            where subject_id = k.id order by id desc limit ${sql.lit(SHOWN)}) r)
        select e.id, e.subject, e.at, e.action, a.name as by, e.before, e.after, e.reason from e ${named} order by e.id desc`;
      return statement(text);
    });
    const acts = rows.map((row) => ({ ...shown(row), subject: row.subject }));
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
    with e as materialized (
      select id, subject_id as subject, at, action, account_id, before, after, reason from audit_entry
      where action in (${sql.join(actions.map((action) => sql.lit(action)))}) and path >= ${scope.lo} and path < ${scope.hi}
      order by id desc limit ${SHOWN})
    select e.id, e.subject, e.at, e.action, a.name as by, e.before, e.after, e.reason from e ${named} order by e.id desc`;
  return (await db.rows(scope, statement(text))).map(shown);
}

const shown = (row: Row): RecordedAct => ({
  id: String(row.id),
  at: row.at,
  action: row.action,
  by: row.by,
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
