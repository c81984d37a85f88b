import type { BaseContext, ApolloServerOptions } from '@apollo/server';
import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';

type DocumentStore = NonNullable<ApolloServerOptions<BaseContext>['documentStore']>;

/** Letters of the documents that are kept parsed: several times our own clients'. A tree takes many times the memory of its text. */
const LETTERS = 500_000;
/** Documents of which it is remembered that they came once. */
const CAME_ONCE = 5000;

/**
 * Parsed and validated documents, kept from the second time on, those of long ago given up first. Apollo's own store writes each
 * tree out as JSON to know how large it is, and keeps the first time: strangers who sent another document each time made the service
 * 135 MB larger, and everybody waited while the garbage collector carried their trees about.
 */
export class ParsedDocuments implements DocumentStore {
  readonly #kept = new LRUCache<string, DocumentNode>({
    maxSize: LETTERS,
    sizeCalculation: ({ loc }) => loc?.source.body.length || LETTERS,
  });
  readonly #cameOnce = new LRUCache<string, true>({ max: CAME_ONCE });

  /** Whether it needs no more parsing and checking. @param hash SHA-256 of its text */
  has(hash: string): boolean {
    return this.#kept.has(hash);
  }

  async get(key: string): Promise<DocumentNode | undefined> {
    return this.#kept.get(hashIn(key));
  }

  async set(key: string, document: DocumentNode): Promise<void> {
    const hash = hashIn(key);
    if (this.#cameOnce.delete(hash)) this.#kept.set(hash, document);
    else this.#cameOnce.set(hash, true);
  }

  async delete(key: string): Promise<boolean> {
    return this.#kept.delete(hashIn(key));
  }
}

/** Apollo puts the schema's before it, and there is one schema. */
const hashIn = (key: string): string => key.slice(-64);
