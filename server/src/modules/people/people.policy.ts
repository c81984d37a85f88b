import { openPolicy, policy } from '../../platform/auth/policy.ts';
import { OFFICES } from '../../platform/auth/role.ts';

const READERS = [...OFFICES, 'LEADER', 'SUPERVISOR'] as const;

/** R31: offices their territory's households, a liaison those of the own people, a cadre the own friends. */
export const readHouseholds = policy('people.readHouseholds', {
  territory: READERS,
  unit: ['UNIT_LIAISON'],
  friend: ['CADRE'],
});
export const readCadres = policy('people.readCadres', {
  territory: READERS,
  unit: ['UNIT_LIAISON'],
  friend: ['CADRE'],
});
export const readUnits = policy('people.readUnits', { territory: READERS, unit: ['UNIT_LIAISON'] });
/** The one search box: people, households and villages. */
export const searchPeople = policy('people.search', { territory: READERS, unit: ['UNIT_LIAISON'] });
/** What happens in a household is the office's to record. */
export const changeHouseholds = policy('people.changeHouseholds', { territory: OFFICES });
/** A liaison keeps the own unit's people. */
export const changeCadres = policy('people.changeCadres', { territory: OFFICES, unit: ['UNIT_LIAISON'] });
export const changeUnits = policy('people.changeUnits', { territory: ['CITY_OPERATOR', 'COUNTY_OPERATOR'] });
/** R32: seeing a value in full. Which of them each role may see is decided on the stored record. */
export const revealValues = policy('people.reveal', {
  territory: OFFICES,
  unit: ['UNIT_LIAISON'],
  friend: ['CADRE'],
});
/** Names of statuses and causes hold for the whole city. */
export const changeDictionaries = policy('people.changeDictionaries', { territory: ['CITY_OPERATOR'] });
/** What statuses and causes are called is no secret. */
export const readDictionaries = openPolicy('people.readDictionaries', 'signedIn');
