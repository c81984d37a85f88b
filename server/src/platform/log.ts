import { pino, type DestinationStream, type Logger, type LoggerOptions } from 'pino';
import { DomainError } from './errors.ts';

/** What of an error is written down. */
export interface LoggedError {
  type: string;
  /** SQLSTATE, `ECONNREFUSED`, `RULE_VIOLATED` … */
  code?: string;
  constraint?: string;
  table?: string;
  /** Of our own errors only: others quote what they stumbled over. */
  message?: string;
  /** The frames alone: they name the place where the message can be read. */
  stack?: string;
  cause?: LoggedError;
}

/** Names of ours and codes; never a value. */
const NAME = /^[\w.$-]{1,100}$/;
const FRAME = /^\s+at .+$/;

/** Causes of causes end somewhere, unless somebody ties them in a ring. */
const DEEPEST = 4;

/**
 * An error without what it quotes: PostgreSQL puts whole rows into `detail`, values into `message`, statements into `query` and
 * `where`; the ORM adds its parameters to message and stack.
 */
function loggedError(error: Error, depth = 0): LoggedError {
  const of = error as Error & Record<'code' | 'constraint' | 'table', unknown>;
  const logged: LoggedError = { type: NAME.test(error.name) ? error.name : 'Error' };
  for (const key of ['code', 'constraint', 'table'] as const) {
    const value = of[key];
    if (typeof value === 'string' && NAME.test(value)) logged[key] = value;
  }
  if (error instanceof DomainError) logged.message = error.message;
  const stack = framesOf(error);
  if (stack) logged.stack = stack;
  if (error.cause instanceof Error && depth < DEEPEST) logged.cause = loggedError(error.cause, depth + 1);
  return logged;
}

function framesOf({ message, stack = '' }: Error): string {
  const told = message ? stack.replaceAll(message, '') : stack;
  return told
    .split('\n')
    .filter((line) => FRAME.test(line))
    .join('\n');
}

/** The service's only logger: whatever key an error stands under, and whether or not words go with it, no value gets into the log. */
export function openLog(options: Pick<LoggerOptions, 'level'>, stream?: DestinationStream): Logger {
  const settings: LoggerOptions = {
    ...options,
    redact: ['req.headers.cookie', 'req.headers.authorization'],
    formatters: {
      log: (entry) =>
        Object.fromEntries(
          Object.entries(entry).map(([key, value]) => [
            key,
            value instanceof Error ? loggedError(value) : value,
          ]),
        ),
    },
    hooks: {
      // Without words of ours pino takes the error's.
      logMethod(args, method) {
        const [entry, words, ...rest] = args as unknown as [unknown, string | undefined, ...unknown[]];
        const bare = words === undefined && typeof entry === 'object' && entry !== null;
        method.apply(this, (bare ? [entry, 'error'] : [entry, words, ...rest]) as typeof args);
      },
    },
  };
  return stream ? pino(settings, stream) : pino(settings);
}
