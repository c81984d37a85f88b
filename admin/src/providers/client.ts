import {
  ApolloClient,
  ApolloLink,
  HttpLink,
  InMemoryCache,
  Observable,
  type FetchResult,
} from '@apollo/client';
import { createPersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { hashes } from '@qinyou/schema/hashes';
import { Kind, type DocumentNode, type GraphQLFormattedError } from 'graphql';
import { signInGate } from './sign-in-gate.ts';

const nameOf = (document: DocumentNode): string =>
  document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION)?.name?.value ?? '';

interface WithResult {
  result?: { errors?: GraphQLFormattedError[]; data?: Record<string, unknown> };
}

/** A refusal with a 4xx status is still a GraphQL answer: its errors are passed on as such, with their `extensions`. */
const answersWithStatus = new ApolloLink(
  (operation, forward) =>
    new Observable<FetchResult>((observer) => {
      const subscription = forward(operation).subscribe({
        next: (value) => observer.next(value),
        error: (error: WithResult) => {
          const result = error.result;
          if (typeof result === 'object' && Array.isArray(result.errors)) {
            observer.next({ data: null, errors: result.errors });
            observer.complete();
          } else observer.error(error);
        },
        complete: () => observer.complete(),
      });
      return () => subscription.unsubscribe();
    }),
);

const isUnauthenticated = (value: FetchResult) =>
  value.errors?.some((e) => e.extensions?.['code'] === 'UNAUTHENTICATED') ?? false;

/** Holds a request whose session has ended until somebody has signed in again, then sends it once more. */
const waitsForSignIn = new ApolloLink((operation, forward) => {
  if (operation.getContext()['ungated'] === true) return forward(operation);
  return new Observable<FetchResult>((observer) => {
    let held = false;
    let subscription = forward(operation).subscribe({
      next: (value) => {
        if (!isUnauthenticated(value) || !signInGate.isArmed()) {
          observer.next(value);
          return;
        }
        held = true;
        void signInGate.ask().then((signedIn) => {
          if (!signedIn) {
            observer.next(value);
            observer.complete();
            return;
          }
          subscription = forward(operation).subscribe(observer);
        });
      },
      error: (error) => observer.error(error),
      complete: () => {
        if (!held) observer.complete();
      },
    });
    return () => subscription.unsubscribe();
  });
});

/**
 * Sends the hash of a document instead of its text; the server that this console came with knows them all. Once a newer one
 * doesn’t, it gets texts until the page is loaded anew.
 */
const sendsHashes = createPersistedQueryLink({
  generateHash: (document: DocumentNode) => hashes[nameOf(document)] ?? '',
  disable: ({ meta }) => meta.persistedQueryNotFound || meta.persistedQueryNotSupported,
});

/**
 * The console’s only way out: `/graphql` of the server that served it. The session is an httpOnly cookie; the two headers make
 * the request one that no foreign page can send. Nothing is cached here (TanStack Query does that) and nothing is shared
 * between requests, so that one that is given up does not take another along.
 */
export const client = new ApolloClient({
  cache: new InMemoryCache(),
  link: ApolloLink.from([
    waitsForSignIn,
    answersWithStatus,
    sendsHashes,
    new HttpLink({
      uri: '/graphql',
      credentials: 'same-origin',
      headers: { 'x-qinyou': 'console', 'apollo-require-preflight': 'true' },
    }),
  ]),
  queryDeduplication: false,
  defaultOptions: { query: { fetchPolicy: 'no-cache' }, mutate: { fetchPolicy: 'no-cache' } },
});
