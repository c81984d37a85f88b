import type { UnitOfWork } from '../../../platform/db/database.ts';
import { conflict, notFound, ruleViolated } from '../../../platform/errors.ts';
import { lockHandoverOrder, OPEN_STATES, record, settle, type StoredHandover } from './stored.ts';

export interface Withdrawal {
  id: string;
  /** The version that was seen; null where it is ordered anew, whatever it was. */
  version: number | null;
  reason: string | null;
}

/**
 * Takes an order back before its day, or puts one away that its day refused.
 * @throws NOT_FOUND, CONFLICT where it was settled or changed meanwhile, RULE_VIOLATED R6 where it reaches beyond the caller's area
 */
export async function withdrawOrder(
  unit: UnitOfWork,
  now: Date,
  { id, version, reason }: Withdrawal,
): Promise<StoredHandover> {
  const seen = await unit.sql
    .selectFrom('scheduled_handover')
    .select('id')
    .where('id', '=', id)
    .executeTakeFirst();
  if (!seen) throw notFound('次预定');
  const order = await lockHandoverOrder(unit, id);
  if (!order) throw ruleViolated('R6', '这次预定归上级办公室管，请上级来撤销');
  const { state } = order;
  if (!OPEN_STATES.includes(state) || (version !== null && order.version !== version))
    throw conflict({ id, version: order.version, state }, SETTLED[state] ?? '这次预定刚被改过。看过再撤销');
  await settle(unit, id, { state: 'WITHDRAWN', at: now });
  await record(unit, 'cadre.withdrawHandover', order, { on: order.day, was: state }, reason);
  return order;
}

const SETTLED: Partial<Record<StoredHandover['state'], string>> = {
  DONE: '这次预定已经办好了，不能再撤销',
  WITHDRAWN: '这次预定已经撤销了',
};
