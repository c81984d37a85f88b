import { sql } from 'kysely';
import { systemScope, type Scope } from '../../../platform/auth/scope.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Database, UnitOfWork } from '../../../platform/db/database.ts';
import { because } from '../../../platform/db/refusal.ts';
import { audit } from '../../audit/index.ts';
import {
  lockReplacements,
  replaceFriends,
  type RefusedReplacement,
  type Replacement,
} from '../../pairing/index.ts';
import { lockRun, setRun, type StoredRun } from '../run/runs.ts';
import { certify, type Certified } from './certify.ts';

/** Some lines no longer hold: nothing is written, and the run is worked out anew. */
class LinesLost extends Error {
  readonly lost: readonly RefusedReplacement[];

  constructor(lost: readonly RefusedReplacement[]) {
    super(`${lost.length} lines no longer hold`);
    this.lost = lost;
  }
}

const REASON = '统筹分配';

/**
 * Writes a proposal in one transaction, under the scope of its area and in the name of who published it. What each line rests on is
 * looked at behind the locks; where the world has changed nothing is written, and the run is to be worked out again.
 * @throws RULE_VIOLATED R5 where a county is closed and no reason was given
 */
export async function publishRun(
  db: Database,
  clock: Clock,
  run: StoredRun,
  scope: Scope,
): Promise<'DONE' | 'AGAIN'> {
  try {
    await db.write(run, scope, (unit) => write(unit, clock, run));
    return 'DONE';
  } catch (error) {
    if (!(error instanceof LinesLost)) throw error;
    await beginAnew(db, run, error.lost);
    return 'AGAIN';
  }
}

async function write(unit: UnitOfWork, clock: Clock, { id, reason }: StoredRun): Promise<void> {
  const run = await lockRun(unit, id);
  if (run.state !== 'PUBLISHING') return; // another worker was here
  because(unit, reason); // R5: after the close the database wants to know why
  const today = clock.today();
  const lines = await linesOf(unit, id);
  await lockReplacements(unit, lines);
  const changed = await changedPeople(unit, run);
  const out = new Set(changed.map(({ householdId }) => householdId));
  const refused = await replaceFriends(
    unit,
    today,
    lines.filter(({ householdId }) => !out.has(householdId)),
    { year: run.year, reason: reason ? `${REASON}：${reason}` : REASON },
  );
  if (changed.length + refused.length > 0) throw new LinesLost([...changed, ...refused]);
  const certificate = await certify(unit, run, today);
  const counts = run.counts && { ...run.counts, waiting: leftIn(certificate) };
  await setRun(unit, id, {
    state: 'PUBLISHED',
    step: null,
    progress: 100,
    problem: null,
    lost: 0,
    published_at: clock.now(),
    ended_at: clock.now(),
    certificate: JSON.stringify(certificate),
    counts: JSON.stringify(counts),
  });
  audit(unit, {
    action: 'allocation.published',
    subjectType: 'allocation_run',
    subjectId: id,
    path: run.path,
    after: { ...counts, from: today, resultDigest: run.resultDigest },
    reason,
  });
}

/** Who has no friend when it is published: claims may have been decided since it was proposed, and households have come. */
const leftIn = ({ places }: Certified) =>
  places.reduce((sum, { eligible, covered }) => sum + eligible - covered, 0);

async function linesOf({ sql: db }: UnitOfWork, runId: string): Promise<Replacement[]> {
  const { rows } =
    await sql<Replacement>`select household_id as "householdId", from_pairing_id as "pairingId", cadre_id as "cadreId"
    from allocation_line where run_id = ${runId} order by household_id`.execute(db);
  return rows;
}

/** Lines whose people are no longer what they were, where that is not for the rules of pairing to say. */
async function changedPeople(
  { sql: db, scope }: UnitOfWork,
  { id: runId, year }: StoredRun,
): Promise<RefusedReplacement[]> {
  const { rows } = await sql<{ householdId: string; message: string }>`
    select * from (
      select l.household_id as "householdId", case
        when h.id is null then '这一户已经不在，或不归这里管了'
        when not h.eligible then '这户已经不在帮扶范围'
        when l.kind in ('MOVED', 'RELEASED') and l.from_pairing_id is null then '原来的结对已经变了'
        when l.from_pairing_id in (select o.pairing_id from scheduled_handover_line o where o.state = 'SCHEDULED') then '这户预定了交接'
        when l.cadre_id is null or c.id is not null then null
        when l.cadre_id in (select s.cadre_id from sent_cadre s where s.year = ${year} and s.taken_back_at is not null
          and s.path >= ${scope.lo} and s.path < ${scope.hi}) then '市里收回了这名干部，不再派到这里'
        else '这名干部已经不在，或不归这里管了'
      end as message
      from allocation_line l
      left join household h on h.id = l.household_id and h.path >= ${scope.lo} and h.path < ${scope.hi}
      left join cadre c on c.id = l.cadre_id and (c.path >= ${scope.lo} and c.path < ${scope.hi}
        or c.id in (select s.cadre_id from sent_cadre s where s.year = ${year} and s.taken_back_at is null
          and s.path >= ${scope.lo} and s.path < ${scope.hi}))
      where l.run_id = ${runId}) checked
    where message is not null order by 1`.execute(db);
  return rows.map(({ householdId, message }) => ({ householdId, refusal: { rule: null, message } }));
}

async function beginAnew(db: Database, run: StoredRun, lost: readonly RefusedReplacement[]): Promise<void> {
  await db.write(run, systemScope, async (unit) => {
    const { state, round } = await lockRun(unit, run.id);
    if (state !== 'PUBLISHING') return;
    const column = <T>(pick: (one: RefusedReplacement) => T) => lost.map(pick);
    await sql`delete from allocation_lost where run_id = ${run.id}`.execute(unit.sql);
    await sql`insert into allocation_lost (run_id, household_id, path, cadre_id, rule, message)
      select l.run_id, l.household_id, l.path, l.cadre_id, t.rule, t.message
      from unnest(${column((one) => one.householdId)}::uuid[], ${column((one) => one.refusal.rule)}::text[],
        ${column((one) => one.refusal.message)}::text[]) as t(household_id, rule, message)
      join allocation_line l on l.run_id = ${run.id} and l.household_id = t.household_id`.execute(unit.sql);
    await setRun(unit, run.id, {
      state: 'WORKING',
      step: null,
      progress: 0,
      round: round + 1,
      lost: lost.length,
      problem: `发布前有 ${lost.length} 户的情况变了，一条也没有发布；已按现在的情况重新算过，看过再发布`,
      published_by: null,
      published_under: null,
    });
    audit(unit, {
      action: 'allocation.overtaken',
      subjectType: 'allocation_run',
      subjectId: run.id,
      path: run.path,
      after: { lost: lost.length },
    });
  });
}
