import { sql } from 'kysely';
import type { UnitOfWork } from '../../platform/db/database.ts';
import { audit } from '../audit/index.ts';
import type { PeopleEvents, Stopped } from '../people/index.ts';
import { lostWith } from './access.rules.ts';

interface Withdrawn {
  id: string;
  account_id: string;
  role: string;
  path: string;
  title: string;
}

const WHY = { RETIRED: '已退休', LEFT: '已离职', DECEASED: '已去世' } as const;

/** R7, R31: what becomes of the way in when somebody stops working, in the transaction that records it. */
export const accessFollowsPeople: Partial<PeopleEvents> = {
  async cadreStopped(unit, cadre) {
    const { unitGrants, account } = lostWith(cadre.status);
    if (unitGrants) await withdrawGrants(unit, cadre);
    if (account) await disable(unit, cadre);
  },
};

async function withdrawGrants(unit: UnitOfWork, { id, path, status }: Stopped): Promise<void> {
  const { rows } = await sql<Withdrawn>`select * from withdraw_unit_grants(${id})`.execute(unit.sql);
  if (rows.length === 0) return;
  const reason = WHY[status];
  audit(
    unit,
    ...rows.map((grant) => ({
      action: 'grant.withdraw',
      subjectType: 'grant',
      subjectId: grant.id,
      path: grant.path,
      before: { accountId: grant.account_id, role: grant.role },
      reason,
    })),
    {
      action: 'account.loseGrants',
      subjectType: 'cadre',
      subjectId: id,
      path,
      before: { grants: rows.map(({ title }) => title).join('、') },
      after: { grants: null },
      reason,
    },
  );
}

async function disable(unit: UnitOfWork, { id, path, status }: Stopped): Promise<void> {
  const { rows } = await sql<{ sessions: number | null }>`
    select disable_account_of(${id}) as sessions`.execute(unit.sql);
  const sessions = rows[0]?.sessions ?? null;
  if (sessions === null) return;
  audit(unit, {
    action: 'account.disable',
    subjectType: 'cadre',
    subjectId: id,
    path,
    after: { sessions },
    reason: WHY[status],
  });
}
