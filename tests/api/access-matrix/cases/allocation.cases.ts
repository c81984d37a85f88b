import * as as from '../case.ts';

const { act, county, done, input, list, nothing, one, person, shows } = as;

/** Whose area the village lies in. */
const around: as.Gate = (asker) => asker.reaches(asker.subject.village.path);
const offices = { territory: as.CITY_AND_COUNTY };
const ofRun: as.Case['variables'] = ({ allocationRunId: id }) => ({ id });

/** 统筹分配: the city for the city, a county for itself (R6). */
export const allocationCases: Record<string, as.Case> = {
  allocationSetting: {
    who: { territory: as.CITY_AND_COUNTY },
    variables: ({ year }) => ({ year }),
    reply: ({ subject: { year } }) => shows([], { allocationSetting: { year, hardFrom: 60 } }),
  },
  saveAllocationSetting: {
    who: { territory: as.CITY },
    variables: input(({ year }) => ({
      year,
      version: 'another one',
      hardFrom: 60,
      weights: {
        lookedAfter: 1,
        sameTown: 1,
        sameCounty: 1,
        fieldFits: 1,
        evenCadres: 1,
        evenUnits: 1,
      },
      fits: [{ field: 'HEALTH', cause: 'ILLNESS', why: '看病找得到人' }],
    })),
    reply: as.always('CONFLICT'),
  },
  handoverProposal: {
    who: { territory: as.OFFICES },
    variables: ({ cadreId }) => ({ cadreId }),
    reply: (asker) =>
      person(asker)
        ? done({
            handoverProposal: {
              id: asker.subject.cadreId,
              lines: [{ householdId: asker.subject.householdId }],
            },
          })
        : as.NOT_FOUND,
  },
  allocationRuns: { who: offices, variables: nothing, reply: list([]) },
  allocationRun: { who: offices, variables: ofRun, reply: one(county, ['empty', 'idle', 'unit']) },
  allocationLines: { who: offices, variables: ofRun, reply: one(county, ['empty', 'idle', 'unit']) },
  allocationPins: {
    who: offices,
    variables: ofRun,
    reply: one(county, ['empty', 'idle', 'bystander', 'unit']),
  },
  allocationLost: { who: offices, variables: ofRun, reply: one(county, ['empty', 'idle', 'unit']) },
  allocationCertificate: { who: offices, variables: ofRun, reply: as.always('NOT_FOUND') }, // not published
  allocationSupply: {
    who: offices,
    variables: ({ village, year }) => ({ within: village.path, year }),
    reply: list([]),
  },
  allocationNeed: {
    who: offices,
    variables: ({ village, year }) => ({ within: village.path, year }),
    reply: list([]),
  },
  allocationWhatIf: {
    who: offices,
    variables: input(({ allocationRunId: id }) => ({ id })),
    reply: one(county, []),
  },
  openAllocation: {
    who: offices,
    variables: input(({ village: { path }, year }) => ({ path, year })),
    reply: act(around, 'INVALID_INPUT'), // neither the city nor a county
  },
  runAllocation: {
    who: offices,
    variables: input(({ allocationRunId: id }) => ({ id, version: 9 })),
    reply: act(county, 'CONFLICT'),
  },
  stopAllocation: {
    who: offices,
    variables: ofRun,
    reply: act(county, { ...as.unmoved, marks: ['empty', 'idle', 'unit'] }),
  },
  discardAllocation: {
    who: offices,
    variables: input(({ allocationRunId: id }) => ({ id, version: 9 })),
    reply: act(county, 'CONFLICT'),
  },
  publishAllocation: {
    who: offices,
    variables: input(({ allocationRunId: id }) => ({ id, version: 9 })),
    reply: act(county, 'CONFLICT'),
  },
  settleAllocation: {
    who: offices,
    variables: input(({ allocationRunId: id, emptyId }) => ({
      id,
      kind: 'PIN',
      pairs: [{ householdId: emptyId, cadreId: emptyId }], // no cadre has that
    })),
    reply: act(county, 'RULE_VIOLATED'),
  },
  swapAllocation: {
    who: offices,
    variables: input(({ allocationRunId: id, emptyId }) => ({
      id,
      householdId: emptyId,
      otherHouseholdId: emptyId,
    })),
    reply: act(county, 'CONFLICT'),
  },
};
