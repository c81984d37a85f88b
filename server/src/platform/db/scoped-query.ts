import pg from 'pg';
import type { Scope } from '../auth/scope.ts';
import { Described, WireQuery, type WireConnection } from './wire.ts';

/** The statement that sets a transaction's scope; prepared once per connection, bound before every query. */
const SCOPE_STATEMENT = {
  name: 'scope',
  text: `select where set_config('app.scope_lo', $1, true) || set_config('app.scope_hi', $2, true) is null`,
};

/** Prepares the scope statement on a fresh connection; to be awaited before the connection is lent out. */
export const prepareScope = (client: pg.ClientBase) => client.query({ ...SCOPE_STATEMENT, values: ['', ''] });

/**
 * A query that travels with its scope: Bind/Execute of the prepared scope statement, then the query itself, then one Sync, so
 * that both run in one implicit transaction and one round trip. The scope ends with that transaction.
 */
class ScopedQuery extends WireQuery {
  #scope: Scope;
  #scopeDone = false;
  #described: Described | null = null;
  readonly #take: ((row: unknown) => void) | undefined;

  constructor(scope: Scope, config: pg.QueryConfig, take?: (row: unknown) => void) {
    super(config);
    this.#scope = scope;
    this.#take = take;
    if (take) this.on('row', (row) => this.#give(row, take));
  }

  /** What is thrown here would end the process; left like this pg answers the query with it. */
  #give(row: unknown, take: (row: unknown) => void): void {
    try {
      take(row);
    } catch (error) {
      this._canceledDueToError = error;
    }
  }

  /** Forces the extended protocol: a statement without name and values would go out alone, unscoped. */
  requiresPreparation(): boolean {
    return true;
  }

  override prepare(connection: WireConnection): void {
    connection.bind({ statement: SCOPE_STATEMENT.name, values: [this.#scope.lo, this.#scope.hi] });
    connection.execute({ portal: '' });
    this.#described = Described.of(connection);
    super.prepare(this.#described.tell(this) ? this.#described.unasked : connection);
  }

  override handleRowDescription(message: unknown): void {
    super.handleRowDescription(message);
    this.#described?.remember(this);
    if (this.#take) this._accumulateRows = false;
  }

  override handleCommandComplete(message: unknown, connection: WireConnection): void {
    if (this.#scopeDone) super.handleCommandComplete(message, connection);
    else this.#scopeDone = true; // this completion belongs to the scope statement
  }
}

/**
 * Runs one query under a scope on a connection prepared by {@link prepareScope}.
 * @param take is given each row as it comes; none is kept then. For statements without a name
 */
export function runScoped(
  client: pg.ClientBase,
  scope: Scope,
  config: pg.QueryConfig,
  take?: (row: unknown) => void,
): Promise<pg.QueryResult> {
  return new Promise((resolve, reject) => {
    const query = new ScopedQuery(scope, config, take);
    query.callback = (error, result) => (error ? reject(error) : resolve(result));
    client.query(query as unknown as pg.Submittable);
  });
}
