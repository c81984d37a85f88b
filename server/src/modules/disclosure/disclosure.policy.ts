import { policy } from '../../platform/auth/policy.ts';
import { OFFICES } from '../../platform/auth/role.ts';

/** R31, R32: the offices that may see each of these values with a reason may take many along, of their own territory. */
export const askDisclosures = policy('disclosure.ask', { territory: OFFICES });
/** Somebody else of an office of the same or a higher territory: never who only reads, keeps a unit or keeps the machine. */
export const decideDisclosures = policy('disclosure.decide', { territory: OFFICES });
