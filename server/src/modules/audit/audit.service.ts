import { columnsOf } from '../../platform/db/binary-array.ts';
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

/** One array a column: the statement stays the same text whether one row is recorded or a thousand. */
const INSERT = {
  name: 'audit',
  text: `insert into audit_entry (account_id, grant_id, action, subject_type, subject_id, path, before, after, reason)
    select $1, $2, r.* from unnest($3::text[], $4::text[], $5::uuid[], $6::text[], $7::jsonb[], $8::jsonb[], $9::text[]) as r`,
};

/**
 * Writes audit rows in the transaction of the change: where one of the two fails, neither happened. Nobody waits for them: they
 * travel with what comes next, the commit at the latest.
 */
export function audit(unit: UnitOfWork, ...records: AuditRecord[]): void {
  if (records.length === 0) return;
  const { texts, uuids, jsonbs } = columnsOf(records);
  const json = (value: object | null | undefined) => (value ? JSON.stringify(value) : null);
  const { accountId, grantId } = unit.principal;
  const values = [
    accountId,
    grantId,
    texts((r) => r.action),
    texts((r) => r.subjectType),
    uuids((r) => r.subjectId ?? null),
    texts((r) => r.path ?? ''),
    jsonbs((r) => json(r.before)),
    jsonbs((r) => json(r.after)),
    texts((r) => r.reason ?? null),
  ];
  unit.later({ ...INSERT, values });
}
