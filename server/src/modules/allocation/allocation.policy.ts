import { policy } from '../../platform/auth/policy.ts';
import { OFFICES } from '../../platform/auth/role.ts';

/** R6: the city decides for the city, a county within itself; nobody else sees a proposal. */
export const allocate = policy('allocation.run', { territory: ['CITY_OPERATOR', 'COUNTY_OPERATOR'] });
/** What matters in a year, and which field helps against which cause, is the city's to set. */
export const changeAllocationSettings = policy('allocation.settings', { territory: ['CITY_OPERATOR'] });
/** Successors are proposed to whoever may hand a caseload over (R7). */
export const proposeHandover = policy('allocation.handover', { territory: OFFICES });
