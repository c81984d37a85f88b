import { policy } from '../../../platform/auth/policy.ts';

const OFFICES_ABOVE = ['CITY_OPERATOR', 'COUNTY_OPERATOR'] as const;
const WATCHERS = ['LEADER', 'SUPERVISOR'] as const;

/**
 * Units' confirmations. One axis for all: an office's path is a range of units as well, since a unit's path begins with its
 * seat's. A town's operator follows the units of the town.
 */
export const readConfirmations = policy('confirmation.read', {
  unit: ['UNIT_LIAISON', ...OFFICES_ABOVE, 'TOWN_OPERATOR', ...WATCHERS],
});
/** The liaison reports, opens and confirms the own unit (R5). */
export const confirmUnits = policy('confirmation.confirm', { unit: ['UNIT_LIAISON'] });
/** The administering office countersigns; it and those above hand back. */
export const countersignUnits = policy('confirmation.countersign', { unit: OFFICES_ABOVE });
/** Counties: their households, their waiting, their light. */
export const readCounties = policy('confirmation.readCounty', { territory: [...OFFICES_ABOVE, ...WATCHERS] });
/** A county confirms the households of its own territory. */
export const confirmCounties = policy('confirmation.county', { territory: ['COUNTY_OPERATOR'] });
/** The city closes and reopens. */
export const closeCounties = policy('confirmation.close', { territory: ['CITY_OPERATOR'] });
/** What is to do today. */
export const readHome = policy('home.read', {
  territory: [...OFFICES_ABOVE, 'TOWN_OPERATOR', ...WATCHERS],
  unit: ['UNIT_LIAISON'],
});
