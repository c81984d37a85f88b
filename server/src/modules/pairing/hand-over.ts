import { sql } from 'kysely';
import type { UnitOfWork } from '../../platform/db/database.ts';
import { conflict, invalidInput, notFound, ruleViolated } from '../../platform/errors.ts';
import { audit } from '../audit/index.ts';
import type { Act } from './act.ts';
import { endOne } from './end.ts';
import type { Day, Refusal } from './pairing.rules.ts';
import { lockAndLoad, type Facts, type StoredPairing } from './placement.facts.ts';
import { placeAll, refused } from './place.ts';

export interface Handover {
  cadreId: string;
  /** What is handed over, each with the version that was seen, and to whom. */
  lines: readonly { pairingId: string; version: number; successorId: string }[];
  /** The successors' first day, which is the first without the old friend: no day is uncovered (R7). */
  on: Day;
  reason: string;
  /** The old friendships stay as RETAINED (R7). */
  retain: boolean;
}

/**
 * R7: the duty moves on to others, whole or not at all. Every household is locked before it is looked at; the old friendship ends on
 * the day on which the new one begins.
 * @throws CONFLICT where a pairing was changed since, INVALID_INPUT, NOT_FOUND, RULE_VIOLATED R1–R4, R6, R7 with the household's name
 */
export async function handOver(unit: UnitOfWork, today: Day, h: Handover, act: Act): Promise<number> {
  if (h.on > today) throw invalidInput({ on: '交接日期不能晚于今天。到那一天再办' });
  if (h.lines.some(({ successorId }) => successorId === h.cadreId))
    throw invalidInput({ lines: '接手的不能是他自己' });
  const householdOf = await householdsOf(unit, h);
  const households = [...new Set(householdOf.values())];
  if (householdOf.size < h.lines.length || households.length < h.lines.length) throw notFound('段结对');
  const facts = await lockAndLoad(unit, today, households, [
    h.cadreId,
    ...h.lines.map(({ successorId }) => successorId),
  ]);
  const handed = h.lines.map((line) => ({ ...line, pairing: standing(facts, householdOf, line) }));
  await demandNoKin(unit, facts, handed);

  for (const { pairing } of handed) {
    if (h.on <= pairing.from)
      throw about(facts, pairing.householdId, {
        rule: 'R7',
        message: `结对从 ${pairing.from} 开始，交接要晚于这一天`,
      });
    const ending = { pairing, to: h.on, reason: h.reason, retain: h.retain, displaced: true };
    const refusal = await endOne(unit, facts, ending, act);
    if (refusal) throw about(facts, pairing.householdId, refusal);
  }
  const placements = handed.map(({ pairing: { householdId }, successorId }) => ({
    householdId,
    cadreId: successorId,
    from: h.on,
    source: 'HANDOVER' as const,
  }));
  for (const { placement, refusal } of await placeAll(unit, facts, placements, act))
    if (refusal) throw about(facts, placement.householdId, refusal);

  audit(unit, {
    action: 'cadre.handOver',
    subjectType: 'cadre',
    subjectId: h.cadreId,
    path: facts.cadres.get(h.cadreId)?.path ?? unit.scope.lo,
    after: {
      on: h.on,
      retain: h.retain,
      households: handed.length,
      successors: new Set(placements.map((p) => p.cadreId)).size,
    },
    reason: h.reason,
  });
  return handed.length;
}

async function householdsOf(unit: UnitOfWork, h: Handover): Promise<Map<string, string>> {
  const rows = await unit.sql
    .selectFrom('pairing')
    .select(['id', 'household_id'])
    .where('cadre_id', '=', h.cadreId)
    .where('kind', '=', 'RESPONSIBLE')
    .where((the) => the('id', '=', the.fn.any(the.val(h.lines.map(({ pairingId }) => pairingId)))))
    .execute();
  return new Map(rows.map((row) => [row.id, row.household_id]));
}

/** The pairing as it was seen and as it still stands. */
function standing(
  facts: Facts,
  householdOf: ReadonlyMap<string, string>,
  { pairingId, version }: Handover['lines'][number],
): StoredPairing {
  const householdId = householdOf.get(pairingId) ?? '';
  const pairing = facts.pairings.get(householdId)?.find(({ id }) => id === pairingId);
  if (pairing?.version === version && pairing.to === null) return pairing;
  throw conflict({ id: pairingId }, `${nameOf(facts, householdId)}的结对刚被别人改过。看过现在的，再交接`);
}

/** Nobody is charged with kin of their own. */
async function demandNoKin(
  unit: UnitOfWork,
  facts: Facts,
  handed: readonly { pairing: StoredPairing; successorId: string }[],
): Promise<void> {
  const { rows } = await sql<{ household_id: string }>`
    select k.household_id from kin_declaration k
    join unnest(${handed.map(({ pairing }) => pairing.householdId)}::uuid[], ${handed.map(({ successorId }) => successorId)}::uuid[])
      as t(household_id, cadre_id) using (household_id, cadre_id)
    where k.withdrawn_at is null limit 1`.execute(unit.sql);
  const [kin] = rows;
  if (kin) throw ruleViolated('R26', `${nameOf(facts, kin.household_id)}是接手人申报的亲属，换一名接手`);
}

const nameOf = (facts: Facts, householdId: string): string =>
  `${facts.households.get(householdId)?.headName ?? '这'}户`;

/** One household's no, said with its name: all of it stays as it was. */
const about = (facts: Facts, householdId: string, { rule, message }: Refusal) =>
  refused({ rule, message: `${nameOf(facts, householdId)}：${message}。什么都没有改` });
