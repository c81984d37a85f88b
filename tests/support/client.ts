import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import type { Application } from '../../server/src/app/application.ts';

export interface Answer<T> {
  data: T | null;
  errors: { message: string; path?: (string | number)[]; extensions: Record<string, unknown> }[];
  /** The code of the first error, or undefined. */
  code: string | undefined;
}

/** A GraphQL client of one session (or of nobody), over the real HTTP door. */
export class Client {
  readonly #app: Application;
  #cookie: string | null;

  constructor(app: Application, token: string | null) {
    this.#app = app;
    this.#cookie = token && `qinyou_session=${token}`;
  }

  async ask<T, V>(document: TypedDocumentNode<T, V> | string, variables?: V): Promise<Answer<T>> {
    const response = await this.#app.http.inject({
      method: 'POST',
      url: '/graphql',
      headers: {
        'content-type': 'application/json',
        'apollo-require-preflight': 'true',
        ...(this.#cookie && { cookie: this.#cookie }),
      },
      payload: JSON.stringify({
        query: typeof document === 'string' ? document : print(document),
        variables,
      }),
    });
    const cookie = response.cookies.find(({ name }) => name === 'qinyou_session');
    if (cookie) this.#cookie = cookie.value ? `qinyou_session=${cookie.value}` : null;
    const body = response.json<{ data?: T; errors?: Answer<T>['errors'] }>();
    const errors = body.errors ?? [];
    return { data: body.data ?? null, errors, code: errors[0]?.extensions['code'] as string | undefined };
  }

  /** The data of an answer that must have no error. */
  async get<T, V>(document: TypedDocumentNode<T, V> | string, variables?: V): Promise<T> {
    const { data, errors } = await this.ask(document, variables);
    if (errors.length > 0 || !data) throw new Error(`unexpected errors: ${JSON.stringify(errors)}`);
    return data;
  }
}
