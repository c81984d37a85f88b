/** So many in so many seconds. */
export interface Rate {
  readonly points: number;
  readonly seconds: number;
}

/** What one request, one account and one address may ask of the service. */
export interface Limits {
  /** A request's body without files, in bytes. */
  readonly bodyBytes: number;
  /** Words and signs of a GraphQL document; it is not read any further. */
  readonly tokens: number;
  /** Selections within selections. */
  readonly depth: number;
  /** Queries or changes of one operation, over aliases and fragments. */
  readonly rootFields: number;
  /** The same field in the same place, likewise. */
  readonly sameField: number;
  /** Values that an answer can hold, as `graphql/cost.ts` counts them. */
  readonly cost: number;
  readonly perAddress: Rate;
  readonly perAccount: Rate;
  /** Milliseconds of the service's one thread for documents that it doesn't know yet, parsed and checked for one address. */
  readonly checking: Rate;
  /** GraphQL requests of one account that are worked on at once; its others wait for their turn. */
  readonly atOnce: number;
  /** Passwords and one-time codes tried from one address, and for one login name, right or wrong. */
  readonly guessesPerAddress: Rate;
  readonly guessesPerLogin: Rate;
  /**
   * No refused password or one-time code is answered sooner, in milliseconds: longer than looking at one takes on a busy day, so
   * that the time tells nothing of the account.
   */
  readonly refusalMs: number;
}

/** An office of a hundred people behind one address doesn't notice them; `QINYOU_LIMITS` overrides single figures. */
export const DEFAULT_LIMITS: Limits = {
  bodyBytes: 1_000_000,
  tokens: 1000,
  depth: 12,
  rootFields: 20,
  sameField: 10,
  cost: 100_000,
  perAddress: { points: 3000, seconds: 10 },
  perAccount: { points: 600, seconds: 10 },
  checking: { points: 100, seconds: 1 }, // an ordinary document takes less than one
  atOnce: 4, // half of the connections that an axis reads over (`db/read-pools.ts`)
  guessesPerAddress: { points: 60, seconds: 60 },
  guessesPerLogin: { points: 20, seconds: 60 },
  refusalMs: 500,
};
