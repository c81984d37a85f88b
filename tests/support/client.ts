import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import type { Application } from '../../server/src/app/application.ts';

export interface Answer<T> {
  data: T | null;
  errors: { message: string; path?: (string | number)[]; extensions: Record<string, unknown> }[];
  /** The code of the first error, or undefined. */
  code: string | undefined;
}

/** Where requests go: the headers and body of one to `/graphql`; its answer's body, and the session cookie where one is set. */
export type Door = (
  headers: Record<string, string>,
  payload: string,
) => Promise<{ body: unknown; token: string | undefined }>;

/** Into the application in this process, through the whole of its HTTP. */
const into =
  (app: Application): Door =>
  async (headers, payload) => {
    const response = await app.http.inject({ method: 'POST', url: '/graphql', headers, payload });
    const cookie = response.cookies.find(({ name }) => name === COOKIE);
    return { body: response.json<unknown>(), token: cookie?.value };
  };

/** To a service that runs elsewhere. */
export const overHttp =
  (origin: string): Door =>
  async (headers, body) => {
    const response = await fetch(`${origin}/graphql`, { method: 'POST', headers, body });
    const token = response.headers.getSetCookie().find((one) => one.startsWith(`${COOKIE}=`));
    return { body: await response.json(), token: token?.slice(COOKIE.length + 1).split(';')[0] };
  };

const COOKIE = 'qinyou_session';

/** A GraphQL client of one session (or of nobody). */
export class Client {
  readonly #door: Door;
  #token: string | null;

  constructor(to: Application | Door, token: string | null) {
    this.#door = typeof to === 'function' ? to : into(to);
    this.#token = token;
  }

  /** The same session through another door. */
  through(door: Door): Client {
    return new Client(door, this.#token);
  }

  async ask<T, V>(document: TypedDocumentNode<T, V> | string, variables?: V): Promise<Answer<T>> {
    const headers = {
      'content-type': 'application/json',
      'apollo-require-preflight': 'true',
      ...(this.#token && { cookie: `${COOKIE}=${this.#token}` }),
    };
    const query = typeof document === 'string' ? document : print(document);
    const { body, token } = await this.#door(headers, JSON.stringify({ query, variables }));
    if (token !== undefined) this.#token = token || null;
    const { data, errors = [] } = body as { data?: T; errors?: Answer<T>['errors'] };
    return { data: data ?? null, errors, code: errors[0]?.extensions['code'] as string | undefined };
  }

  /** The data of an answer that must have no error. */
  async get<T, V>(document: TypedDocumentNode<T, V> | string, variables?: V): Promise<T> {
    const { data, errors } = await this.ask(document, variables);
    if (errors.length > 0 || !data) throw new Error(`unexpected errors: ${JSON.stringify(errors)}`);
    return data;
  }
}
