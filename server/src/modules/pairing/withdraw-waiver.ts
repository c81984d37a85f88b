import { sql } from 'kysely';
import type { UnitOfWork } from '../../platform/db/database.ts';
import { notFound } from '../../platform/errors.ts';
import { audit } from '../audit/index.ts';
import type { Day } from './pairing.rules.ts';
import { demandPresentYear } from './waive.ts';

export interface WithdrawWaiverOrder {
  cadreId: string;
  year?: number | null;
  reason?: string | null;
}

/**
 * R5: takes an excuse back, whoever made it: who is back at work is owed a friend again, and may be given one.
 * @throws NOT_FOUND where none stands or they are out of scope, RULE_VIOLATED R5 for a year that is over
 */
export async function withdrawWaiver(
  unit: UnitOfWork,
  today: Day,
  { cadreId, year: wanted, reason }: WithdrawWaiverOrder,
): Promise<void> {
  const { year } = await demandPresentYear(unit, today, wanted);
  const { lo, hi } = unit.scope;
  const { rows } = await sql<{ id: string; path: string; because: string }>`
    update waiver set withdrawn_at = now() where cadre_id = ${cadreId} and year = ${year}::int2 and withdrawn_at is null
      and cadre_path >= ${lo} and cadre_path < ${hi}
    returning id, cadre_path as path, reason as because`.execute(unit.sql);
  const [taken] = rows;
  if (!taken) throw notFound('条说明');
  audit(unit, {
    action: 'waiver.withdraw',
    subjectType: 'waiver',
    subjectId: taken.id,
    path: taken.path,
    before: { cadreId, year, reason: taken.because },
    reason: reason?.trim() || null,
  });
}
