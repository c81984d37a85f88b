import { policy } from '../../platform/auth/policy.ts';
import { OFFICES } from '../../platform/auth/role.ts';

/** Accounts and one-time codes: a liaison for the own people, an office for those of its territory. */
export const manageAccounts = policy('access.accounts', { territory: OFFICES, unit: ['UNIT_LIAISON'] });
/** Grants of offices and liaisons: the city's and the counties' to give. */
export const manageGrants = policy('access.grants', { territory: ['CITY_OPERATOR', 'COUNTY_OPERATOR'] });
