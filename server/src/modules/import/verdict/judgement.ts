import { withoutNumbers } from '../../people/index.ts';
import type { Field } from '../layout/fields.ts';
import type { Verdict } from './records.ts';

/** Why a row got its verdict, in words the preview groups and counts by. */
export type ReasonCode =
  | 'NEW'
  | 'NEW_UNIT'
  | 'MORE_CLAIM'
  | 'CHANGED'
  | 'SAME_AS_STORED'
  | 'REPEATED_ROW'
  | 'FAULTY_CELL'
  | 'OUTSIDE_AREA'
  | 'REMARK'
  | 'OTHER_HEAD'
  | 'OTHER_NAME'
  | 'OTHER_IDENTITY'
  | 'OTHER_VILLAGE'
  | 'OTHER_UNIT'
  | 'IDENTITY_TAKEN'
  | 'SUPERIOR'
  | 'ENDED'
  | 'UNKNOWN_RANK';

export interface Reason {
  code: ReasonCode;
  message: string;
  field: Field | null;
}

/** A row's verdict against what is stored. `changes` are the fields whose stored values give way to the roster's. */
export interface Judgement {
  verdict: Verdict;
  /** Nothing of the row is written until a person has decided. */
  held: boolean;
  reasons: Reason[];
  changes: Field[];
  /** The stored cadre or household that the row speaks of. */
  targetId: string | null;
}

/** Told to everybody alike; it says neither where the number is in use nor by whom. */
export const SUPERIOR_MESSAGE = '待上级核查';
/** "Not there" and "not yours" read the same. */
export const OUTSIDE_MESSAGE = '没有这个地方，或不归你管';

export function judged(
  verdict: Verdict,
  reasons: Reason[],
  rest: Partial<Omit<Judgement, 'verdict' | 'reasons'>> = {},
): Judgement {
  return { verdict, reasons, held: false, changes: [], targetId: null, ...rest };
}

export function heldFor(
  code: ReasonCode,
  message: string,
  field: Field | null,
  targetId: string | null = null,
): Judgement {
  return judged('REVIEW', [{ code, message, field }], { held: true, targetId });
}

/** What remarks in rosters ask about. Anything else is kept as the remark it is. */
const TELLING_REMARK =
  /退休|退岗|退养|离岗|借调|抽调|挂职|调入|调出|调离|调动|调走|产假|病假|休假|请假|长病|重病|辞职|离职|去世|死亡|病故|停薪|援|驻村|搬迁|迁出|外迁|分户|合户|销户|户主变更/;

/** R7: a remark that says something has happened to the person; a person decides what follows. */
export function remarkReason(remark: string): Reason | undefined {
  if (!TELLING_REMARK.test(remark)) return undefined;
  return {
    code: 'REMARK',
    message: `备注写着「${withoutNumbers(remark)}」，先照名册写入，情况要人定`,
    field: 'remark',
  };
}

export function faultReasons(faults: Partial<Record<Field, { code: string; message: string }>>): Reason[] {
  return Object.entries(faults).map(([field, { code, message }]) => ({
    code: code === 'OUTSIDE' ? 'OUTSIDE_AREA' : 'FAULTY_CELL',
    message,
    field: field as Field,
  }));
}
