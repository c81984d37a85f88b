export { actsBySubject, recentActs } from './audit.queries.ts';
export { audit, type AuditRecord } from './audit.service.ts';
export { startSealing } from './audit-sealing.ts';
export { anchorPath, loadAuditKeys, type AuditKeys } from './audit-keys.ts';
export { RecordedAct, RecordedChange } from './audit.type.ts';
export { tellAudit, verifyAudit, type AuditReport } from './verify-audit.ts';
export { redactAudit, type Rewritable } from './redact-audit.ts';
