import type pg from 'pg';
import type { Scope } from '../auth/scope.ts';
import { BoundStatements } from './bound-statement.ts';
import type { Compilable } from './query-builder.ts';

/** Scoped reads, as rows. */
export class Reads {
  readonly #run: <T>(scope: Scope, config: pg.QueryConfig) => Promise<T[]>;
  readonly #statements = new BoundStatements();

  constructor(run: <T>(scope: Scope, config: pg.QueryConfig) => Promise<T[]>) {
    this.#run = run;
  }

  /** Rows as plain objects. `name` prepares the statement; give it only where the text never varies. */
  rows<T>(scope: Scope, query: Compilable<T>, name?: string): Promise<T[]> {
    const { sql, parameters } = query.compile();
    return this.#run<T>(scope, { name, text: sql, values: [...parameters] });
  }

  /** As `rows`, for a hot read: built once for each `name`, then only bound. See {@link BoundStatements.bind}. */
  bound<V extends object, T>(
    scope: Scope,
    name: string,
    values: V,
    query: (values: V) => Compilable<T>,
  ): Promise<T[]> {
    return this.#run<T>(scope, this.#statements.bind(name, values, query));
  }

  async row<T>(scope: Scope, query: Compilable<T>, name?: string): Promise<T | undefined> {
    return (await this.rows(scope, query, name))[0];
  }
}
