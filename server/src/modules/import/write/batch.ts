import type { FileFinding } from '../verdict/file-check.ts';
import type { Judgement } from '../verdict/judgement.ts';
import type { CadreRecord, HouseholdRecord } from '../verdict/records.ts';

/** A row of a batch that is being written, judged anew against what is stored at that moment. */
export interface BatchRow<R extends CadreRecord | HouseholdRecord> {
  row: number;
  record: R;
  finding: FileFinding;
  judgement: Judgement;
}

/** What a batch did: rows by kind of change, and whom each row speaks of from now on. */
export interface BatchOutcome {
  added: number;
  changed: number;
  claims: number;
  targets: Map<number, string>;
}
