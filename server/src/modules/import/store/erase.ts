import { sql } from 'kysely';
import { systemScope } from '../../../platform/auth/scope.ts';
import type { Database, UnitOfWork } from '../../../platform/db/database.ts';

const nobody = { accountId: null, grantId: null };

/** Destroys a run's key and rows; what was counted stays. A run that was under way is left; one that had ended keeps its state. */
export async function eraseRows(unit: UnitOfWork, ids: readonly string[]): Promise<void> {
  await sql`delete from import_batch where run_id = any(${[...ids]}::uuid[])`.execute(unit.sql);
  await sql`
    update import_run set run_key = null, file_key = null, mends = '{}', erased_at = now(), version = version + 1,
      expires_at = least(expires_at, now()), state = case when state in ('DONE', 'REFUSED', 'FAILED') then state else 'LEFT' end
    where id = any(${[...ids]}::uuid[]) and erased_at is null`.execute(unit.sql);
}

export async function eraseRun(db: Database, id: string): Promise<void> {
  await db.write(nobody, systemScope, (unit) => eraseRows(unit, [id]));
}

/** Erases every run whose day is over: keys and rows first, so that a file which can't be removed can't be read either. */
export async function eraseExpired(db: Database, removeFile: (id: string) => Promise<void>): Promise<void> {
  const ids = await db.write(nobody, systemScope, async (unit) => {
    const { rows } = await sql<{ id: string }>`
      select id from import_run where erased_at is null and expires_at <= now() for update skip locked`.execute(
      unit.sql,
    );
    const found = rows.map(({ id }) => id);
    if (found.length > 0) await eraseRows(unit, found);
    return found;
  });
  for (const id of ids) await removeFile(id);
}
