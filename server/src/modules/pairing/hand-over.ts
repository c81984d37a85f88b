import type { UnitOfWork } from '../../platform/db/database.ts';
import { invalidInput } from '../../platform/errors.ts';
import { audit } from '../audit/index.ts';
import type { Act } from './act.ts';
import { endOne } from './end.ts';
import { about, lockHandover, placementOf, type HandoverLine } from './hand-over.lines.ts';
import type { Day } from './pairing.rules.ts';
import { placeAll } from './place.ts';

export interface Handover {
  cadreId: string;
  /** What is handed over, each with the version that was seen, and to whom. */
  lines: readonly HandoverLine[];
  /** The successors' first day, which is the first without the old friend: no day is uncovered (R7). */
  on: Day;
  reason: string;
  /** The old friendships stay as RETAINED (R7). */
  retain: boolean;
  /** The order that is carried out, where it was ordered before its day. */
  scheduledId?: string;
}

/**
 * R7: the duty moves on to others, whole or not at all. Every household is locked before it is looked at; the old friendship ends on
 * the day on which the new one begins.
 * @throws CONFLICT where a pairing was changed since, INVALID_INPUT, NOT_FOUND, RULE_VIOLATED R1–R4, R6, R7 with the household's name
 */
export async function handOver(unit: UnitOfWork, today: Day, h: Handover, act: Act): Promise<number> {
  if (h.on > today) throw invalidInput({ on: '这一天还没到，只能预定' });
  const { facts, handed } = await lockHandover(unit, today, h);
  for (const line of handed) {
    const { pairing } = line;
    if (h.on <= pairing.from)
      throw about(facts, line, {
        rule: 'R7',
        message: `结对从 ${pairing.from} 开始，交接要晚于这一天`,
      });
    const ending = { pairing, to: h.on, reason: h.reason, retain: h.retain, displaced: true };
    const refusal = await endOne(unit, facts, ending, act);
    if (refusal) throw about(facts, line, refusal);
  }
  const placements = handed.map((line) => placementOf(line, h.on));
  const placed = await placeAll(unit, facts, placements, act);
  placed.forEach(({ refusal }, i) => {
    if (refusal) throw about(facts, handed[i]!, refusal);
  });

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
      ...(h.scheduledId && { scheduled: h.scheduledId }),
    },
    reason: h.reason,
  });
  return handed.length;
}
