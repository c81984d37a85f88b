import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { UnitOfWork } from '../../../platform/db/database.ts';
import { conflict, invalidInput } from '../../../platform/errors.ts';
import type { Rank } from '../../people/index.ts';
import { forget, judgeEnding } from '../end.ts';
import { about, lockHandover, placementOf, type Handed } from '../hand-over.lines.ts';
import type { Handover } from '../hand-over.ts';
import { isActive, isRefusal, type Day } from '../pairing.rules.ts';
import type { Facts } from '../placement.facts.ts';
import { judgeAll } from '../place.ts';
import { dayFault, noPlaceLeft } from './scheduled.rules.ts';
import { record } from './stored.ts';
import { withdrawOrder } from './withdraw.ts';

export interface ScheduleOrder extends Handover {
  /** An earlier order that this one stands for from now on. */
  insteadOf: string | null;
}

/**
 * R7: orders a handover for a day to come, under the rules of one that is done today; nothing but the order is written. R1: what
 * somebody is promised already takes their places.
 * @throws as a handover of today; CONFLICT where one of the pairings is ordered already, INVALID_INPUT for the day
 */
export async function schedule(unit: UnitOfWork, now: Date, today: Day, h: ScheduleOrder): Promise<string> {
  const fault = dayFault(h.on, today);
  if (fault) throw invalidInput({ on: fault });
  if (h.insteadOf) await replaceOrder(unit, now, { ...h, insteadOf: h.insteadOf });
  const { facts, handed } = await lockHandover(unit, today, h);
  await demandUnordered(unit, facts, handed);
  demandPossible(facts, handed, h);
  const id = randomUUID();
  const { accountId, grantId } = unit.principal;
  await sql`insert into scheduled_handover (id, cadre_id, day, reason, retain, account_id, grant_id, path, ordered_at)
    values (${id}, ${h.cadreId}, ${h.on}, ${h.reason}, ${h.retain}, ${accountId}, ${grantId}, ${unit.scope.lo}, ${now})`.execute(
    unit.sql,
  );
  const column = <T>(pick: (line: Handed) => T) => handed.map(pick);
  await sql`insert into scheduled_handover_line (handover_id, state, position, pairing_id, household_id, path, successor_id)
    select ${id}::uuid, 'SCHEDULED', n, t.pairing_id, h.id, h.path, t.successor_id
    from unnest(${column((line) => line.pairingId)}::uuid[], ${column(({ pairing }) => pairing.householdId)}::uuid[],
      ${column((line) => line.successorId)}::uuid[]) with ordinality as t(pairing_id, household_id, successor_id, n)
    join household h on h.id = t.household_id`.execute(unit.sql);
  const { on, retain, reason } = h;
  const told = { on, retain, households: handed.length };
  await record(unit, 'cadre.scheduleHandover', { id, cadreId: h.cadreId }, told, reason);
  return id;
}

/** Puts the earlier order away in the same step. @throws as {@link withdrawOrder}; INVALID_INPUT where it is somebody else's caseload */
export async function replaceOrder(
  unit: UnitOfWork,
  now: Date,
  { cadreId, insteadOf, reason }: { cadreId: string; insteadOf: string; reason: string },
): Promise<void> {
  const order = await withdrawOrder(unit, now, { id: insteadOf, version: null, reason });
  if (order.cadreId !== cadreId) throw invalidInput({ insteadOf: '这次预定是别人的' });
}

/** Behind the locks of the households, so that of two orders one finds the other; the database has the last word. */
async function demandUnordered(unit: UnitOfWork, facts: Facts, handed: readonly Handed[]): Promise<void> {
  const { rows } = await sql<{ pairing_id: string; day: string }>`select l.pairing_id, h.day::text as day
    from scheduled_handover_line l join scheduled_handover h on h.id = l.handover_id
    where l.state = 'SCHEDULED' and l.pairing_id = any(${handed.map(({ pairingId }) => pairingId)}::uuid[]) limit 1`.execute(
    unit.sql,
  );
  const line = handed.find(({ pairingId }) => pairingId === rows[0]?.pairing_id);
  if (!line) return;
  const head = facts.households.get(line.pairing.householdId)?.headName ?? '这';
  throw conflict(
    { id: line.pairingId },
    `${head}户已经预定在 ${rows[0]!.day} 交接。先撤销那一次，或先不交这一户`,
  );
}

/** The rules of a handover that were done today. @throws RULE_VIOLATED R1–R4, R6, R7 with the household's name */
function demandPossible(facts: Facts, handed: readonly Handed[], { on, retain }: Handover): void {
  for (const line of handed) {
    const { pairing } = line;
    const { answer } = judgeEnding(facts, { pairing, to: facts.today, retain, displaced: true });
    if (isRefusal(answer)) throw about(facts, line, answer);
    forget(facts, pairing, answer === 'END' ? facts.today : null);
  }
  const successors = new Set(handed.map(({ successorId }) => facts.cadres.get(successorId)!));
  for (const successor of successors) {
    successor.load += successor.promised;
    if (successor.leavingOn !== null && successor.leavingOn <= on) successor.leavingOn = null; // has handed over by then
  }
  const placed = judgeAll(
    facts,
    handed.map((line) => placementOf(line)),
  );
  placed.forEach(({ refusal }, i) => {
    if (!refusal) return;
    const line = handed[i]!;
    const successor = facts.cadres.get(line.successorId)!;
    const { promised, load } = successor;
    const full = refusal.rule === 'R1' && isActive(successor.status) && !successor.excused && promised > 0;
    const quota = facts.setting.quota[successor.rank as Rank] ?? 0;
    const message = full ? noPlaceLeft(load - promised, promised, quota) : refusal.message;
    throw about(facts, line, { ...refusal, message });
  });
}
