import { sql } from 'kysely';
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

/** Writes audit rows in the transaction of the change: where one of the two fails, neither happened. */
export async function audit(unit: UnitOfWork, ...records: AuditRecord[]): Promise<void> {
  if (records.length === 0) return;
  // One array a column: the statement stays the same text whether one row is recorded or a thousand.
  const column = <T>(pick: (record: AuditRecord) => T): T[] => records.map(pick);
  const json = (value: object | null | undefined) => (value ? JSON.stringify(value) : null);
  await sql`
    insert into audit_entry (account_id, grant_id, action, subject_type, subject_id, path, before, after, reason)
    select ${unit.principal.accountId}::uuid, ${unit.principal.grantId}::uuid, r.*
    from unnest(${column((r) => r.action)}::text[], ${column((r) => r.subjectType)}::text[], ${column((r) => r.subjectId ?? null)}::uuid[],
      ${column((r) => r.path ?? '')}::text[], ${column((r) => json(r.before))}::jsonb[], ${column((r) => json(r.after))}::jsonb[],
      ${column((r) => r.reason ?? null)}::text[]) as r`.execute(unit.sql);
}
