import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import type { Kysely } from 'kysely';
import type { DB } from '../../generated/tables.ts';
import type { Scope } from '../auth/scope.ts';
import type { Prepared, Principal, UnitOfWork } from './database.ts';
import { within } from './transaction-dialect.ts';
import type { Transaction } from './transaction.ts';

/** A unit of work over a transaction; builder and entities are made when they are first asked for. */
export class Unit implements UnitOfWork {
  readonly principal: Principal;
  readonly scope: Scope;
  readonly #orm: MikroORM;
  readonly #transaction: Transaction;
  #sql: Kysely<DB> | null = null;
  #em: EntityManager | null = null;

  constructor(orm: MikroORM, transaction: Transaction, principal: Principal, scope: Scope) {
    this.#orm = orm;
    this.#transaction = transaction;
    this.principal = principal;
    this.scope = scope;
  }

  get sql(): Kysely<DB> {
    return (this.#sql ??= within(this.#transaction));
  }

  get em(): EntityManager {
    if (!this.#em) {
      this.#em = this.#orm.em.fork();
      // The ORM asks no more of it than to run statements.
      this.#em.setTransactionContext(this.sql);
    }
    return this.#em;
  }

  async prepared<T>(statement: Prepared): Promise<T[]> {
    return (await this.#transaction.query(statement)).rows as T[];
  }

  later(statement: Prepared, mapped?: (error: unknown) => unknown): void {
    this.#transaction.later(statement, mapped);
  }

  /** Sends what entities have become. */
  async flush(): Promise<void> {
    await this.#em?.flush();
  }
}
