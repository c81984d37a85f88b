import {
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
} from 'kysely';
import type { DB } from '../../generated/tables.ts';
import type { Transaction } from './transaction.ts';

const CHANGES = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE']);

/** Everything built with it runs in this transaction. */
export const within = (transaction: Transaction): Kysely<DB> =>
  new Kysely<DB>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new WithinDriver(new WithinConnection(transaction)),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });

class WithinConnection implements DatabaseConnection {
  readonly #transaction: Transaction;

  constructor(transaction: Transaction) {
    this.#transaction = transaction;
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const { command, rowCount, rows } = await this.#transaction.query({ text: sql, values: [...parameters] });
    return CHANGES.has(command)
      ? { numAffectedRows: BigInt(rowCount ?? rows.length), rows: rows as R[] }
      : { rows: rows as R[] };
  }

  // oxlint-disable-next-line require-yield -- nothing is streamed within a unit of work
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('a unit of work does not stream');
  }
}

/** There is one connection, and the unit of work begins and ends its transaction. */
class WithinDriver implements Driver {
  readonly #connection: WithinConnection;

  constructor(connection: WithinConnection) {
    this.#connection = connection;
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connection;
  }

  async beginTransaction(): Promise<void> {
    throw new Error('a unit of work is one transaction already');
  }

  async init(): Promise<void> {}
  async commitTransaction(): Promise<void> {}
  async rollbackTransaction(): Promise<void> {}
  async releaseConnection(): Promise<void> {}
  async destroy(): Promise<void> {}
}
