import type pg from 'pg';
import { Described, WireQuery, type WireConnection } from './wire.ts';

/** A statement with a name that stands for its text, and what its error is to people. */
export interface Passenger {
  name: string;
  text: string;
  values: unknown[];
  mapped?: ((error: unknown) => unknown) | undefined;
}

/** Whether all of them are prepared on this connection; only then can they fly. */
export function prepared(
  client: pg.PoolClient,
  statements: readonly pg.QueryConfig[],
): statements is Passenger[] {
  const { parsedStatements } = (client as unknown as { connection: WireConnection }).connection;
  return statements.every(({ name }) => name !== undefined && parsedStatements[name] !== undefined);
}

/**
 * Prepared statements that travel as one: bound and run one behind the other, answered by the rows of the last, with one
 * Sync. PostgreSQL answers at each Sync, and pg builds a query, a result and a promise for each; these wait for one. The first that
 * fails ends them: what stands behind it, a commit as well, is passed over.
 */
export class Flight extends WireQuery {
  readonly #statements: readonly Passenger[];
  #done = 0;
  #described: Described | null = null;

  constructor(statements: readonly Passenger[]) {
    super(statements.at(-1)!);
    this.#statements = statements;
  }

  over(client: pg.PoolClient): Promise<pg.QueryResult> {
    return new Promise((resolve, reject) => {
      this.callback = (error, result) => (error ? reject(error) : resolve(result));
      client.query(this as unknown as pg.Submittable);
    });
  }

  /** What an error of it is to people: the statement that failed is the one behind those that are done. */
  readonly mapped = (error: unknown): unknown => {
    const { mapped } = this.#statements[this.#done] ?? {};
    return mapped ? mapped(error) : error;
  };

  override prepare(connection: WireConnection): void {
    this.#described = Described.of(connection);
    for (const { name, values } of this.#statements.slice(0, -1)) {
      Object.assign(this, { name, values });
      super.prepare(this.#described.unended);
    }
    const { name, values } = this.#statements.at(-1)!;
    Object.assign(this, { name, values });
    super.prepare(this.#described.tell(this) ? this.#described.unasked : connection);
  }

  get #last(): boolean {
    return this.#done === this.#statements.length - 1;
  }

  override handleRowDescription(message: unknown): void {
    super.handleRowDescription(message);
    this.#described?.remember(this);
  }

  override handleDataRow(message: unknown): void {
    if (this.#last) super.handleDataRow(message);
  }

  override handleCommandComplete(message: unknown, connection: WireConnection): void {
    if (this.#last) super.handleCommandComplete(message, connection);
    this.#done += 1;
  }
}
