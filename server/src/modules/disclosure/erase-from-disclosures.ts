import { sql } from 'kysely';
import type { UnitOfWork } from '../../platform/db/database.ts';
import { audit } from '../audit/index.ts';
import { ERASED, type Erased } from '../people/index.ts';
import { endDisclosures } from './stored.ts';

export interface ErasedDisclosures {
  /** Under which ids the record speaks of them. */
  subjectIds: string[];
  /** Those whose files can't be read any more and go from the disk. */
  fileIds: string[];
}

const WHY = '名单里有人刚依法删除，这份文件销毁了。还要用，请重新申请';

/**
 * Destroys every workbook that an erased person stands in, also one that is just being written, and takes their words out of what
 * was asked and answered. After {@link personToErase}: whoever opens their numbers meanwhile waits for that lock, and finds nobody.
 */
export async function eraseFromDisclosures(
  unit: UnitOfWork,
  { cadreId, memberIds, words }: Erased,
  at: Date,
): Promise<ErasedDisclosures> {
  const ids = [...(cadreId ? [cadreId] : []), ...memberIds];
  const { rows } = await sql<{ id: string; path: string }>`select id, path from disclosure d
    where state in ('MAKING', 'READY') and exists (select from disclosure_person p
      where p.disclosure_id = d.id and p.person_id = any(${ids}::uuid[])) order by id for update`.execute(
    unit.sql,
  );
  const fileIds = rows.map(({ id }) => id);
  if (rows.length > 0) {
    await endDisclosures(unit, fileIds, { state: 'OVER', at, problem: WHY });
    audit(
      unit,
      ...rows.map(({ id, path }) => ({
        action: 'disclosure.destroy',
        subjectType: 'disclosure',
        subjectId: id,
        path,
        reason: WHY,
      })),
    );
  }
  const told = sql`exists (select from unnest(${[...words]}::text[]) w where position(w in concat_ws(' ', d.reason, d.answer)) > 0)`;
  const spared = await sql<{ id: string }>`update disclosure d set reason = ${ERASED},
      answer = case when answer is not null then ${ERASED} end, version = version + 1
    where ${told} returning d.id`.execute(unit.sql);
  return { subjectIds: spared.rows.map(({ id }) => id), fileIds };
}
