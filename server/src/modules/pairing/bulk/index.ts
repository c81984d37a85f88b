export { BoardRunResolver } from './bulk.resolver.ts';
export { BoardRunService } from './bulk.service.ts';
