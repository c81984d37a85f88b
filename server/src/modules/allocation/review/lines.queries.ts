import { sql, type RawBuilder } from 'kysely';
import { intersect, pathRange, type Scope } from '../../../platform/auth/scope.ts';
import type { Database } from '../../../platform/db/database.ts';
import { invalidInput } from '../../../platform/errors.ts';
import { offsetOf, type List, type PageInput } from '../../../platform/graphql/page.ts';
import type { AllocationLineFilter } from '../allocation.inputs.ts';
import type { AllocationLine, AllocationLost, AllocationPin } from '../allocation.type.ts';
import type { AllocationLineKind } from '../enums.type.ts';
import { countyOf } from '../../region/index.ts';
import { runInScope } from '../run/runs.ts';
import { sentenceOf } from '../why.rules.ts';
import { statement } from '../../../platform/db/query-builder.ts';

interface Row {
  id: string;
  kind: AllocationLineKind;
  why: string[];
  pinned: boolean;
  sent: boolean;
  headName: string | null;
  villageGroup: string | null;
  povertyStatus: string | null;
  cause: string | null;
  size: number | null;
  regionId: string | null;
  causeLabel: string | null;
  field: string | null;
  today: Card | null;
  proposed: Card | null;
}
interface Card {
  id: string;
  name: string;
  unitId: string;
  unit: string;
  level: string;
}

/** As far as anybody turns pages: each one further reads all before it. */
const DEEPEST = 10_000;

/**
 * The lines of a run that the filter shows, in the order of places, with the people as the caller may see them; of those kept the
 * pairings that stand and that no line is about.
 * @throws NOT_FOUND, INVALID_INPUT for a page beyond the first 10,000 households
 */
export async function allocationLines(
  db: Database,
  scope: Scope,
  runId: string,
  filter: AllocationLineFilter,
  page: PageInput,
): Promise<List<AllocationLine>> {
  const end = offsetOf(page) + page.size;
  if (end > DEEPEST)
    throw invalidInput({ page: '只能翻到前 10,000 户。按镇、村、单位或怎么改缩小范围，再往下看' });
  const run = await runInScope(db, scope, runId);
  const area = intersect(scope, pathRange(filter.within ?? run.path));
  const lines =
    filter.kind === 'KEPT' ? keptOf(runId, pathRange(run.path)) : changedOf(runId, filter.kind ?? null);
  const chosen = sql`(${lines}) l where l.path >= ${area.lo} and l.path < ${area.hi}
      and (${filter.unitId ?? null}::uuid is null
        or exists (select from cadre c where c.id in (l.from_cadre_id, l.cadre_id) and c.unit_id = ${filter.unitId ?? null}))
      and (${filter.pinned ?? null}::bool is null or l.pinned = ${filter.pinned ?? null})`;
  const waiting = sql`allocation_waiting w where w.run_id = ${runId} and w.path >= ${area.lo} and w.path < ${area.hi}`;
  const wait = mayWait(filter);
  const arms = [
    ...(filter.kind === 'WAITING' ? [] : [firstLines(chosen, end)]),
    ...(wait ? [firstWaiting(waiting, end)] : []),
  ];
  const counts = [
    ...(filter.kind === 'WAITING' ? [] : [sql`(select count(*) from ${chosen})`]),
    ...(wait ? [sql`(select coalesce(sum(w.households), 0) from ${waiting})`] : []),
  ];
  if (arms.length === 0) return { items: [], count: () => Promise.resolve(0) };
  const rows = await db.rows(
    scope,
    statement(joined(sql.join(arms, sql` union all `), scope, run.year, page)),
  );
  const counting = sql<{ n: number }>`select (${sql.join(counts, sql` + `)})::int as n`;
  return {
    items: rows.map(shown),
    count: async () => (await db.row(scope, statement(counting)))?.n ?? 0,
  };
}

