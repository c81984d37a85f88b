import type { FileFinding } from '../verdict/file-check.ts';
import type { Judgement } from '../verdict/judgement.ts';
import type { CadreRecord, HouseholdRecord } from '../verdict/records.ts';
import type { RawCell } from '../workbook/workbook.ts';

/** A row of a batch that is being written, judged anew against what is stored at that moment. */
export interface BatchRow<R extends CadreRecord | HouseholdRecord> {
  row: number;
  record: R;
  finding: FileFinding;
  judgement: Judgement;
}

/** What `import_row.sealed` holds. */
export interface SealedRow<R extends CadreRecord | HouseholdRecord = CadreRecord | HouseholdRecord> {
  raw: (RawCell | null)[];
  record: R;
  finding: FileFinding;
  reasons: Judgement['reasons'];
  changes: Judgement['changes'];
}

/** What a batch did: rows by kind of change, and whom each row speaks of from now on. */
export interface BatchOutcome {
  added: number;
  changed: number;
  claims: number;
  targets: Map<number, string>;
}
