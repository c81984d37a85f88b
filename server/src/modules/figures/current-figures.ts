import { systemScope } from '../../platform/auth/scope.ts';
import type { Database } from '../../platform/db/database.ts';
import type { Listener } from '../../platform/db/notices.ts';
import { build } from '../../platform/db/query-builder.ts';
import type { Figures } from './figures.type.ts';

/** Told by a trigger whenever a figure changes. */
export const FIGURES_CHANNEL = 'figures';

export const figureColumns = [
  'failures_before_lock as failuresBeforeLock',
  'lock_minutes as lockMinutes',
  'idle_minutes as idleMinutes',
  'session_hours as sessionHours',
  'code_days as codeDays',
  'cases_a_day as casesADay',
  'rows_alone as rowsAlone',
  'version',
] as const;

/** The figures as they are now, in memory: every request needs one. Read again after the database says that one changed. */
export class CurrentFigures implements Listener {
  readonly #db: Database;
  #reading: Promise<Figures> | null = null;

  constructor(db: Database) {
    this.#db = db;
  }

  now(): Promise<Figures> {
    this.#reading ??= this.#read();
    return this.#reading;
  }

  heard(): void {
    this.#reading = null;
  }

  lost(): void {
    this.heard();
  }

  async #read(): Promise<Figures> {
    try {
      const query = build.selectFrom('figures').select(figureColumns);
      const row = await this.#db.row(systemScope, query, 'figures');
      if (!row) throw new Error('the table of the figures is empty');
      return row;
    } catch (error) {
      this.heard(); // whoever waits is told; the next one asks again
      throw error;
    }
  }
}
