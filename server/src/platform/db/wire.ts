import pg from 'pg';

type Sink = (error: Error | null, result: pg.QueryResult) => void;

/** What pg's own connection does inside, as far as it is used here; pg ships no types for it. */
export interface WireConnection {
  bind(config: { statement: string; values: string[] }): void;
  execute(config: { portal: string }): void;
  describe(config: object): void;
  sync(): void;
  /** The texts of the statements that are prepared here, by name. */
  parsedStatements: Record<string, string>;
}

/** The columns of a result and how each is read. */
interface Shape {
  fields: unknown;
  _parsers: unknown;
  _prebuiltEmptyResultObject: unknown;
}

/** The same of a query. */
interface WireQueryShape {
  name?: string;
  values?: unknown[];
  callback: Sink;
  _result: Shape;
  _accumulateRows: boolean;
  _canceledDueToError: unknown;
  on(event: 'row', take: (row: unknown) => void): void;
  prepare(connection: WireConnection): void;
  handleRowDescription(message: unknown): void;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, connection: WireConnection): void;
}

/** pg's own query, for those that travel otherwise than one by one. */
export const WireQuery = pg.Query as unknown as new (config: pg.QueryConfig) => WireQueryShape;

const nothing = { value: () => undefined };

/** A connection and what the rows of its prepared statements look like: always the same, and as long as some of the answers. */
export class Described {
  static readonly #of = new WeakMap<WireConnection, Described>();
  /** The connection without the question what the rows look like. */
  readonly unasked: WireConnection;
  /** And without the end of what travels together. */
  readonly unended: WireConnection;
  readonly #shapes = new Map<string, Shape>();

  static of(connection: WireConnection): Described {
    let described = this.#of.get(connection);
    if (!described) this.#of.set(connection, (described = new Described(connection)));
    return described;
  }

  constructor(connection: WireConnection) {
    this.unasked = Object.create(connection, { describe: nothing }) as WireConnection;
    this.unended = Object.create(connection, { describe: nothing, sync: nothing }) as WireConnection;
  }

  /** Lets a query read its rows without asking. @returns whether it can */
  tell(query: WireQueryShape): boolean {
    const shape = query.name && this.#shapes.get(query.name);
    if (!shape) return false;
    Object.assign(query._result, shape);
    query._accumulateRows = true;
    return true;
  }

  /** Keeps what a query was told. */
  remember({ name, _result: { fields, _parsers, _prebuiltEmptyResultObject } }: WireQueryShape): void {
    if (name) this.#shapes.set(name, { fields, _parsers, _prebuiltEmptyResultObject });
  }
}
