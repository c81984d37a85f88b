import { openPolicy } from '../../platform/auth/policy.ts';

export const signInPolicy = openPolicy('identity.signIn', 'anyone');
export const ownSessionPolicy = openPolicy('identity.ownSession', 'signedIn');
