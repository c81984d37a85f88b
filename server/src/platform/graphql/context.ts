import DataLoader from 'dataloader';
import type { Actor } from '../auth/actor.ts';
import type { Scope } from '../auth/scope.ts';
import type { Database, Principal } from '../db/database.ts';
import type { Reads } from '../db/reads.ts';

/** Reads many records of one kind by key, under one scope; a key that has none, or that one may not see, yields null. */
export interface LoaderDefinition<K, V> {
  readonly name: string;
  readonly batch: (db: Reads, scope: Scope, keys: readonly K[]) => Promise<(V | null)[]>;
}

/** What belongs to the HTTP exchange: the client and its cookie. */
export interface Exchange {
  readonly address: string;
  readonly userAgent: string;
  readonly sessionToken: string | null;
  setSessionToken(token: string | null): void;
}

/** One request: who asks, under which scope each operation runs, and its batching readers. */
export class RequestContext {
  readonly actor: Actor | null;
  readonly db: Database;
  readonly exchange: Exchange;
  /** The scope of each root field of the request, by its response name; set by the guard before anything resolves. */
  readonly scopes = new Map<string, Scope>();
  /** Not a #private field: Apollo copies the context, and a copy would not have it. */
  private readonly loaders = new Map<string, DataLoader<unknown, unknown>>();

  constructor(db: Database, actor: Actor | null, exchange: Exchange) {
    this.db = db;
    this.actor = actor;
    this.exchange = exchange;
  }

  get principal(): Principal {
    return { accountId: this.actor?.accountId ?? null, grantId: this.actor?.grantId ?? null };
  }

  loader<K, V>(definition: LoaderDefinition<K, V>, scope: Scope): DataLoader<K, V | null> {
    const key = `${definition.name}|${scope.axis}|${scope.lo}|${scope.hi}`;
    let loader = this.loaders.get(key) as DataLoader<K, V | null> | undefined;
    if (!loader) {
      loader = new DataLoader((keys) => definition.batch(this.db.together, scope, keys), {
        maxBatchSize: 1000,
      });
      this.loaders.set(key, loader);
    }
    return loader;
  }
}

/** Lays rows beside the keys that asked for them, null where there is none. */
export function inOrder<K, V>(keys: readonly K[], rows: readonly V[], keyOf: (row: V) => K): (V | null)[] {
  const byKey = new Map(rows.map((row) => [keyOf(row), row]));
  return keys.map((key) => byKey.get(key) ?? null);
}

/** Lays groups of rows beside the keys that asked for them, empty where there is none. */
export function grouped<K, V>(keys: readonly K[], rows: readonly V[], keyOf: (row: V) => K): V[][] {
  const byKey = Map.groupBy(rows, keyOf);
  return keys.map((key) => byKey.get(key) ?? []);
}
