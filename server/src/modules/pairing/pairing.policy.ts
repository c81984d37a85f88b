import { policy, openPolicy } from '../../platform/auth/policy.ts';
import { OFFICES } from '../../platform/auth/role.ts';

const READERS = [...OFFICES, 'LEADER', 'SUPERVISOR'] as const;

/** Pairings: offices by territory, a liaison the own unit's, a cadre the own friends (R31). */
export const readPairings = policy('pairing.read', {
  territory: READERS,
  unit: ['UNIT_LIAISON'],
  friend: ['CADRE'],
});
/** The board; a liaison sees the own unit's officials without a friend. */
export const readBoard = policy('pairing.board', { territory: READERS, unit: ['UNIT_LIAISON'] });
/** The board's list as a workbook: for whoever may read it, recorded. */
export const exportBoard = policy('board.export', { territory: READERS, unit: ['UNIT_LIAISON'] });
/** Cadres, households and pairings as workbooks, the rows of the lists themselves, recorded. */
export const exportLists = policy('lists.export', { territory: READERS, unit: ['UNIT_LIAISON'] });
/** Placing, deciding and taking back belong to the offices (R6). */
export const changePairings = policy('pairing.change', { territory: OFFICES });
/** Ordering a handover for a day to come is for whoever may hand over today (R7), and so is looking at what is ordered. */
export const scheduleHandovers = policy('pairing.scheduleHandovers', { territory: OFFICES });
/** A liaison reports that a friendship of the own unit has ended (R5). */
export const endPairings = policy('pairing.end', { territory: OFFICES, unit: ['UNIT_LIAISON'] });
/** Excusing an official belongs to the offices that countersign (R5), never to the unit itself. */
export const waiveOfficials = policy('pairing.waive', { territory: ['CITY_OPERATOR', 'COUNTY_OPERATOR'] });
/** A year's deadline, caps and quotas, the rank map and the places sent to counties are the city's to set. */
export const changeSettings = policy('pairing.settings', { territory: ['CITY_OPERATOR'] });
/** Everybody may know the year's rules. */
export const readSettings = openPolicy('pairing.readSettings', 'signedIn');
/** R6: whom of its units' people the city sends where is the city's to say. */
export const sendCadres = policy('pairing.sendCadres', { territory: ['CITY_OPERATOR'] });
/** What the city has sent, and whom, stands with the counties that use it. */
export const readMunicipalPlaces = policy('pairing.readPlaces', {
  territory: ['CITY_OPERATOR', 'COUNTY_OPERATOR', 'LEADER'],
});
