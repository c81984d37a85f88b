/** The stable codes that programs may rely on (`extensions.code`). */
export type ErrorCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'CONFLICT'
  | 'INVALID_INPUT'
  | 'RULE_VIOLATED'
  | 'RATE_LIMITED'
  | 'TOO_LARGE'
  | 'TOO_COMPLEX';

export interface ErrorDetails {
  /** What is wrong with which input field, in Chinese for people. */
  fields?: Record<string, string>;
  /** The clause of the programme that said no, e.g. `R2`. */
  rule?: string;
  /** For CONFLICT: the record as it is now, beside the version the caller saw. */
  current?: Record<string, unknown>;
  /** For RATE_LIMITED: seconds to wait. */
  retryAfter?: number;
}

/** An error that a person can act on: a stable code, one clear sentence in Chinese, and where it applies. */
export class DomainError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    // Nobody reads where a refusal came from, and telling it through the source maps is what a refusal would cost most.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(message);
    Error.stackTraceLimit = stackTraceLimit;
    this.name = 'DomainError';
    this.code = code;
    this.details = details;
  }
}

/** "Not there" and "not yours" read the same. */
export const notFound = (what: string) => new DomainError('NOT_FOUND', `没有这${what}，或不归你看`);
export const forbidden = () =>
  new DomainError('FORBIDDEN', '当前身份不办这件事。换个身份，或请上级办公室处理');
export const unauthenticated = () => new DomainError('UNAUTHENTICATED', '请先登录');
/** @param retryAfter seconds to wait */
export const rateLimited = (retryAfter: number) =>
  new DomainError('RATE_LIMITED', `请求太多，${retryAfter} 秒后再试`, { retryAfter });
export const tooComplex = (message: string) => new DomainError('TOO_COMPLEX', message);
export const ruleViolated = (rule: string, message: string) =>
  new DomainError('RULE_VIOLATED', message, { rule });
export const invalidInput = (fields: Record<string, string>, message?: string) =>
  new DomainError('INVALID_INPUT', message ?? Object.values(fields).join('；'), { fields });
export const conflict = (
  current: Record<string, unknown>,
  message = '刚被别人改过。你填的还在，对照后再存',
) => new DomainError('CONFLICT', message, { current });
