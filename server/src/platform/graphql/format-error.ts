import { unwrapResolverError } from '@apollo/server/errors';
import { ArgumentValidationError } from 'type-graphql';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import type { ValidationError } from 'class-validator';
import { DomainError, tooComplex } from '../errors.ts';
import { shortCode } from './short-code.ts';

/** What may be said of a request that GraphQL itself refused: its own words, without suggestions from the schema. */
const withoutHints = (message: string) => message.replace(/ Did you mean .*$/s, '');

/**
 * Turns any error into what a client may see: a stable code, a Chinese sentence, fields and rule. SQL, stacks and schema hints
 * stay in the log, under a short code that the person can quote.
 */
export function formatErrorWith(log: Logger) {
  return (formatted: GraphQLFormattedError, thrown: unknown): GraphQLFormattedError => {
    const error = givenUpOr(causeOf(thrown));
    if (error instanceof DomainError) {
      return {
        ...place(formatted),
        message: error.message,
        extensions: { code: error.code, ...error.details },
      };
    }
    if (error instanceof ArgumentValidationError) {
      const fields = fieldsOf(error.extensions.validationErrors);
      return {
        ...place(formatted),
        message: Object.values(fields).join('；'),
        extensions: { code: 'INVALID_INPUT', fields },
      };
    }
    if (
      error instanceof GraphQLError &&
      (!error.originalError || error.originalError instanceof GraphQLError)
    ) {
      const code = String(formatted.extensions?.['code'] ?? 'BAD_REQUEST');
      if (code !== 'INTERNAL_SERVER_ERROR') {
        return { ...place(formatted), message: withoutHints(formatted.message), extensions: { code } };
      }
    }
    const reference = shortCode();
    log.error({ err: error, reference, path: formatted.path }, 'unexpected error');
    return {
      ...place(formatted),
      message: `没办成，是系统这边的问题。再试一次；还不行，报编号 ${reference}`,
      extensions: { code: 'INTERNAL', reference },
    };
  };
}

/** What a resolver threw, or what our own limits refused a document for. */
function causeOf(thrown: unknown): unknown {
  if (!(thrown instanceof GraphQLError)) return thrown;
  if (thrown.originalError instanceof DomainError) return thrown.originalError;
  return TOO_LONG.test(thrown.message)
    ? tooComplex('这次发来的查询太长，请分几次查')
    : unwrapResolverError(thrown);
}

/** Deadlock, serialisation failure: two wrote at the same moment and PostgreSQL gave one of them up. Nothing is wrong or written. */
const GIVEN_UP = ['40P01', '40001'];

const givenUpOr = (error: unknown): unknown =>
  error instanceof Error && 'code' in error && GIVEN_UP.includes(String(error.code))
    ? new DomainError('CONFLICT', '同一刻有人也在改这里，这次没有写进去。再点一次')
    : error;

/** The parser's words for a document past `maxTokens`. */
const TOO_LONG = /^Syntax Error: Document contains more tha[nt] \d+ tokens/;

const place = ({ path, locations }: GraphQLFormattedError) => ({
  ...(path && { path }),
  ...(locations && { locations }),
});

function fieldsOf(errors: ValidationError[], prefix = ''): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const { property, constraints, children } of errors) {
    const name = `${prefix}${property}`;
    if (constraints) fields[name] = Object.values(constraints)[0] ?? '这一项填得不对';
    if (children?.length) Object.assign(fields, fieldsOf(children, `${name}.`));
  }
  return fields;
}
