export { AccessResolver } from './access.resolver.ts';
export { AccessService } from './access.service.ts';
export { Grant, RoleEnum } from './access.type.ts';
export { AccountService } from './accounts.service.ts';
export { AccountsResolver } from './accounts.resolver.ts';
export { GrantService } from './grants.service.ts';
export { accessFollowsPeople } from './follow-people.ts';
export { bootstrapCommand } from './bootstrap.ts';
