export { hashPassword } from './passwords.ts';
export { IdentityResolver } from './identity.resolver.ts';
export { ownSessionPolicy } from './identity.policy.ts';
export { Sessions } from './sessions.ts';
export { passwordFault } from './sign-in.rules.ts';
export { SignInService, type OpenedSession } from './sign-in.service.ts';
export { OneTimeCodes, type IssuedCode } from './one-time-codes.ts';
export { createAccount } from './create-account.ts';
export { SIGN_IN } from './sign-in.rules.ts';
