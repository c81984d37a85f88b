export { AccessResolver } from './access.resolver.ts';
export { AccessService } from './access.service.ts';
export { Grant, RoleEnum } from './access.type.ts';
