import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type CompiledQuery,
  type RawBuilder,
} from 'kysely';
import type { DB } from '../../generated/tables.ts';

/** Builds SQL and never runs it; {@link Database.rows} does, under a scope. */
export const build = new Kysely<DB>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

export interface Compilable<T> {
  compile(): CompiledQuery<T>;
}

/** A statement written out, as {@link Database.rows} takes it. */
export const statement = <T>(text: RawBuilder<T>): Compilable<T> => ({ compile: () => text.compile(build) });
