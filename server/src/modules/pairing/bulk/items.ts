import { sql } from 'kysely';
import type { Scope } from '../../../platform/auth/scope.ts';
import type { Database, UnitOfWork } from '../../../platform/db/database.ts';
import { statement } from '../../../platform/db/query-builder.ts';

/** One thing to do of a run. */
export interface RunItem {
  position: number;
  householdId: string | null;
  cadreId: string;
}

/** What became of it: the act that did it, or why it no longer held. */
export interface Outcome {
  position: number;
  actId: string | null;
  rule: string | null;
  message: string | null;
}

/** Lays down what is to be done, in the order in which it will be. */
export async function addItems(
  { sql: db }: UnitOfWork,
  runId: string,
  items: readonly Omit<RunItem, 'position'>[],
): Promise<void> {
  await sql`insert into board_run_item (run_id, position, household_id, cadre_id)
    select ${runId}::uuid, n::int, household_id, cadre_id
    from unnest(${items.map((item) => item.householdId)}::uuid[], ${items.map((item) => item.cadreId)}::uuid[])
      with ordinality as t(household_id, cadre_id, n)`.execute(db);
}

/** The next things that nothing has become of yet. */
export async function nextItems({ sql: db }: UnitOfWork, runId: string, most: number): Promise<RunItem[]> {
  const { rows } = await sql<RunItem>`select position, household_id as "householdId", cadre_id as "cadreId"
    from board_run_item where run_id = ${runId} and act_id is null and message is null
    order by position limit ${most}`.execute(db);
  return rows;
}

/** Marks them in the transaction that does them: a killed worker leaves whole batches. */
export async function settleItems(
  { sql: db }: UnitOfWork,
  runId: string,
  outcomes: readonly Outcome[],
): Promise<void> {
  const column = <K extends keyof Outcome>(key: K) => outcomes.map((outcome) => outcome[key]);
  await sql`update board_run_item i set act_id = t.act_id, rule = t.rule, message = t.message
    from unnest(${column('position')}::int[], ${column('actId')}::uuid[], ${column('rule')}::text[],
      ${column('message')}::text[]) as t(position, act_id, rule, message)
    where i.run_id = ${runId} and i.position = t.position`.execute(db);
}

export interface RefusedItem {
  id: string;
  head: string | null;
  village: string | null;
  cadre: string | null;
  unit: string | null;
  rule: string | null;
  message: string;
}

/** What no longer held, with the names as the caller may see them today. */
export const refusedItems = (
  db: Database,
  scope: Scope,
  runId: string,
  { size, offset }: { size: number; offset: number },
): Promise<RefusedItem[]> =>
  db.rows(
    scope,
    statement(sql<RefusedItem>`select i.run_id || ':' || i.position as id, h.head_name as head, v.name as village,
        c.name as cadre, u.name as unit, i.rule, i.message
      from board_run_item i
      left join household h on h.id = i.household_id and h.path >= ${scope.lo} and h.path < ${scope.hi}
      left join region v on v.id = h.region_id
      left join cadre c on c.id = i.cadre_id and c.path >= ${scope.lo} and c.path < ${scope.hi}
      left join unit u on u.id = c.unit_id
      where i.run_id = ${runId} and i.message is not null order by i.position limit ${size} offset ${offset}`),
  );
