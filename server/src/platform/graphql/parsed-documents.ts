import type { BaseContext, ApolloServerOptions } from '@apollo/server';
import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';

type DocumentStore = NonNullable<ApolloServerOptions<BaseContext>['documentStore']>;

/** Letters of the documents that are kept parsed: several times our own clients'. A tree takes many times the memory of its text. */
const LETTERS = 500_000;

/**
 * Parsed and validated documents, those of long ago given up first. Apollo's own store writes each tree out as JSON to know how large
 * it is, and keeps so many that strangers who sent another document each time made the service 135 MB larger.
 */
export function parsedDocuments(): DocumentStore {
  const kept = new LRUCache<string, DocumentNode>({
    maxSize: LETTERS,
    sizeCalculation: ({ loc }) => loc?.source.body.length || LETTERS,
  });
  return {
    get: (key) => Promise.resolve(kept.get(key)),
    set: (key, document) => Promise.resolve(void kept.set(key, document)),
    delete: (key) => Promise.resolve(kept.delete(key)),
  };
}
