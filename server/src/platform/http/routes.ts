import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { DomainError, forbidden, invalidInput, type ErrorCode } from '../errors.ts';
import type { RequestContext } from '../graphql/context.ts';
import { shortCode } from '../graphql/short-code.ts';

/** Who asks and with which readers, from a request's session cookie. */
export type ContextOf = (request: FastifyRequest, reply: FastifyReply) => Promise<RequestContext>;

/** What a module adds to the web service beside GraphQL: uploads and downloads. */
export type Routes = (app: FastifyInstance, contextOf: ContextOf) => void | Promise<void>;

/** The `:id` of a route. @throws INVALID_INPUT */
export function idOf({ params }: FastifyRequest): string {
  const { id } = params as { id: string };
  if (!/^[0-9a-f-]{36}$/.test(id)) throw invalidInput({ id: '编号不对' });
  return id;
}

/** Our own clients send this header; a foreign page can't without asking first, which nobody answers. */
const CLIENT_HEADER = 'x-qinyou';

const isGraphql = ({ url }: FastifyRequest) => /^\/graphql(?:$|\?)/.test(url);

/** An error in the shape that whoever asks there expects. */
const worded = (
  request: FastifyRequest,
  { message, ...extensions }: { message: string; code: string; reference?: string },
) => (isGraphql(request) ? { errors: [{ message, extensions }] } : { message, ...extensions });

const STATUS: Record<ErrorCode, number> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  INVALID_INPUT: 400,
  RULE_VIOLATED: 422,
  RATE_LIMITED: 429,
  TOO_LARGE: 413,
  TOO_COMPLEX: 400,
};

/** Errors of plain routes in the same words and codes as GraphQL's, and no write without our own client's header. */
export function speakPlainly(app: FastifyInstance): void {
  app.addHook('onRequest', async (request) => {
    const safe = request.method === 'GET' || request.method === 'HEAD' || isGraphql(request);
    if (!safe && request.headers[CLIENT_HEADER] === undefined) throw forbidden();
  });

  app.setErrorHandler((error: FastifyError | DomainError, request, reply) => {
    if (error instanceof DomainError) {
      const { code, message, details } = error;
      if (details.retryAfter !== undefined) void reply.header('retry-after', details.retryAfter);
      return reply.status(STATUS[code]).send(worded(request, { code, message, ...details }));
    }
    if (error.statusCode === 413) {
      return reply
        .status(413)
        .send(worded(request, { code: 'TOO_LARGE', message: '发来的内容太大，请分开发' }));
    }
    if (error.statusCode !== undefined && error.statusCode < 500) {
      return reply
        .status(error.statusCode)
        .send(worded(request, { code: 'INVALID_INPUT', message: '请求的格式不对' }));
    }
    const reference = shortCode();
    request.log.error({ err: error, reference }, 'unexpected error');
    const message = `没办成，是系统这边的问题。再试一次；还不行，报编号 ${reference}`;
    return reply.status(500).send(worded(request, { code: 'INTERNAL', message, reference }));
  });
}
