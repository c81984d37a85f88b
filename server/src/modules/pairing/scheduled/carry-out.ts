import type { Clock } from '../../../platform/clock.ts';
import { covers } from '../../../platform/auth/scope.ts';
import type { UnitOfWork } from '../../../platform/db/database.ts';
import { because } from '../../../platform/db/refusal.ts';
import { DomainError } from '../../../platform/errors.ts';
import { Act } from '../act.ts';
import { handOver } from '../hand-over.ts';
import { LineRefused } from '../hand-over.lines.ts';
import { linesOf, lockHandoverOrder, settle, type Problem } from './stored.ts';

/**
 * Hands over what was ordered, from the day that was ordered, through the service of a handover done at once: pairings, act, record and
 * the order's end in one transaction, so that a killed process leaves all of it or nothing. What was settled meanwhile stays so.
 * @throws as {@link handOver}
 */
export async function carryOut(unit: UnitOfWork, clock: Clock, id: string): Promise<void> {
  const order = await lockHandoverOrder(unit, id);
  if (!order) throw new DomainError('NOT_FOUND', '不都归安排的人管了');
  if (order.state !== 'SCHEDULED') return;
  because(unit, order.reason);
  const act = new Act();
  const { cadreId, day: on, reason, retain } = order;
  const lines = await linesOf(unit, id);
  await handOver(unit, clock.today(), { cadreId, lines, on, reason, retain, scheduledId: id }, act);
  act.save(unit);
  await settle(unit, id, { state: 'DONE', at: clock.now(), actId: act.id });
}

/** What a refusal is to whoever has to decide anew: of the line that it is about, where it is about one. */
export function problemOf(
  error: DomainError,
  lines: readonly { pairingId: string; path: string }[],
  area: { lo: string; hi: string },
): Problem {
  if (error instanceof LineRefused) {
    const { pairingId, sentence } = error;
    return { whole: null, lines: [{ pairingId, sentence }] };
  }
  const gone = lines.filter(({ path }) => !covers(area, path));
  if (error.code !== 'NOT_FOUND') return { whole: error.message, lines: [] };
  if (gone.length === 0) return { whole: '他归市办统一安排了，请市办来交接', lines: [] };
  const sentence = '这一户搬到了别处，不归安排的人管了';
  return { whole: null, lines: gone.map(({ pairingId }) => ({ pairingId, sentence })) };
}
