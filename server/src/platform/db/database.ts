import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import type { Kysely } from 'kysely';
import type pg from 'pg';
import type { DB } from '../../generated/tables.ts';
import type { Scope } from '../auth/scope.ts';
import type { Compilable } from './query-builder.ts';
import { ReadPools, type ReadOptions } from './read-pools.ts';
import { Reads } from './reads.ts';
import { asRefusal } from './refusal.ts';
import { Transaction } from './transaction.ts';
import { Unit } from './unit.ts';
import { openWritePool } from './write-pool.ts';

/** Who does a thing, as far as the record of it needs to know; null fields for the system itself. */
export interface Principal {
  readonly accountId: string | null;
  readonly grantId: string | null;
}

/** The system itself: what nobody asked for. */
export const NOBODY: Principal = { accountId: null, grantId: null };

/** One transaction under one scope. Entities through `em`, statements through `sql`; both see the same transaction. */
export interface UnitOfWork {
  readonly em: EntityManager;
  readonly sql: Kysely<DB>;
  readonly scope: Scope;
  readonly principal: Principal;
  /** Rows of a statement whose text is always the same under this name: it is parsed and planned once a connection. */
  prepared<T>(statement: Prepared): Promise<T[]>;
  /**
   * A statement that nobody waits for: it travels with the next one or with the commit, and where it fails nothing happened.
   * @param mapped what its error is to people
   */
  later(statement: Prepared, mapped?: (error: unknown) => unknown): void;
}

/** A statement with a name that stands for its text. */
export type Prepared = Required<Pick<pg.QueryConfig, 'name' | 'text'>> & { values: unknown[] };

export type DatabaseOptions = Pick<ReadOptions, 'connectionString' | 'onQuery'>;

/** The two ways to the data: a scoped read in one round trip, and a scoped transaction. There is no third. */
export class Database extends Reads {
  /** Small reads that are asked for side by side: those of one turn share a connection and a trip. */
  readonly together: Reads;
  readonly #orm: MikroORM;
  readonly #pools: ReadPools;
  readonly #writes: pg.Pool;
  readonly #onQuery: ((text: string) => void) | undefined;

  constructor(orm: MikroORM, { connectionString, onQuery }: DatabaseOptions) {
    const pools = new ReadPools({ connectionString, onQuery });
    super((scope, config) => pools.query(scope, config));
    this.together = new Reads((scope, config) => pools.queryTogether(scope, config));
    this.#pools = pools;
    this.#orm = orm;
    this.#writes = openWritePool(connectionString);
    this.#onQuery = onQuery;
  }

  /** As `rows`, each given as it comes: a large answer is never there as a whole. */
  async each<T>(scope: Scope, query: Compilable<T>, take: (row: T) => void): Promise<void> {
    const { sql, parameters } = query.compile();
    await this.#pools.query(scope, { text: sql, values: [...parameters] }, take);
  }

  /** Runs `work` in one transaction as the scope's axis role: all of it happens, or nothing. */
  async write<T>(principal: Principal, scope: Scope, work: (unit: UnitOfWork) => T | Promise<T>): Promise<T> {
    const transaction = new Transaction(this.#writes, scope, this.#onQuery);
    const unit = new Unit(this.#orm, transaction, principal, scope);
    try {
      const result = await work(unit);
      await unit.flush();
      await transaction.commit();
      return result;
    } catch (error) {
      await transaction.rollback();
      throw asRefusal(error);
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.#pools.end(), this.#writes.end()]);
    await this.#orm.close(true);
  }
}
