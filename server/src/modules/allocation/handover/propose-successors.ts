import { sql } from 'kysely';
import type { Scope } from '../../../platform/auth/scope.ts';
import type { Database } from '../../../platform/db/database.ts';
import { notFound } from '../../../platform/errors.ts';
import type { Day, RankQuota } from '../../pairing/index.ts';
import type { Rank } from '../../people/index.ts';
import { allocateInWorker, awaitQuestion } from '../engine/in-worker.ts';
import { allocationSetting } from '../settings.service.ts';
import { candidatesFor, caseloadOf, type CandidateRow, type CaseRow } from './handover.sql.ts';
import type { HandoverLine, HandoverProposal } from './handover.type.ts';
import { successorReasons, successorsProblem, type Candidate } from './successors.rules.ts';
import { statement } from '../../../platform/db/query-builder.ts';

interface Leaving {
  id: string;
  name: string;
  status: string;
  unitId: string;
  unit: string;
  /** Of the newest year. */
  quota: RankQuota;
}

/**
 * The caseload of a cadre with a successor for each household, worked out by the engine that allocates; changes nothing.
 * @param insteadOf a scheduled handover that is to be ordered anew: what it promises takes no places
 * @throws NOT_FOUND for a cadre who is not the caller's
 */
export async function proposeSuccessors(
  db: Database,
  scope: Scope,
  today: Day,
  cadreId: string,
  insteadOf: string | null,
): Promise<HandoverProposal> {
  const leaving = await db.row(
    scope,
    statement(sql<Leaving>`select c.id, c.name, c.status, u.id as "unitId", u.name as unit,
        (select rank_quota from programme_year order by year desc limit 1) as quota
      from cadre c join unit u on u.id = c.unit_id where c.id = ${cadreId} and c.path >= ${scope.lo} and c.path < ${scope.hi}`),
  );
  if (!leaving) throw notFound('名干部');
  const homes = await db.rows(scope, statement(caseloadOf(scope, { cadreId, today, insteadOf })));
  const lines = homes.length > 0 ? await linesOf(db, scope, { today, insteadOf }, leaving, homes) : [];
  return { id: leaving.id, name: leaving.name, unit: leaving.unit, status: leaving.status, lines };
}

async function linesOf(
  db: Database,
  scope: Scope,
  { today, insteadOf }: { today: Day; insteadOf: string | null },
  { id: cadreId, unitId, quota }: Leaving,
  homes: readonly CaseRow[],
): Promise<HandoverLine[]> {
  awaitQuestion();
  const householdIds = homes.map(({ householdId }) => householdId);
  const [settings, rows] = await Promise.all([
    allocationSetting(db),
    db.rows(scope, statement(candidatesFor(scope, { cadreId, householdIds, today, insteadOf }))),
  ]);
  const candidates = rows.map((row): CandidateRow & Candidate => ({
    ...row,
    quota: quota[row.rank as Rank] ?? 0,
  }));
  const { plan } = await allocateInWorker(successorsProblem(unitId, homes, candidates, settings));
  return homes.map((home, i) => {
    const successor = candidates[plan[i]!];
    const fits = settings.fits.some(({ field, cause }) => field === successor?.field && cause === home.cause);
    const { pairingId: id, causeLabel: cause, version, householdId, head, village, size, from, duty } = home;
    const ordered = { scheduledOn: home.scheduledOn, scheduledTo: home.scheduledTo };
    const line = { id, version, householdId, head, village, size, cause, from, duty, ...ordered };
    if (!successor) return { ...line, successor: null };
    const why = successorReasons(unitId, home, successor, fits);
    return { ...line, successor: { id: successor.id, name: successor.name, unit: successor.unit, why } };
  });
}
