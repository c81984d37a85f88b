import type { Actor } from '../../platform/auth/actor.ts';
import type { Scope } from '../../platform/auth/scope.ts';
import type { Database } from '../../platform/db/database.ts';
import { conflict } from '../../platform/errors.ts';
import { audit } from '../audit/index.ts';
import { figureColumns } from './current-figures.ts';
import type { Figures } from './figures.type.ts';

/** Sets the figures; sessions, codes and locks that stand are measured by them from now on. @throws CONFLICT */
export function saveFigures(db: Database, actor: Actor, scope: Scope, input: Figures): Promise<Figures> {
  return db.write(actor, scope, async (unit) => {
    const stored = unit.sql.selectFrom('figures').select(figureColumns);
    const before = await stored.forUpdate().executeTakeFirstOrThrow();
    if (before.version !== input.version) throw conflict({ ...before });
    await unit.sql
      .updateTable('figures')
      .set({
        failures_before_lock: input.failuresBeforeLock,
        lock_minutes: input.lockMinutes,
        idle_minutes: input.idleMinutes,
        session_hours: input.sessionHours,
        code_days: input.codeDays,
        cases_a_day: input.casesADay,
        rows_alone: input.rowsAlone,
        version: before.version + 1,
      })
      .execute();
    const after = await stored.executeTakeFirstOrThrow();
    audit(unit, {
      action: 'figures.change',
      subjectType: 'figures',
      path: scope.lo,
      before,
      after,
    });
    return after;
  });
}