/** Who waits has no cadre and no pin. */
const mayWait = ({ kind, unitId, pinned }: AllocationLineFilter): boolean =>
  (!kind || kind === 'WAITING') && !unitId && pinned !== true;

const firstLines = (chosen: RawBuilder<unknown>, end: number) =>
  sql`(select l.* from ${chosen} order by l.path, l.household_id limit ${end})`;

/** Villages until so many wait in them, the last one whole; each has one at least. */
const firstWaiting = (waiting: RawBuilder<unknown>, end: number) => sql`
  (select x.household_id, v.path, 'WAITING' as kind, null::uuid as from_cadre_id, null::uuid as cadre_id, array[v.why] as why, false as pinned
    from (select w.*, sum(w.households) over (order by w.path groups between unbounded preceding and 1 preceding) as before
      from (select * from ${waiting} order by w.path fetch first (${end}) rows with ties) w) v,
      unnest(v.household_ids) as x(household_id)
    where coalesce(v.before, 0) < ${end})`;

const changedOf = (runId: string, kind: AllocationLineKind | null) => sql`
  select household_id, path, kind, from_cadre_id, cadre_id, why, pinned from allocation_line
  where run_id = ${runId} and (${kind}::text is null or kind = ${kind})`;

const keptOf = (runId: string, { lo, hi }: { lo: string; hi: string }) => sql`
  select p.household_id, p.path, 'KEPT' as kind, p.cadre_id as from_cadre_id, p.cadre_id, '{}'::text[] as why,
    exists (select from allocation_pin x where x.run_id = ${runId} and x.kind = 'PIN' and x.household_id = p.household_id
      and x.cadre_id = p.cadre_id) as pinned
  from pairing p join household h on h.id = p.household_id and h.eligible
  where p.path >= ${lo} and p.path < ${hi} and p.kind = 'RESPONSIBLE' and p.withdrawn_at is null and p.to_date is null
    and not exists (select from allocation_line l where l.run_id = ${runId} and l.household_id = p.household_id)
    and not exists (select from allocation_waiting w
      where w.run_id = ${runId} and w.path = p.path and p.household_id = any(w.household_ids))`;

const card = (
  cadre: string,
  unit: string,
) => sql`case when ${sql.ref(`${cadre}.id`)} is not null then jsonb_build_object(
  'id', ${sql.ref(`${cadre}.id`)}, 'name', ${sql.ref(`${cadre}.name`)}, 'unitId', ${sql.ref(`${unit}.id`)},
  'unit', ${sql.ref(`${unit}.name`)}, 'level', ${sql.ref(`${unit}.level`)}) end`;

const joined = (chosen: RawBuilder<unknown>, { lo, hi }: Scope, year: number, page: PageInput) => sql<Row>`
  with l as materialized (
    select * from (${chosen}) reached order by path, household_id limit ${page.size} offset ${offsetOf(page)}
  )
  select l.household_id as id, l.kind, l.why, l.pinned, h.head_name as "headName", h.village_group as "villageGroup",
    h.poverty_status as "povertyStatus", h.cause, h.size, h.region_id as "regionId", d.label as "causeLabel", nu.field,
    exists (select from sent_cadre x where x.cadre_id = l.cadre_id and x.year = ${year} and x.taken_back_at is null
      and starts_with(l.path, x.path)) as sent,
    ${card('c', 'cu')} as today, ${card('n', 'nu')} as proposed
  from l left join household h on h.id = l.household_id and h.path >= ${lo} and h.path < ${hi}
  left join dictionary_entry d on d.dictionary = 'POVERTY_CAUSE' and d.code = h.cause
  left join cadre c on c.id = l.from_cadre_id left join unit cu on cu.id = c.unit_id
  left join cadre n on n.id = l.cadre_id left join unit nu on nu.id = n.unit_id
  order by l.path, l.household_id`;

