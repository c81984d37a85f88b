import { sql, type RawBuilder } from 'kysely';
import type { Scope } from '../../../platform/auth/scope.ts';
import type { Database, UnitOfWork } from '../../../platform/db/database.ts';
import { statement } from '../../../platform/db/query-builder.ts';

/** Reads facts either as they are now (a preview) or within the transaction that is about to write. */
export type Reader = <T>(query: RawBuilder<T>) => Promise<T[]>;

export const reading =
  (db: Database, scope: Scope): Reader =>
  (query) =>
    db.rows(scope, statement(query));

export const within =
  ({ sql }: UnitOfWork): Reader =>
  async (query) =>
    (await query.execute(sql)).rows;

/** What earlier rosters asked of these cadres or households, answered or not, as `id|message`. */
export const askedOf = (ids: readonly string[]): RawBuilder<{ key: string }> =>
  sql`select subject_id || '|' || message as key from import_review where subject_id = any(${[...ids]}::uuid[])`;
