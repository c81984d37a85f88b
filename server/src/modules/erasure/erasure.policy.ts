import { policy } from '../../platform/auth/policy.ts';
import { OFFICES } from '../../platform/auth/role.ts';

/** An office asks for whoever lies in its territory, and sees what became of it. */
export const askErasures = policy('erasure.ask', { territory: OFFICES });
/** Somebody else at the city office decides: what is final is not for one person, and no administrator reads a case. */
export const decideErasures = policy('erasure.decide', { territory: ['CITY_OPERATOR'] });
