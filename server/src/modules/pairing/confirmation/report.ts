import { sql } from 'kysely';
import type { Clock } from '../../../platform/clock.ts';
import type { UnitOfWork } from '../../../platform/db/database.ts';
import { invalidInput, notFound, ruleViolated } from '../../../platform/errors.ts';
import { audit } from '../../audit/index.ts';
import type { WaiverReason } from '../waive.ts';
import { lockConfirmation, refusePast } from './signing.ts';

export interface ReportInput {
  unitId: string;
  year: number;
  cadreIds: readonly string[];
  /** What is known of the reason; null asks the office to place them. */
  reason?: WaiverReason | null;
  note?: string | null;
}

/**
 * R5: reports officials of the unit without a friend. Reporting again says the newer thing.
 * @returns how many
 * @throws NOT_FOUND for somebody who is not the unit's, RULE_VIOLATED R5 for somebody who has a friend and for a year that is over
 */
export async function reportOfficials(unit: UnitOfWork, clock: Clock, input: ReportInput): Promise<number> {
  const { reason = null, year, unitId } = input;
  const note = input.note?.trim() || null;
  if (reason === 'OTHER' && !note) throw invalidInput({ note: '写一句原因' });
  refusePast(await lockConfirmation(unit, 'UNIT', unitId, year, clock.today()));
  const ids = [...new Set(input.cadreIds)];
  const { lo, hi } = unit.scope;
  const officials = await sql<{
    id: string;
    path: string;
    name: string;
    owes: boolean;
  }>`select c.id, c.path, c.name,
      c.kind = 'OFFICIAL' and c.status in ('ACTIVE', 'SECONDED') and not exists (select from pairing p where p.cadre_id = c.id
        and p.kind = 'RESPONSIBLE' and p.withdrawn_at is null and (p.to_date is null or p.to_date > ${clock.today()})) as owes
    from cadre c where c.id = any(${ids}::uuid[]) and c.unit_id = ${unitId} and c.path >= ${lo} and c.path < ${hi}
    order by c.id`.execute(unit.sql);
  if (officials.rows.length !== ids.length) throw notFound('名干部');
  for (const { owes, name } of officials.rows)
    if (!owes) throw ruleViolated('R5', `${name}不用上报：已有结对户，或不在岗`);
  await sql`insert into official_report (year, cadre_id, cadre_path, reason, note, reported_at)
    select ${year}::int2, id, path, ${reason}, ${note}, ${clock.now()}::timestamptz
    from cadre where id = any(${ids}::uuid[]) order by id
    on conflict (year, cadre_id) do update set reason = excluded.reason, note = excluded.note, reported_at = excluded.reported_at`.execute(
    unit.sql,
  );
  audit(
    unit,
    ...officials.rows.map(({ id, path }) => ({
      action: 'official.report',
      subjectType: 'cadre',
      subjectId: id,
      path,
      after: { year, reason },
      reason: note,
    })),
  );
  return ids.length;
}
