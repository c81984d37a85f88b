import { sql } from 'kysely';
import type { Actor } from '../../../platform/auth/actor.ts';
import { covers, pathRange, type Scope } from '../../../platform/auth/scope.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Database, UnitOfWork } from '../../../platform/db/database.ts';
import { conflict, DomainError, invalidInput, notFound, ruleViolated } from '../../../platform/errors.ts';
import { audit } from '../../audit/index.ts';
import type { Refusal } from '../../pairing/index.ts';
import { countyOf } from '../../region/index.ts';
import type { AllocationPinKind } from '../enums.type.ts';
import { lockRun, runInScope, setRun, type ShownRun, type StoredRun } from '../run/runs.ts';
import { maySettle, type PinFacts } from './pins.rules.ts';
import { statement } from '../../../platform/db/query-builder.ts';

export interface Pair {
  householdId: string;
  cadreId: string;
}
export interface Settling {
  id: string;
  /** Null leaves the pairs to the run again. */
  kind: AllocationPinKind | null;
  pairs: readonly Pair[];
}

/**
 * Pins pairs, forbids them, or leaves them open again. The proposal stays as it was and is stale from then on.
 * @throws NOT_FOUND, CONFLICT while the run is being worked out or is over, RULE_VIOLATED R1–R7
 */
export async function settle(
  { db, clock }: { db: Database; clock: Clock },
  actor: Actor,
  scope: Scope,
  { id, kind, pairs }: Settling,
): Promise<ShownRun> {
  const once = [...new Map(pairs.map((pair) => [`${pair.householdId} ${pair.cadreId}`, pair])).values()];
  if (kind === 'PIN' && new Set(once.map(({ householdId }) => householdId)).size < once.length)
    throw invalidInput({ pairs: '一户只能固定一名干部' });
  await runInScope(db, scope, id);
  await db.write(actor, scope, async (unit) => {
    const run = await lockRun(unit, id);
    demandOpen(run);
    await sql`delete from allocation_pin p using ${named(once)} where p.run_id = ${id} and p.household_id = t.household_id
      and (p.cadre_id = t.cadre_id or ${kind === 'PIN'} and p.kind = 'PIN')`.execute(unit.sql);
    if (kind) await add(unit, run, kind, once, clock.today());
    await setRun(unit, id, { stale: run.counts !== null });
    audit(
      unit,
      ...once.map((pair) => ({
        action: kind === 'PIN' ? 'allocation.pin' : kind === 'BAN' ? 'allocation.ban' : 'allocation.unpin',
        subjectType: 'allocation_run',
        subjectId: id,
        path: run.path,
        after: pair,
      })),
    );
  });
  return runInScope(db, scope, id);
}

/** The two households of a swap and the friends that they would get from each other. @throws NOT_FOUND, CONFLICT */
export async function swapped(
  db: Database,
  scope: Scope,
  id: string,
  homes: readonly [string, string],
): Promise<Pair[]> {
  const run = await runInScope(db, scope, id);
  const { lo, hi } = pathRange(run.path);
  const query = sql<{ householdId: string; cadreId: string | null }>`
    select h.id as "householdId", coalesce(l.cadre_id, case when l.household_id is null and not exists (
      select from allocation_waiting w where w.run_id = ${id} and h.id = any(w.household_ids)) then p.cadre_id end) as "cadreId"
    from household h left join allocation_line l on l.run_id = ${id} and l.household_id = h.id
    left join pairing p on p.household_id = h.id and p.kind = 'RESPONSIBLE' and p.to_date is null and p.withdrawn_at is null
    where h.id = any(${[...homes]}::uuid[]) and h.path >= ${lo} and h.path < ${hi}`;
  const rows = await db.rows(scope, statement(query));
  const [one, other] = homes.map((home) => rows.find(({ householdId }) => householdId === home));
  if (!one || !other) throw notFound('一户');
  if (!one.cadreId || !other.cadreId || one.cadreId === other.cadreId)
    throw conflict({}, '两户各有一名不同的干部才能对调；没有干部的一户，请直接固定一名');
  return [
    { householdId: one.householdId, cadreId: other.cadreId },
    { householdId: other.householdId, cadreId: one.cadreId },
  ];
}

function demandOpen({ id, state }: StoredRun): void {
  if (state === 'WORKING' || state === 'PUBLISHING') throw conflict({ id, state }, '正在算，算好再改');
  if (state === 'PUBLISHED' || state === 'DISCARDED')
    throw conflict({ id, state }, '这次分配已经结束，不能再改');
}

async function add(
  unit: UnitOfWork,
  run: StoredRun,
  kind: AllocationPinKind,
  pairs: readonly Pair[],
  today: string,
): Promise<void> {
  const facts = await factsOf(unit, run, kind, pairs, today);
  for (const pair of pairs) {
    const fact = facts.find(
      ({ householdId, cadreId }) => householdId === pair.householdId && cadreId === pair.cadreId,
    );
    const refusal = fact ? maySettle(fact) : { rule: 'R6' as const, message: '这户或这名干部不归这次分配管' };
    if (refusal) throw asError(refusal);
  }
  await sql`insert into allocation_pin (run_id, household_id, path, cadre_id, kind, account_id)
    select ${run.id}, t.household_id, h.path, t.cadre_id, ${kind}, ${unit.principal.accountId}
    from ${named(pairs)} join household h on h.id = t.household_id`.execute(unit.sql);
  if (kind === 'PIN') await demandPlaces(unit, run, pairs, today);
}

const asError = ({ rule, message }: Refusal) =>
  rule ? ruleViolated(rule, message) : new DomainError('CONFLICT', message);

