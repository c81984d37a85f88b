import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import type { OperationVariables } from '@apollo/client';
import { client } from './client.ts';
import { toQinyouError } from './errors.ts';

export interface AskOptions {
  signal?: AbortSignal;
  /** Do not hold the request when the session has ended (sign-in itself, the first look at who is there). */
  ungated?: boolean;
}

const contextOf = ({ signal, ungated }: AskOptions) => ({
  fetchOptions: { signal },
  ungated: ungated === true,
});

/** Sends a query; throws a `QinyouError`. */
export const ask = async <Data, Variables extends OperationVariables>(
  query: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  options: AskOptions = {},
): Promise<Data> => {
  try {
    const { data } = await client.query({ query, variables, context: contextOf(options) });
    return data;
  } catch (error) {
    throw toQinyouError(error);
  }
};

/** Sends a mutation; throws a `QinyouError`. */
export const tell = async <Data, Variables extends OperationVariables>(
  mutation: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  options: AskOptions = {},
): Promise<Data> => {
  try {
    const { data } = await client.mutate({ mutation, variables, context: contextOf(options) });
    if (data == null) throw new Error('A mutation without an answer');
    return data;
  } catch (error) {
    throw toQinyouError(error);
  }
};
