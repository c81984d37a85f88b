import { policy } from '../../../platform/auth/policy.ts';
import { OFFICES } from '../../../platform/auth/role.ts';

/** The printable ledger: offices, leaders and supervisors of their territory, a liaison of the own people. */
export const exportLedger = policy('ledger.export', {
  territory: [...OFFICES, 'LEADER', 'SUPERVISOR'],
  unit: ['UNIT_LIAISON'],
});
