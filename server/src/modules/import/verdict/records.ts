import type { Field } from '../layout/fields.ts';
import type { PlaceMatch, PlaceQuery } from '../match/regions.ts';
import type { Fault } from '../values/fault.ts';

/**
 * What becomes of a row. REVIEW rows wait for a person: where `held` is set nothing of them is written before, else they are
 * written as they stand and the question is kept beside them.
 */
export type Verdict = 'ADD' | 'CHANGE' | 'SKIP' | 'REFUSE' | 'REVIEW';

export type Faults = Partial<Record<Field, Fault>>;

/** Something the preview says of a row that doesn't stop it. */
export interface Note {
  field: Field | null;
  message: string;
}

export interface RosterRecord {
  row: number;
  faults: Faults;
  notes: Note[];
}

export interface CadreRecord extends RosterRecord {
  unit: string;
  name: string;
  sex?: 'M' | 'F';
  identity?: string;
  rankTitle: string;
  phone?: string;
  remark: string;
  claim?: ClaimRecord;
}

/** 帮扶户: whom the roster says the cadre has (R2: a claim, not a pairing). */
export interface ClaimRecord {
  head: string;
  place: PlaceQuery;
  match: PlaceMatch;
  /** From when, where a column says so; else the day of the import. */
  from?: string;
}

export interface HouseholdRecord extends RosterRecord {
  number?: string;
  place: PlaceQuery;
  match?: PlaceMatch;
  group: string;
  head: string;
  identity?: string;
  size?: number;
  cause?: string;
  status?: string;
  phone?: string;
  remark: string;
}