const named = (pairs: readonly Pair[]) =>
  sql`unnest(${pairs.map(({ householdId }) => householdId)}::uuid[], ${pairs.map(({ cadreId }) => cadreId)}::uuid[]) as t(household_id, cadre_id)`;

async function factsOf(
  { sql: db }: UnitOfWork,
  run: StoredRun,
  kind: AllocationPinKind,
  pairs: readonly Pair[],
  today: string,
): Promise<(PinFacts & { householdId: string })[]> {
  const area = pathRange(run.path);
  type Row = Omit<
    PinFacts,
    'kind' | 'householdHere' | 'cadreHere' | 'sentElsewhere' | 'ofAnotherCounty' | 'friends'
  > & {
    householdId: string;
    path: string;
    cadrePath: string;
    sent: string | null;
    friends: { cadreId: string; path: string; duty: boolean; ordered: boolean }[];
  };
  const { rows } = await sql<Row>`
    select h.id as "householdId", h.path, h.eligible, c.id as "cadreId", c.path as "cadrePath", c.status as "cadreStatus",
      (select s.path from sent_cadre s where s.cadre_id = c.id and s.year = ${run.year} and s.taken_back_at is null) as sent,
      exists (select from pairing_claim k where k.household_id = h.id and k.status = 'OPEN') as claimed,
      exists (select from kin_declaration k where k.household_id = h.id and k.cadre_id = c.id and k.withdrawn_at is null) as kin,
      exists (select from pairing p where p.household_id = h.id and p.cadre_id = c.id and p.kind = 'RETAINED' and p.withdrawn_at is null
        and (p.to_date is null or p.to_date > ${today})) as retained,
      exists (select from waiver w where w.cadre_id = c.id and w.year = ${run.year} and w.withdrawn_at is null) as waived,
      exists (select from scheduled_handover o where o.cadre_id = c.id and o.state = 'SCHEDULED') as leaving,
      (select coalesce(jsonb_agg(jsonb_build_object('cadreId', p.cadre_id, 'path', p.cadre_path,
          'ordered', exists (select from scheduled_handover_line l where l.pairing_id = p.id and l.state = 'SCHEDULED'),
          'duty', exists (select from assistance_duty d
          where d.household_id = h.id and d.cadre_id = p.cadre_id and (d.to_date is null or d.to_date > ${today})))), '[]')
        from pairing p where p.household_id = h.id and p.kind = 'RESPONSIBLE' and p.withdrawn_at is null
          and (p.to_date is null or p.to_date > ${today})) as friends
    from ${named(pairs)} join household h on h.id = t.household_id join cadre c on c.id = t.cadre_id`.execute(
    db,
  );
  return rows.map(({ path, cadrePath, sent, friends, ...row }) => ({
    ...row,
    kind,
    householdHere: covers(area, path),
    cadreHere: covers(area, cadrePath) || (sent !== null && covers(area, sent)),
    sentElsewhere: sent !== null && !path.startsWith(sent),
    ofAnotherCounty: !path.startsWith(countyOf(cadrePath) ?? ''),
    friends: friends.map((friend) => ({ ...friend, here: covers(area, friend.path) })),
  }));
}

/** R1: what is pinned has to fit a cadre's quota beside what else stays pinned, stands or is promised them; the run then takes away the rest. */
async function demandPlaces(
  { sql: db }: UnitOfWork,
  run: StoredRun,
  pairs: readonly Pair[],
  today: string,
): Promise<void> {
  const { rows } = await sql<{ name: string; wanted: number; quota: number; promised: number }>`
    with standing as (
      select p.household_id, p.cadre_id from pairing p where p.kind = 'RESPONSIBLE' and p.withdrawn_at is null
        and (p.to_date is null or p.to_date > ${today})
        and (p.cadre_id = any(${pairs.map(({ cadreId }) => cadreId)}::uuid[])
          or p.household_id in (select household_id from allocation_pin where run_id = ${run.id} and kind = 'PIN'))
    )
    select c.name, (y.rank_quota ->> c.rank)::int as quota, w.load as wanted, b.promised
    from cadre c join bindings_of(${pairs.map(({ cadreId }) => cadreId)}::uuid[], ${run.year}::int2) b on b.cadre_id = c.id,
      programme_year y, lateral (
      select (select count(*)::int from standing s where s.cadre_id = c.id) + b.promised + load_elsewhere(c.id, ${today}::date)
        + (select count(*)::int from allocation_pin p where p.run_id = ${run.id} and p.kind = 'PIN' and p.cadre_id = c.id
          and not exists (select from standing s where s.household_id = p.household_id and s.cadre_id = c.id))
        - (select count(*)::int from allocation_pin p join standing s on s.household_id = p.household_id
          where p.run_id = ${run.id} and p.kind = 'PIN' and p.cadre_id <> c.id and s.cadre_id = c.id) as load) w
    where c.id = any(${pairs.map(({ cadreId }) => cadreId)}::uuid[]) and y.year = ${run.year}
      and w.load > (y.rank_quota ->> c.rank)::int
      and exists (select from allocation_pin p where p.run_id = ${run.id} and p.kind = 'PIN' and p.cadre_id = c.id
        and not exists (select from standing s where s.household_id = p.household_id and s.cadre_id = c.id))
    order by c.name limit 1`.execute(db);
  const [full] = rows;
  if (full)
    throw ruleViolated(
      'R1',
      `${full.name}的名额不够（要 ${full.wanted} 户${full.promised > 0 ? `，里面预定接手 ${full.promised} 户` : ''}，共 ${full.quota} 户），先把他的一户改给别人`,
    );
}
