import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import type { Kysely } from 'kysely';
import type pg from 'pg';
import type { DB } from '../../generated/tables.ts';
import type { Scope } from '../auth/scope.ts';
import { BoundStatements } from './bound-statement.ts';
import type { Compilable } from './query-builder.ts';
import { ReadPools, type ReadOptions } from './read-pools.ts';
import { asRefusal } from './refusal.ts';
import { Transaction } from './transaction.ts';
import { Unit } from './unit.ts';
import { openWritePool } from './write-pool.ts';

/** Who does a thing, as far as the record of it needs to know; null fields for the system itself. */
export interface Principal {
  readonly accountId: string | null;
  readonly grantId: string | null;
}

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
export class Database {
  readonly #orm: MikroORM;
  readonly #reads: ReadPools;
  readonly #writes: pg.Pool;
  readonly #onQuery: ((text: string) => void) | undefined;
  readonly #statements = new BoundStatements();

  constructor(orm: MikroORM, { connectionString, onQuery }: DatabaseOptions) {
    this.#orm = orm;
    this.#reads = new ReadPools({ connectionString, onQuery });
    this.#writes = openWritePool(connectionString);
    this.#onQuery = onQuery;
  }

  /** Rows as plain objects. `name` prepares the statement; give it only where the text never varies. */
  rows<T>(scope: Scope, query: Compilable<T>, name?: string): Promise<T[]> {
    const { sql, parameters } = query.compile();
    return this.#reads.query<T>(scope, { name, text: sql, values: [...parameters] });
  }

  /** As `rows`, for a hot read: built once for each `name`, then only bound. See {@link BoundStatements.bind}. */
  bound<V extends object, T>(
    scope: Scope,
    name: string,
    values: V,
    query: (values: V) => Compilable<T>,
  ): Promise<T[]> {
    return this.#reads.query<T>(scope, this.#statements.bind(name, values, query));
  }

  async row<T>(scope: Scope, query: Compilable<T>, name?: string): Promise<T | undefined> {
    return (await this.rows(scope, query, name))[0];
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
    await Promise.all([this.#reads.end(), this.#writes.end()]);
    await this.#orm.close(true);
  }
}
