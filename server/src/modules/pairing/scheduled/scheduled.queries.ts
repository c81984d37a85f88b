import { sql, type RawBuilder } from 'kysely';
import { systemScope, type Scope } from '../../../platform/auth/scope.ts';
import type { Database } from '../../../platform/db/database.ts';
import { statement } from '../../../platform/db/query-builder.ts';
import { offsetOf, type List, type PageInput } from '../../../platform/graphql/page.ts';
import type { ScheduledHandoverFilter } from './scheduled.inputs.ts';
import type { ScheduledHandover, ScheduledHandoverLine } from './scheduled.type.ts';
import { OPEN_STATES } from './stored.ts';

/** What by now stands in the way of a line `l` of the order `h`, with its pairing `p` and its successor `s`; null where nothing is seen. */
export const faultOfLine = sql`case when p.to_date is not null or p.withdrawn_at is not null then '结对已经结束'
  when s.status not in ('ACTIVE', 'SECONDED') then '接手人已经不在岗，换一名接手'
  when exists (select from waiver w where w.cadre_id = s.id and w.withdrawn_at is null
    and w.year = (select max(year) from programme_year)) then '接手人今年不安排结对户，换一名接手'
  when exists (select from scheduled_handover o where o.cadre_id = s.id and o.state = 'SCHEDULED' and o.day > h.day)
    then '接手人自己预定了以后把户交出去，换一名接手'
  when exists (select from kin_declaration k where k.cadre_id = s.id and k.household_id = l.household_id and k.withdrawn_at is null)
    then '这户是接手人申报的亲属，换一名接手' end`;

/** Scheduled handovers with a household in scope, the next day first. */
export async function listScheduled(
  db: Database,
  scope: Scope,
  filter: ScheduledHandoverFilter,
  page: PageInput,
): Promise<List<ScheduledHandover>> {
  const chosen = chosenOf(scope, filter);
  const rows = await db.rows(
    scope,
    statement(rowsOf(scope, sql`${chosen} order by h.day, h.id limit ${page.size} offset ${offsetOf(page)}`)),
  );
  return {
    items: await withLines(db, scope, rows),
    count: async () =>
      (
        await db.row(
          scope,
          statement(sql<{ n: number }>`select count(*)::int as n from scheduled_handover h where ${chosen}`),
        )
      )?.n ?? 0,
  };
}

/** One of them; undefined where it is not there or not in scope. */
export async function scheduledById(
  db: Database,
  scope: Scope,
  id: string,
): Promise<ScheduledHandover | undefined> {
  const rows = await db.rows(scope, statement(rowsOf(scope, sql`h.id = ${id} and ${inArea(scope)}`)));
  return (await withLines(db, scope, rows))[0];
}

const inArea = ({ lo, hi }: Scope, householdId: string | null = null) =>
  sql`exists (select from scheduled_handover_line l where l.handover_id = h.id and l.path >= ${lo} and l.path < ${hi}
    and (${householdId}::uuid is null or l.household_id = ${householdId}))`;

const chosenOf = (scope: Scope, { cadreId = null, householdId = null, state }: ScheduledHandoverFilter) =>
  sql`h.state = any(${state ? [state] : [...OPEN_STATES]}::text[]) and (${cadreId}::uuid is null or h.cadre_id = ${cadreId})
    and ${inArea(scope, householdId)}`;

type Row = Omit<ScheduledHandover, 'orderedBy' | 'lines'> & { accountId: string };

const rowsOf = ({ lo, hi }: Scope, which: RawBuilder<unknown>) => sql<Row>`
  select h.id, h.version, h.cadre_id as "cadreId", c.name as cadre, u.name as unit, h.day::text as "on", h.reason, h.retain, h.state,
    h.problem, h.ordered_at as "orderedAt", h.account_id as "accountId",
    h.state in ('SCHEDULED', 'ATTENTION') and may_settle_handover(h.id) as mine,
    (select count(*)::int from pairing p where h.state in ('SCHEDULED', 'ATTENTION') and p.cadre_id = h.cadre_id
      and p.kind = 'RESPONSIBLE' and p.to_date is null and p.withdrawn_at is null and p.created_at > h.ordered_at
      and p.path >= ${lo} and p.path < ${hi}
      and not exists (select from scheduled_handover_line o where o.pairing_id = p.id and o.state = 'SCHEDULED')) as gained
  from (select * from scheduled_handover h where ${which}) h join cadre c on c.id = h.cadre_id join unit u on u.id = c.unit_id
  order by h.day, h.id`;

type LineRow = ScheduledHandoverLine & { handoverId: string };

const linesOf = ({ lo, hi }: Scope, ids: readonly string[]) => sql<LineRow>`
  select l.handover_id as "handoverId", l.pairing_id as id, l.household_id as "householdId", d.head_name as head,
    v.name || coalesce(' ' || d.village_group, '') as village, l.successor_id as "successorId", s.name as successor,
    u.name as "successorUnit",
    case when l.state in ('SCHEDULED', 'ATTENTION') then coalesce(l.problem, ${faultOfLine}) end as problem
  from scheduled_handover_line l join scheduled_handover h on h.id = l.handover_id join pairing p on p.id = l.pairing_id join household d on d.id = l.household_id
  join region v on v.id = d.region_id left join cadre s on s.id = l.successor_id left join unit u on u.id = s.unit_id
  where l.handover_id = any(${[...ids]}::uuid[]) and l.path >= ${lo} and l.path < ${hi} order by l.handover_id, l.position`;

/** With their households, and the names of who ordered, which are the system's to read. */
async function withLines(db: Database, scope: Scope, rows: readonly Row[]): Promise<ScheduledHandover[]> {
  if (rows.length === 0) return [];
  const accounts = sql<{ id: string; name: string }>`select id, display_name as name from account
    where id = any(${rows.map(({ accountId }) => accountId)}::uuid[])`;
  const [lines, names] = await Promise.all([
    db.rows(
      scope,
      statement(
        linesOf(
          scope,
          rows.map(({ id }) => id),
        ),
      ),
    ),
    db.rows(systemScope, statement(accounts)),
  ]);
  const linesById = Map.groupBy(lines, ({ handoverId }) => handoverId);
  const nameOf = new Map(names.map(({ id, name }) => [id, name]));
  return rows.map(({ accountId, ...row }) => ({
    ...row,
    orderedAt: new Date(row.orderedAt),
    orderedBy: nameOf.get(accountId) ?? '',
    lines: linesById.get(row.id) ?? [],
  }));
}
