/** Why a cell can't be taken: a stable code, a sentence for people, and a value to take instead where one is certain enough. */
export interface Fault {
  code: FaultCode;
  message: string;
  suggestion?: string;
}

export type FaultCode =
  | 'EMPTY'
  | 'FORMULA'
  | 'CELL_ERROR'
  | 'LOST_DIGITS'
  | 'LENGTH'
  | 'TOO_LONG'
  | 'SIGNS'
  | 'BIRTH_DATE'
  | 'CHECKSUM'
  | 'NOT_A_NUMBER'
  | 'RANGE'
  | 'NOT_A_DATE'
  | 'UNKNOWN_VALUE'
  | 'UNKNOWN_PLACE'
  | 'AMBIGUOUS_PLACE'
  | 'OUTSIDE'
  | 'REPEATED'
  | 'CONTRADICTION';

/** Either the value that was read, or why there is none. `note` says what was changed in reading it. */
export type Read<T> = { value: T; note?: string; fault?: undefined } | { fault: Fault; value?: undefined };

export function fault(code: FaultCode, message: string, suggestion?: string): { fault: Fault } {
  return { fault: suggestion === undefined ? { code, message } : { code, message, suggestion } };
}