function shown(row: Row): AllocationLine {
  const { id, kind, why, pinned, sent, headName, regionId } = row;
  const household =
    headName === null || regionId === null
      ? null
      : {
          id,
          headName,
          regionId,
          villageGroup: row.villageGroup,
          povertyStatus: row.povertyStatus,
          cause: row.cause,
          size: row.size,
        };
  return {
    id,
    kind,
    household,
    today: cardOf(row.today),
    proposed: cardOf(row.proposed),
    sent,
    why,
    reason: kind === 'KEPT' ? '原来的结对不动' : sentenceOf(why, { cause: row.causeLabel, field: row.field }),
    pin: pinned ? 'PIN' : null,
  };
}

const cardOf = (card: Card | null) =>
  card && {
    id: card.id,
    name: card.name,
    unitId: card.unitId,
    unitCard: { id: card.unitId, name: card.unit, level: card.level },
  };

/** What the office settled by hand for a run, the latest first. @throws NOT_FOUND */
export async function allocationPins(
  db: Database,
  scope: Scope,
  runId: string,
  page: PageInput,
): Promise<List<AllocationPin>> {
  const { state, stale, path } = await runInScope(db, scope, runId);
  const query = sql<AllocationPin>`select p.household_id || ':' || p.cadre_id as id, p.kind, p.household_id as "householdId",
      p.cadre_id as "cadreId", h.head_name as head, ${villageIn(path)} as village, c.name as cadre, u.name as unit, p.at,
      case when ${state === 'PROPOSED' && !stale} and (p.kind = 'PIN') <> ${isPair(runId)} then ${NOT_KEPT} end as problem
    from allocation_pin p left join household h on h.id = p.household_id left join region v on v.id = h.region_id
    left join cadre c on c.id = p.cadre_id left join unit u on u.id = c.unit_id
    where p.run_id = ${runId} order by p.at desc, p.household_id limit ${page.size} offset ${offsetOf(page)}`;
  return {
    items: await db.rows(scope, statement(query)),
    count: () => count(db, scope, sql`allocation_pin where run_id = ${runId}`),
  };
}

/** The village `v`; in a run of the city with its county and town. */
const villageIn = (area: string) =>
  countyOf(area) !== null
    ? sql`v.name`
    : sql`(select county.name || ' ' || town.name || ' ' || v.name from region town join region county on county.id = town.parent_id
        where town.id = v.parent_id)`;

/** Whether the two would be a pair as the run has it: by its line about the household, or as they are where it has none. */
const isPair = (runId: string) => sql`coalesce(
  (select l.cadre_id is not distinct from p.cadre_id from allocation_line l where l.run_id = ${runId} and l.household_id = p.household_id),
  exists (select from pairing x where x.household_id = p.household_id and x.cadre_id = p.cadre_id and x.kind = 'RESPONSIBLE'
    and x.withdrawn_at is null and x.to_date is null))`;
const NOT_KEPT = '情况变了，提案没能照它办';

/** What no longer held when a run was last to be published. @throws NOT_FOUND */
export async function allocationLost(
  db: Database,
  scope: Scope,
  runId: string,
  page: PageInput,
): Promise<List<AllocationLost>> {
  const { path } = await runInScope(db, scope, runId);
  const query = sql<AllocationLost>`select l.household_id as id, h.head_name as head, ${villageIn(path)} as village, c.name as cadre,
      u.name as unit, l.message
    from allocation_lost l left join household h on h.id = l.household_id left join region v on v.id = h.region_id
    left join cadre c on c.id = l.cadre_id left join unit u on u.id = c.unit_id
    where l.run_id = ${runId} order by l.path, l.household_id limit ${page.size} offset ${offsetOf(page)}`;
  return {
    items: await db.rows(scope, statement(query)),
    count: () => count(db, scope, sql`allocation_lost where run_id = ${runId}`),
  };
}

const count = async (db: Database, scope: Scope, from: RawBuilder<unknown>): Promise<number> =>
  (await db.row(scope, statement(sql<{ n: number }>`select count(*)::int as n from ${from}`)))?.n ?? 0;
