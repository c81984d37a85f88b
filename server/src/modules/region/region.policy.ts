import { openPolicy } from '../../platform/auth/policy.ts';

/** The territory tree is public knowledge; whoever has signed in may read it. */
export const readRegions = openPolicy('region.read', 'signedIn');
