import * as as from '../case.ts';

const { act, both, done, house, input, list, nothing, one, person, shows } = as;

const STALE = 999;
const REASON = '试一试';
const readers = { territory: as.READERS, unit: as.LIAISON, friend: as.CADRE };
const offices = { territory: as.OFFICES };
const city = { territory: as.CITY };

/** Pairings, the board, and what the city sets for a year. */
export const pairingCases: Record<string, as.Case> = {
  pairings: { who: readers, variables: nothing, reply: list(['head', 'official', 'retained', 'unit']) },
  pairing: {
    who: readers,
    variables: ({ pairingId }) => ({ id: pairingId }),
    reply: one(house, ['head', 'official', 'unit']),
  },
  pairingsByIds: {
    who: readers,
    variables: ({ pairingId }) => ({ ids: [pairingId] }),
    reply: list(['head', 'official', 'unit'], { gate: house }),
  },
  endPairing: {
    who: { territory: as.OFFICES, unit: as.LIAISON },
    variables: input(({ pairingId }) => ({ id: pairingId, version: STALE, reason: REASON })),
    reply: act(house, 'CONFLICT'),
  },
  withdrawPairing: {
    who: offices,
    variables: input(({ pairingId }) => ({ id: pairingId, version: STALE, reason: REASON })),
    reply: act(house, 'CONFLICT'),
  },
  handOverCaseload: {
    who: offices,
    variables: input(({ cadreId, otherCadreId, pairingId }) => ({
      cadreId,
      lines: [{ pairingId, version: STALE, successorId: otherCadreId }],
      reason: REASON,
    })),
    reply: act(house, 'CONFLICT'),
  },
  scheduledHandovers: {
    who: offices,
    variables: nothing,
    reply: list(['head', 'official', 'unit', 'idle'], { gate: house }),
  },
  scheduleHandover: {
    who: offices,
    variables: input(({ cadreId, otherCadreId, pairingId, tomorrow }) => ({
      cadreId,
      lines: [{ pairingId, version: STALE, successorId: otherCadreId }],
      reason: REASON,
      on: tomorrow,
    })),
    reply: act(house, 'CONFLICT'),
  },
  withdrawScheduledHandover: {
    who: offices,
    variables: input(({ scheduledHandoverId: id }) => ({ id, version: STALE })),
    reply: act(house, 'CONFLICT'),
  },
  latestPairingAct: {
    who: offices,
    variables: ({ householdId }) => ({ householdId }),
    reply: () => done({ latestPairingAct: null }),
  },
  latestHandover: {
    who: offices,
    variables: ({ cadreId }) => ({ cadreId }),
    reply: () => done({ latestHandover: null }),
  },
  pair: {
    who: offices,
    variables: input(({ householdId, cadreId }) => ({ householdId, cadreId })),
    reply: act(both, 'RULE_VIOLATED'), // they are paired
  },
  assignSuggested: {
    who: offices,
    variables: input(({ householdId, cadreId }) => ({ pairs: [{ householdId, cadreId }] })),
    reply: act(both, { ...done({ assignSuggested: { done: 0, refused: [{ rule: 'R3' }] } }), idle: true }),
  },
  decideDuplicate: {
    who: offices,
    variables: input(({ householdId, cadreId }) => ({
      householdId,
      keep: [cadreId],
      seen: [cadreId],
      reason: REASON,
    })),
    reply: act(house, 'RULE_VIOLATED'), // it is none
  },
  undoPairingAct: {
    who: { territory: as.OFFICES, unit: as.LIAISON },
    variables: ({ actId }) => ({ id: actId }),
    reply: (asker) => (asker.axis === 'territory' ? act(house, 'CONFLICT')(asker) : as.NOT_FOUND),
  },
  waiveOfficials: {
    who: { territory: as.CITY_AND_COUNTY },
    variables: input(({ cadreId, year }) => ({ cadreIds: [cadreId], reason: 'ON_LEAVE', year })),
    reply: act(person, 'RULE_VIOLATED'), // the cadre has a friend
  },
  withdrawWaiver: {
    who: { territory: as.CITY_AND_COUNTY },
    variables: input(({ cadreId, year }) => ({ cadreId, year })),
    reply: () => as.NOT_FOUND, // nobody is excused
  },

  // the board: figures of the own area, names as far as they are one's own people
  board: {
    who: { territory: as.READERS, unit: as.LIAISON },
    variables: nothing,
    reply: (asker) => {
      const households = (['head', 'empty'] as const).filter((mark) => asker.knows(mark));
      const eligible = asker.axis === 'territory' ? households.length : 0;
      const friendless = (['idle', 'bystander', 'retained'] as const).filter((mark) =>
        asker.knows(mark, 'RECORD'),
      );
      const counts = {
        eligible,
        officials: friendless.length,
        gaps: asker.knows('empty') ? 1 : 0,
        duplicates: 0,
      };
      return shows(asker.axis === 'unit' && asker.knows('unit') ? ['unit'] : [], {
        board: { area: { counts } },
      });
    },
  },
  boardItems: {
    who: { territory: as.READERS, unit: as.LIAISON },
    variables: nothing,
    reply: list(['empty', 'idle', 'retained', 'bystander', 'unit'], { as: 'RECORD' }),
  },
  boardChoices: {
    who: offices,
    variables: ({ householdId }) => ({ id: householdId }),
    reply: (asker) => {
      if (!house(asker)) return as.NOT_FOUND;
      const near = ['idle', 'retained', 'bystander', 'unit'] as const; // all with a place left; the official is to hand over
      return shows(person(asker) ? ['head', ...near] : []);
    },
  },

  // all that the board shows at once: a run is whoever's planned it
  boardRuns: {
    who: offices,
    variables: nothing,
    reply: (asker) => shows([], { boardRuns: as.uploader(asker) ? [{ state: 'DONE' }] : [] }),
  },
  boardRun: {
    who: offices,
    variables: ({ boardRunId }) => ({ id: boardRunId }),
    reply: act(as.uploader, shows([], { boardRun: { state: 'DONE' } })),
  },
  boardRunRefusals: {
    who: offices,
    variables: ({ boardRunId }) => ({ id: boardRunId }),
    reply: act(as.uploader, shows(['empty', 'idle', 'unit'])),
  },
  startBoardRun: {
    who: offices,
    variables: input(({ boardRunId }) => ({ id: boardRunId })),
    reply: act(as.uploader, { ...done({ startBoardRun: { state: 'DONE' } }), idle: true }),
  },
  stopBoardRun: {
    who: offices,
    variables: ({ boardRunId }) => ({ id: boardRunId }),
    reply: act(as.uploader, { ...done({ stopBoardRun: { state: 'DONE' } }), idle: true }),
  },
  planAssignAll: {
    who: offices,
    variables: ({ village: { path } }) => ({ filter: { within: path } }),
    reply: as.always(done({ planAssignAll: { done: 0 } })), // what it finds lies in the own area
    starts: true,
  },
  planWaiveAll: {
    who: { territory: as.CITY_AND_COUNTY },
    variables: input(({ village: { path } }) => ({ filter: { within: path }, reason: 'ON_LEAVE' })),
    reply: as.always(done({ planWaiveAll: { done: 0 } })),
    starts: true,
  },

  // what holds for a year: everybody may know it, the city sets it
  programmeYears: {
    who: 'signedIn',
    variables: nothing,
    reply: ({ subject: { year } }) => shows([], { programmeYears: [{ year }] }),
  },
  rankMap: {
    who: 'signedIn',
    variables: nothing,
    reply: () => shows([], { rankMap: { lines: Array.from({ length: 7 }, () => ({})) } }),
  },
  municipalPlaces: {
    who: { territory: ['CITY_OPERATOR', 'COUNTY_OPERATOR', 'LEADER'] },
    variables: ({ year }) => ({ year }),
    reply: (asker) => {
      const sent = [{ id: asker.subject.county.id, places: 3 }];
      return shows([], { municipalPlaces: as.itself(asker) ? sent : as.countiesOf(asker) });
    },
  },
  figures: {
    who: 'signedIn',
    variables: nothing,
    reply: () => shows([], { figures: { failuresBeforeLock: 5, casesADay: 20 } }),
  },
  saveFigures: {
    who: city,
    variables: input(() => ({
      failuresBeforeLock: 5,
      lockMinutes: 15,
      idleMinutes: 30,
      sessionHours: 12,
      codeDays: 7,
      casesADay: 20,
      rowsAlone: 500,
      version: STALE,
    })),
    reply: as.always('CONFLICT'),
  },
  saveProgrammeYear: {
    who: city,
    variables: input(({ year }) => ({
      year,
      confirmBy: `${year}-03-31`,
      householdCap: 1,
      quotas: [],
      version: STALE,
    })),
    reply: as.always('INVALID_INPUT'), // every rank wants a quota
  },
  saveRankMap: {
    who: city,
    variables: input(() => ({ version: 'another one', lines: [{ pattern: '*科员', rank: 'STAFF' }] })),
    reply: as.always('CONFLICT'),
  },
  programmeYearEffect: {
    who: city,
    variables: input(({ year }) => ({ year, confirmBy: `${year}-03-31`, householdCap: 1, quotas: [] })),
    reply: as.always('INVALID_INPUT'),
  },
  rankMapEffect: {
    who: city,
    variables: input(() => ({ version: '', lines: [{ pattern: '*科员', rank: 'STAFF' }] })),
    reply: as.always(shows([])),
  },
  municipalCapacity: { who: city, variables: ({ year }) => ({ year }), reply: as.always(shows([])) },
  settingHistory: { who: city, variables: nothing, reply: () => shows([], { settingHistory: [] }) },
  sendMunicipalPlaces: {
    who: city,
    variables: input(({ county, year }) => ({ countyId: county.id, seen: STALE, places: 1, year })),
    reply: act((asker) => as.county(asker), 'CONFLICT'),
  },

  // R6: whom the city sends, the county that gets them may know
  sentCadres: {
    who: { territory: ['CITY_OPERATOR', 'COUNTY_OPERATOR', 'LEADER'] },
    variables: ({ year }) => ({ filter: { year } }),
    reply: (asker) => shows([], { sentCadres: { total: Number(as.county(asker)) } }),
  },
  sendableCadres: { who: city, variables: ({ year }) => ({ filter: { year } }), reply: as.always(shows([])) },
  sendMunicipalCadres: {
    who: city,
    variables: input(({ county, year, otherCadreId }) => ({
      countyId: county.id,
      year,
      cadreIds: [otherCadreId],
    })),
    reply: act((asker) => as.county(asker), 'RULE_VIOLATED'), // the county's own
  },
  takeBackMunicipalCadres: {
    who: city,
    variables: input(({ county, year, otherCadreId }) => ({
      countyId: county.id,
      year,
      cadreIds: [otherCadreId],
    })),
    reply: act((asker) => as.county(asker), as.unmoved), // nobody sent them
  },
};
