export { actsBySubject, recentActs } from './audit.queries.ts';
export { audit, type AuditRecord } from './audit.service.ts';
export { RecordedAct, RecordedChange } from './audit.type.ts';
