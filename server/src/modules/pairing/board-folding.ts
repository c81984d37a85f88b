import { sql } from 'kysely';
import type { Logger } from 'pino';
import { systemScope } from '../../platform/auth/scope.ts';
import type { Clock } from '../../platform/clock.ts';
import { NOBODY, type Database } from '../../platform/db/database.ts';
import { repeatEvery, type Repeating } from '../../platform/repeating.ts';

const FOLD_EVERY_MS = 2_000;

/** Brings the board's sums up to date, so that the next look has little to put right. @returns how many it looked at */
export async function foldBoard(db: Database, clock: Clock): Promise<number> {
  return db.write(NOBODY, systemScope, async ({ sql: writer }) => {
    const { rows } = await sql<{ n: number }>`select fold_board(${clock.today()}) as n`.execute(writer);
    return rows[0]!.n;
  });
}

/** Folds as long as the service runs. The board is exact without it, only slower after every change. */
export const startFolding = (db: Database, clock: Clock, log: Logger): Repeating =>
  repeatEvery(
    FOLD_EVERY_MS,
    () => foldBoard(db, clock),
    (error) => log.error({ err: error }, 'the sums of the board could not be folded; trying again'),
  );
