import * as as from '../case.ts';

const { act, both, county, done, house, input, list, nothing, one, person, shows } = as;

const STALE = 999;
const REASON = '试一试';
/** With the one that split off it. */
const HOUSEHOLD = ['head', 'official', 'member', 'phone', 'retained', 'unit', 'empty'] as const;
const readers = { territory: as.READERS, unit: as.LIAISON, friend: as.CADRE };
const keepers = { territory: as.OFFICES, unit: as.LIAISON };
const builders = { territory: as.CITY_AND_COUNTY };

const RELATIONS =
  'HEAD SPOUSE SON DAUGHTER DAUGHTER_IN_LAW SON_IN_LAW FATHER MOTHER GRANDCHILD SIBLING OTHER'.split(' ');

/** Territory, households, cadres, units. */
export const peopleCases: Record<string, as.Case> = {
  // public knowledge
  region: {
    who: 'signedIn',
    variables: ({ county: { id } }) => ({ id }),
    reply: ({ subject }) => shows([], { region: { id: subject.county.id } }),
  },
  regions: { who: 'signedIn', variables: nothing, reply: () => shows([], { regions: { total: 2074 } }) },
  regionsByIds: {
    who: 'signedIn',
    variables: ({ county: { id } }) => ({ ids: [id] }),
    reply: ({ subject }) => shows([], { regionsByIds: [{ id: subject.county.id }] }),
  },
  dictionary: {
    who: 'signedIn',
    variables: () => ({ dictionary: 'RELATION' }),
    reply: () => shows([], { dictionary: RELATIONS.map((code) => ({ code })) }),
  },
  editDictionaryEntry: {
    who: { territory: as.CITY },
    variables: input(() => ({
      dictionary: 'POVERTY_CAUSE',
      code: 'ILLNESS',
      version: STALE,
      label: '因病',
      aliases: [],
    })),
    reply: as.always('CONFLICT'),
  },
  addDictionaryEntry: {
    who: { territory: as.CITY },
    variables: input(() => ({
      dictionary: 'POVERTY_CAUSE',
      code: 'ILLNESS', // there is one already
      label: '因病的另一种',
      aliases: [],
      from: '2026-01-01',
    })),
    reply: as.always('INVALID_INPUT'),
  },
  dictionaryWeightEffect: {
    who: { territory: as.CITY },
    variables: input(() => ({ dictionary: 'POVERTY_STATUS', code: 'NOT_LIFTED', weight: 44 })),
    reply: (asker) =>
      shows([], {
        dictionaryWeightEffect: { households: asker.reaches(asker.subject.village.path) ? 2 : 0 },
      }),
  },
  reweighings: {
    who: { territory: as.CITY },
    variables: nothing,
    reply: () => shows([], { reweighings: [] }),
  },

  // households
  households: {
    who: readers,
    variables: nothing,
    reply: list(['head', 'official', 'member', 'phone', 'empty', 'retained'], { gate: house }), // R7: not a retained friend's
  },
  household: {
    who: readers,
    variables: ({ householdId }) => ({ id: householdId }),
    reply: one(house, HOUSEHOLD),
  },
  householdsByIds: {
    who: readers,
    variables: ({ householdId }) => ({ ids: [householdId] }),
    reply: list(HOUSEHOLD, { gate: house }),
  },
  search: {
    who: { territory: as.READERS, unit: as.LIAISON },
    variables: () => ({ q: '无双' }),
    reply: list(['head', 'official', 'member', 'phone', 'retained', 'empty'], { gate: house }),
  },
  editHousehold: {
    who: { territory: as.OFFICES },
    variables: input(({ householdId }) => ({ id: householdId, version: STALE, remark: REASON })),
    reply: act(house, 'CONFLICT'),
  },
  moveHousehold: {
    who: { territory: as.OFFICES },
    variables: input(({ householdId, village }) => ({
      id: householdId,
      version: STALE,
      villageId: village.id,
      reason: REASON,
    })),
    reply: act(house, 'CONFLICT'),
  },
  splitHousehold: {
    who: { territory: as.OFFICES },
    variables: input(({ householdId, memberId }) => ({
      id: householdId,
      version: STALE,
      memberIds: [memberId],
      newHeadId: memberId,
      reason: REASON,
    })),
    reply: act(house, 'CONFLICT'),
  },
  mergeHouseholds: {
    who: { territory: as.OFFICES },
    variables: input(({ householdId, emptyId }) => ({
      id: householdId,
      version: STALE,
      otherId: emptyId,
      otherVersion: STALE,
      reason: REASON,
    })),
    reply: act(house, 'CONFLICT'),
  },
  undoLineage: {
    who: { territory: as.OFFICES },
    variables: input(({ lineageId }) => ({ id: lineageId })),
    reply: act(house, 'CONFLICT'), // somebody else did it
  },
  addMember: {
    who: { territory: as.OFFICES },
    variables: input(({ householdId }) => ({ householdId, name: '新来的', relation: 'OTHER' })),
    reply: act(house, done()),
  },
  editMember: {
    who: { territory: as.OFFICES },
    variables: input(({ memberId }) => ({ id: memberId, version: STALE, relation: 'OTHER' })),
    reply: act(house, 'CONFLICT'),
  },
  recordDeath: {
    who: { territory: as.OFFICES },
    variables: input(({ memberId, year }) => ({ memberId, version: STALE, diedOn: `${year}-01-06` })),
    reply: act(house, 'CONFLICT'),
  },
  changeHead: {
    who: { territory: as.OFFICES },
    variables: input(({ householdId, memberId }) => ({
      id: householdId,
      version: STALE,
      newHeadId: memberId,
      formerRelation: 'OTHER',
    })),
    reply: act(house, 'CONFLICT'),
  },
  reveal: {
    who: { ...keepers, friend: as.CADRE },
    variables: input(({ memberId }) => ({ id: memberId, subject: 'MEMBER', field: 'PHONE', reason: REASON })),
    reply: (asker) =>
      asker.axis === 'unit'
        ? as.FORBIDDEN // R32: a member's values are not the liaison's
        : act(house, done({ reveal: { value: '14000007788' } }))(asker),
  },

  // cadres
  cadres: {
    who: readers,
    variables: ({ unit }) => ({ filter: { unitId: unit.id } }),
    reply: list(['head', 'official', 'idle', 'unit'], { gate: person }),
  },
  cadre: {
    who: readers,
    variables: ({ cadreId }) => ({ id: cadreId }),
    reply: one(person, ['head', 'official', 'unit']),
  },
  cadresByIds: {
    who: readers,
    variables: ({ cadreId }) => ({ ids: [cadreId] }),
    reply: list(['head', 'official', 'unit'], { gate: person }),
  },
  registerCadre: {
    who: keepers,
    variables: input(({ unit }) => ({
      unitId: unit.id,
      name: '新来的',
      rank: 'STAFF',
      rankTitle: '一级科员',
    })),
    reply: act(person, done(), { code: 'RULE_VIOLATED', marks: ['unit'] }), // its name is on its door
  },
  editCadre: {
    who: keepers,
    variables: input(({ cadreId }) => ({ id: cadreId, version: STALE, rankTitle: '一级科员' })),
    reply: act(person, 'CONFLICT'),
  },
  setCadreStatus: {
    who: keepers,
    variables: input(({ cadreId }) => ({ id: cadreId, version: STALE, status: 'ILL', reason: REASON })),
    reply: act(person, 'CONFLICT'),
  },
  transferCadre: {
    who: keepers,
    variables: input(({ cadreId, unit }) => ({ id: cadreId, version: STALE, unitId: unit.id })),
    reply: act(person, 'CONFLICT'),
  },
  secondCadre: {
    who: keepers,
    variables: input(({ cadreId, unit }) => ({ id: cadreId, version: STALE, unitId: unit.id })),
    reply: act(person, 'CONFLICT'),
  },
  endSecondment: {
    who: keepers,
    variables: input(({ cadreId }) => ({ id: cadreId, version: STALE })),
    reply: act(person, 'CONFLICT'),
  },
  editPosting: {
    who: keepers,
    variables: input(({ postingId, year }) => ({
      id: postingId,
      version: STALE,
      from: `${year}-01-01`,
      rankTitle: '一级科员',
    })),
    reply: act(person, 'CONFLICT'),
  },
  declareKin: {
    who: keepers,
    variables: input(({ cadreId, householdId }) => ({ cadreId, householdId, relation: '表亲' })),
    reply: act(both, 'INVALID_INPUT'), // it is declared already
  },
  declareNoKin: {
    who: keepers,
    variables: ({ cadreId }) => ({ cadreId }),
    reply: act(person, 'RULE_VIOLATED'),
  },
  withdrawKin: {
    who: keepers,
    variables: async ({ freshKin }) => ({ id: await freshKin() }),
    reply: act((asker) => asker.knows('bystander', 'RECORD'), done()),
  },

  // units
  units: {
    who: { territory: as.READERS, unit: as.LIAISON },
    variables: nothing,
    reply: list(['unit'], { as: 'RECORD' }),
  },
  unit: {
    who: { territory: as.READERS, unit: as.LIAISON },
    variables: ({ unit }) => ({ id: unit.id }),
    reply: one(person, ['unit']),
  },
  unitsByIds: {
    who: { territory: as.READERS, unit: as.LIAISON },
    variables: ({ unit }) => ({ ids: [unit.id] }),
    reply: list(['unit'], { as: 'RECORD' }),
  },
  registerUnit: {
    who: builders,
    variables: input(({ county: { id } }) => ({
      code: 'U0001', // there is one already
      name: '平利县新单位',
      level: 'COUNTY',
      seatId: id,
    })),
    reply: act(county, 'INVALID_INPUT'),
  },
  editUnit: {
    who: builders,
    variables: input(({ unit }) => ({ id: unit.id, version: STALE })),
    reply: act(person, 'CONFLICT'),
  },
  assignVillage: {
    who: builders,
    variables: input(({ unit, village }) => ({ unitId: unit.id, villageId: village.id })),
    reply: act(house, 'RULE_VIOLATED'), // it has the village already
  },
  endAssignment: {
    who: builders,
    variables: input(({ assignmentId }) => ({ id: assignmentId })),
    reply: act(house, 'INVALID_INPUT'), // it began today
  },
};
