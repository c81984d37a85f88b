import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Exchange } from '../graphql/context.ts';

const COOKIE = 'qinyou_session';

/** The client's side of a request: where it comes from, and its session cookie. */
export function exchangeOf(request: FastifyRequest, reply: FastifyReply): Exchange {
  const options = {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: request.protocol === 'https',
  } as const;
  return {
    address: request.ip,
    userAgent: request.headers['user-agent'] ?? '',
    sessionToken: request.cookies[COOKIE] ?? null,
    setSessionToken(token) {
      if (token) void reply.setCookie(COOKIE, token, options);
      else void reply.clearCookie(COOKIE, options);
    },
  };
}
