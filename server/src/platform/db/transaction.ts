import type pg from 'pg';
import type { Scope } from '../auth/scope.ts';
import { Flight, prepared } from './flight.ts';
import { inOneWrite } from './one-write.ts';
import { breaks } from './read-pools.ts';

/** Role and scope for the rest of a transaction. */
const SCOPE_STATEMENT = {
  name: 'unit.scope',
  text: `select set_config('role', $1, true), set_config('app.scope_lo', $2, true), set_config('app.scope_hi', $3, true)`,
};

const BEGIN = { name: 'unit.begin', text: 'begin', values: [] };
const COMMIT = { name: 'unit.commit', text: 'commit', values: [] };

type Mapped = (error: unknown) => unknown;
type Statement = pg.QueryConfig & { mapped?: Mapped | undefined };

/**
 * One transaction under one scope over a pipelined connection. What is asked for in one turn goes out in one write, and what
 * needs no answer ({@link later}) waits for the next statement or the commit to travel with: a network trip costs more than most
 * statements. So a transaction begins with its first statement, and one that sends nothing takes no connection.
 *
 * Whatever fails, fails the transaction: every later statement, and the commit, reject with that first error.
 */
export class Transaction {
  readonly #pool: pg.Pool;
  readonly #onQuery: ((text: string) => void) | undefined;
  /** What goes ahead of the first statement. */
  #opening: Statement[];
  readonly #deferred: Statement[] = [];
  #client: Promise<pg.PoolClient> | null = null;
  /** What failed first, and whether the connection can be trusted no more. */
  #failure: { error: unknown; breaks: boolean } | null = null;
  #ended = false;

  constructor(pool: pg.Pool, scope: Scope, onQuery?: (text: string) => void) {
    const { axis, lo, hi } = scope;
    this.#pool = pool;
    this.#opening = [BEGIN, { ...SCOPE_STATEMENT, values: [`r_${axis}`, lo, hi] }];
    this.#onQuery = onQuery;
  }

  /** Runs a statement, after those that wait. */
  async query(statement: pg.QueryConfig): Promise<pg.QueryResult> {
    const client = await this.#open();
    return this.#send(client, statement);
  }

  /**
   * Sends a statement with the next one or with the commit; where it fails, that one rejects.
   * @param mapped what its error is to people
   */
  later(statement: pg.QueryConfig, mapped?: Mapped): void {
    this.#deferred.push({ ...statement, mapped });
  }

  /** @throws what the transaction failed by; then nothing of it happened. A lost connection may have been lost after the commit. */
  async commit(): Promise<void> {
    if (!this.#client && this.#deferred.length === 0) return;
    const client = await this.#open();
    const { command } = await this.#send(client, COMMIT);
    if (this.#failure) throw this.#failure.error;
    if (command !== 'COMMIT') throw new Error(`the transaction ended with ${command}`);
    this.#release(client);
  }

  /** Never throws: why it is rolled back is the error to tell. */
  async rollback(): Promise<void> {
    const client = await this.#client?.catch(() => null);
    if (!client || this.#ended) return;
    if (!this.#failure?.breaks) await this.#answered(client.query('rollback')).catch(() => undefined);
    this.#release(client);
  }

  /** @throws what the transaction failed by before */
  async #open(): Promise<pg.PoolClient> {
    this.#client ??= this.#pool.connect();
    const client = await this.#client;
    if (this.#failure) throw this.#failure.error;
    inOneWrite(client);
    return client;
  }

  /** Sends a statement behind what waits; together where all of it is prepared on this connection, else one by one. */
  #send(client: pg.PoolClient, statement: pg.QueryConfig): Promise<pg.QueryResult> {
    const deferred = this.#deferred.splice(0);
    for (const { text } of deferred) this.#onQuery?.(text);
    if (statement !== COMMIT) this.#onQuery?.(statement.text);
    const statements: Statement[] = [...this.#opening.splice(0), ...deferred, statement];
    if (statements.length > 1 && prepared(client, statements)) {
      const flight = new Flight(statements);
      return this.#answered(flight.over(client), flight.mapped);
    }
    const answers = statements.map(({ mapped, ...one }) => this.#answered(client.query(one), mapped));
    for (const answer of answers.slice(0, -1)) answer.catch(() => undefined); // told by the last
    return answers.at(-1)!;
  }

  /** The first error is the cause; what follows only says that the transaction is aborted. */
  async #answered(answer: Promise<pg.QueryResult>, mapped?: Mapped): Promise<pg.QueryResult> {
    try {
      return await answer;
    } catch (error) {
      this.#failure ??= { error: mapped ? mapped(error) : error, breaks: false };
      this.#failure.breaks ||= breaks(error);
      throw this.#failure.error;
    }
  }

  #release(client: pg.PoolClient): void {
    this.#ended = true;
    client.release(this.#failure?.breaks ?? false);
  }
}
