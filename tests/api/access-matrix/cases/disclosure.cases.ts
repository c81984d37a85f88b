import * as as from '../case.ts';

const { act, house, input, list, nothing } = as;

const offices = { territory: as.OFFICES };
/** Nobody there has this cause, so that nothing comes of it. */
const nobodyIn = (within: string) => ({ people: 'HEADS', households: { within, cause: 'NONE_SUCH' } });

/** Personal data in full as a workbook: for offices of their own territory, decided by the same or one above. */
export const disclosureCases: Record<string, as.Case> = {
  disclosures: { who: offices, variables: nothing, reply: list([]) },
  disclosureOutlook: {
    who: offices,
    variables: ({ village }) => ({ order: nobodyIn(village.path) }),
    reply: act(house, as.shows([], { disclosureOutlook: { rows: 0, needsSecond: false } })),
  },
  askDisclosure: {
    who: offices,
    variables: input(({ village }) => ({
      order: nobodyIn(village.path),
      fields: ['PHONE'],
      reason: '核对补助名册',
    })),
    reply: act(house, 'INVALID_INPUT'),
  },
  withdrawDisclosure: {
    who: offices,
    variables: input(({ disclosureId }) => ({ id: disclosureId, version: 9 })),
    reply: act(house, 'CONFLICT'),
  },
  decideDisclosure: {
    who: offices,
    variables: input(({ disclosureId }) => ({ id: disclosureId, version: 9, approve: true })),
    reply: act(house, 'CONFLICT'),
  },
};
