import * as as from '../case.ts';

const { act, house, input, list, nothing } = as;

const offices = { territory: as.OFFICES };

/** Erasure by law: asked for where somebody lies, decided by the city. */
export const erasureCases: Record<string, as.Case> = {
  erasures: { who: offices, variables: nothing, reply: list(['head']) },
  askErasure: {
    who: offices,
    variables: input(({ householdId }) => ({
      subject: 'HOUSEHOLD',
      id: householdId,
      ground: 'CONSENT_WITHDRAWN',
      reason: '本人书面撤回同意',
    })),
    reply: act(house, 'RULE_VIOLATED'), // it is asked for already
  },
  withdrawErasure: {
    who: offices,
    variables: input(({ erasureId }) => ({ id: erasureId, version: 9 })),
    reply: act(house, 'CONFLICT'),
  },
  decideErasure: {
    who: { territory: as.CITY },
    variables: input(({ erasureId }) => ({ id: erasureId, version: 9, approve: true })),
    reply: act(house, 'CONFLICT'),
  },
};
