import { ApolloError } from '@apollo/client';

/** What the server says besides the sentence; `code` is stable, the sentence is for people. */
export interface ServerExtensions {
  code?: string;
  fields?: Record<string, string>;
  rule?: string;
  /** The short code under which the server's log has it. */
  reference?: string;
  /** With CONFLICT: the record as it is now; the version that was seen went with the request. */
  current?: Record<string, unknown>;
}

/** `body` of every error that leaves the providers; react-admin reads `errors` into its form fields. */
export interface ErrorBody extends ServerExtensions {
  errors?: Record<string, string>;
}

const STATUS: Record<string, number> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  INVALID_INPUT: 400,
  BAD_USER_INPUT: 400,
  TOO_LARGE: 413,
  RULE_VIOLATED: 422,
  RATE_LIMITED: 429,
};

const OFFLINE = '没连上服务，网断了。你填的都还在，网好了再试一次。';
const BROKEN = '没办成，服务出了错。你填的都还在，再试一次。';
const UNREADABLE = '没办成，这个页面和服务的版本对不上。刷新页面再试；还不行，告诉管理员。';

/** An error of ours: the sentence, the HTTP status that react-admin acts on, and everything else in `body`. */
export class QinyouError extends Error {
  readonly status: number;
  readonly body: ErrorBody;
  constructor(message: string, status: number, body: ErrorBody = {}) {
    super(message);
    this.name = 'QinyouError';
    this.status = status;
    this.body = body;
  }
  get code(): string {
    return this.body.code ?? 'INTERNAL';
  }
  /** The record as it is now, where somebody else changed it first; for `ConflictBar`. */
  get current(): Record<string, unknown> | undefined {
    return this.body.current;
  }
}

/** Chinese sentences come from the server; anything else (a parser’s English) is not for people. */
const forPeople = (message: string, otherwise: string) =>
  /[\u4e00-\u9fff]/.test(message) ? message : otherwise;

/** Validation names a field by its way in the arguments (`input.phone`); a form knows it as `phone`. */
const withoutPrefix = (fields: Record<string, string>) =>
  Object.fromEntries(Object.entries(fields).map(([name, says]) => [name.replace(/^input\./, ''), says]));

const fromGraphQL = (message: string, extensions: ServerExtensions): QinyouError => {
  const code = extensions.code ?? 'INTERNAL';
  const fields = extensions.fields && withoutPrefix(extensions.fields);
  const unreadable = code.startsWith('GRAPHQL_') || code === 'BAD_REQUEST';
  return new QinyouError(forPeople(message, unreadable ? UNREADABLE : BROKEN), STATUS[code] ?? 500, {
    ...extensions,
    code,
    // A refusal that names no field belongs to the form as a whole; react-admin shows the message itself then.
    ...(fields && Object.keys(fields).length > 0 ? { errors: fields } : {}),
  });
};

interface HttpErrorLike extends Error {
  status?: number;
  body?: unknown;
}
const isHttpError = (error: unknown): error is HttpErrorLike =>
  error instanceof Error && error.name === 'HttpError';

/**
 * Turns whatever Apollo, fetch or ra-data-graphql threw into a {@link QinyouError}. An abort passes through unchanged, so that
 * TanStack Query recognises it.
 */
export const toQinyouError = (error: unknown): Error => {
  if (error instanceof QinyouError) return error;
  if (error instanceof Error && error.name === 'AbortError') return error;
  // ra-data-graphql wraps what it caught in an HttpError whose body is the original.
  const inner: unknown = isHttpError(error) && error.body instanceof Error ? error.body : error;
  if (inner instanceof QinyouError) return inner;
  if (inner instanceof ApolloError) {
    const first = inner.graphQLErrors[0];
    if (first) return fromGraphQL(first.message, first.extensions ?? {});
    const network = inner.networkError;
    if (network instanceof Error && network.name === 'AbortError') return network;
    const status = network && 'statusCode' in network ? network.statusCode : undefined;
    return status === undefined
      ? new QinyouError(OFFLINE, 0, { code: 'OFFLINE' })
      : new QinyouError(BROKEN, status, { code: 'HTTP_' + String(status) });
  }
  if (isHttpError(inner)) {
    return inner.status
      ? new QinyouError(forPeople(inner.message, BROKEN), inner.status)
      : new QinyouError(OFFLINE, 0, { code: 'OFFLINE' });
  }
  if (inner instanceof TypeError && /fetch|network/i.test(inner.message))
    return new QinyouError(OFFLINE, 0, { code: 'OFFLINE' });
  return inner instanceof Error ? inner : new QinyouError(BROKEN, 500);
};
