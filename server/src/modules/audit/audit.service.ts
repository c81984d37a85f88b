import type { UnitOfWork } from '../../platform/db/database.ts';

/** One recorded act. Personal values never stand here in the clear: identifiers, dates, codes, masked forms. */
export interface AuditRecord {
  /** What was done, as `noun.verb`: `pairing.end`. */
  action: string;
  subjectType: string;
  subjectId?: string | null;
  /** Where it lies, for those who may read the record. */
  path?: string;
  before?: object | null;
  after?: object | null;
  reason?: string | null;
}

const json = (value: object | null | undefined) => (value ? JSON.stringify(value) : null);

/** Writes audit rows in the transaction of the change: where one of the two fails, neither happened. */
export async function audit(unit: UnitOfWork, ...records: AuditRecord[]): Promise<void> {
  if (records.length === 0) return;
  await unit.sql
    .insertInto('audit_entry')
    .values(
      records.map(({ action, subjectType, subjectId, path, before, after, reason }) => ({
        account_id: unit.principal.accountId,
        grant_id: unit.principal.grantId,
        action,
        subject_type: subjectType,
        subject_id: subjectId ?? null,
        path: path ?? '',
        before: json(before),
        after: json(after),
        reason: reason ?? null,
      })),
    )
    .execute();
}
