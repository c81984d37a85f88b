export { audit, type AuditRecord } from './audit.service.ts';
