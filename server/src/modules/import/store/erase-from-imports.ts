import { sql } from 'kysely';
import type { UnitOfWork } from '../../../platform/db/database.ts';
import { ruleViolated } from '../../../platform/errors.ts';
import { ERASED, type Erased } from '../../people/index.ts';
import { eraseRows } from './erase.ts';

/** What is left to do outside the transaction, and under which ids the record speaks of them. */
export interface ErasedImports {
  subjectIds: string[];
  /** Runs whose files can't be read any more and go from the disk. */
  runIds: string[];
}

/**
 * Takes an erased person out of what rosters asked, and erases the rosters of their place that still lie there: one row of a sealed
 * file can't go by itself, and the file has a day to live at most.
 * @throws RULE_VIOLATED R32 while such a roster is being checked or written
 */
export async function eraseFromImports(
  { sql: db, ...unit }: UnitOfWork,
  person: Erased,
  at: Date,
): Promise<ErasedImports> {
  const runs = await sql<{ id: string; state: string }>`select id, state from import_run
    where erased_at is null and starts_with(${person.path}, path) for update`.execute(db);
  if (runs.rows.some(({ state }) => state === 'CHECKING' || state === 'WRITING')) {
    throw ruleViolated('R32', '这个地方有花名册正在导入。等它做完，再依法删除');
  }
  const runIds = runs.rows.map(({ id }) => id);
  if (runIds.length > 0) await eraseRows({ ...unit, sql: db }, runIds);
  await sql`update import_run set file_name = ${ERASED}, problem = case when problem is not null then ${ERASED} end
    where starts_with(${person.path}, path) and exists (select from unnest(${[...person.words]}::text[]) w
      where position(w in file_name) > 0 or position(w in problem) > 0)`.execute(db);
  const subjects = [person.cadreId, person.householdId, ...person.memberIds].filter((id) => id !== null);
  const mentions = sql`(${person.whole} or exists (select from unnest(${[...person.words]}::text[]) w
    where position(w in concat_ws(' ', name, message, note)) > 0))`;
  const reviews = await sql<{
    id: string;
  }>`update import_review set name = ${ERASED}, message = ${ERASED}, subject_index = null,
      note = case when note is not null then ${ERASED} end, state = 'DONE', decided_at = coalesce(decided_at, ${at}), version = version + 1
    where subject_id = any(${subjects}::uuid[]) and ${mentions} or other_id = any(${subjects}::uuid[]) and ${mentions}
      or subject_index = any(${[...person.indexes]}::bytea[])
      or path = ${person.path} and name = any(${[...person.names]}::text[])
    returning id`.execute(db);
  return { subjectIds: reviews.rows.map(({ id }) => id), runIds };
}
