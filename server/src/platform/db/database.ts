import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import type { Kysely } from 'kysely';
import type { DB } from '../../generated/tables.ts';
import type { Scope } from '../auth/scope.ts';
import { BoundStatements } from './bound-statement.ts';
import type { Compilable } from './query-builder.ts';
import { ReadPools } from './read-pools.ts';
import { asRefusal } from './refusal.ts';

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
}

/** The two ways to the data: a scoped read in one round trip, and a scoped transaction. There is no third. */
export class Database {
  readonly #orm: MikroORM;
  readonly #reads: ReadPools;
  readonly #statements = new BoundStatements();

  constructor(orm: MikroORM, reads: ReadPools) {
    this.#orm = orm;
    this.#reads = reads;
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
  write<T>(principal: Principal, scope: Scope, work: (unit: UnitOfWork) => Promise<T>): Promise<T> {
    const fork = this.#orm.em.fork({
      session: {
        role: `r_${scope.axis}`,
        variables: { 'app.scope_lo': scope.lo, 'app.scope_hi': scope.hi },
      },
    });
    return fork
      .transactional((em) => work({ em, sql: em.getKysely<DB>(), scope, principal }))
      .catch((error: unknown) => Promise.reject(asRefusal(error)));
  }

  async close(): Promise<void> {
    await this.#reads.end();
    await this.#orm.close(true);
  }
}
