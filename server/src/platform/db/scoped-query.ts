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

  constructor(scope: Scope, config: pg.QueryConfig) {
    super(config);
    this.#scope = scope;
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
  }

  override handleCommandComplete(message: unknown, connection: WireConnection): void {
    if (this.#scopeDone) super.handleCommandComplete(message, connection);
    else this.#scopeDone = true; // this completion belongs to the scope statement
  }
}

/** Runs one query under a scope on a connection prepared by {@link prepareScope}. */
export function runScoped(
  client: pg.ClientBase,
  scope: Scope,
  config: pg.QueryConfig,
): Promise<pg.QueryResult> {
  return new Promise((resolve, reject) => {
    const query = new ScopedQuery(scope, config);
    query.callback = (error, result) => (error ? reject(error) : resolve(result));
    client.query(query as unknown as pg.Submittable);
  });
}
