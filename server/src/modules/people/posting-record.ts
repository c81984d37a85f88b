import type { UnitOfWork } from '../../platform/db/database.ts';
import { invalidInput } from '../../platform/errors.ts';
import type { CadreEntity } from './cadre.entity.ts';
import { standingUnit } from './cadre-record.ts';

export type PostingKind = 'POST' | 'SECONDMENT';

/** Ends what postings still run; one that begins on or after that day would be empty and keeps its first day. */
export async function closePostings({ sql }: UnitOfWork, cadreId: string, day: string): Promise<void> {
  await sql
    .updateTable('posting')
    .set({ to_date: day })
    .where('cadre_id', '=', cadreId)
    .where('to_date', 'is', null)
    .where('from_date', '<', day)
    .execute();
}

/** Ends the posting of a kind that runs, if one does. @throws INVALID_INPUT for a day before it began */
export async function closePosting(
  { sql }: UnitOfWork,
  cadreId: string,
  kind: PostingKind,
  on: string,
): Promise<void> {
  const open = await sql
    .selectFrom('posting')
    .select(['id', 'from_date'])
    .where('cadre_id', '=', cadreId)
    .where('kind', '=', kind)
    .where('to_date', 'is', null)
    .executeTakeFirst();
  if (!open) return;
  if (open.from_date >= on) throw invalidInput({ on: `上一段从 ${open.from_date} 开始，要在那以后` });
  await sql.updateTable('posting').set({ to_date: on }).where('id', '=', open.id).execute();
}

/** Begins a posting. @throws INVALID_INPUT where another one of its kind runs then */
export async function openPosting(
  { sql }: UnitOfWork,
  cadre: CadreEntity,
  unitId: string,
  kind: PostingKind,
  on: string,
): Promise<void> {
  const later = await sql
    .selectFrom('posting')
    .select('id')
    .where('cadre_id', '=', cadre.id)
    .where('kind', '=', kind)
    .where((eb) => eb.or([eb('to_date', 'is', null), eb('to_date', '>', on)]))
    .executeTakeFirst();
  if (later) throw invalidInput({ on: '和另一段重叠了，换一个日子' });
  await sql
    .insertInto('posting')
    .values({ cadre_id: cadre.id, unit_id: unitId, kind, rank_title: cadre.rankTitle, from_date: on })
    .execute();
}

/** Somebody who had stopped is back at work: the post begins again where the last one was, unless it never ended. */
export async function reopenPost(unit: UnitOfWork, cadre: CadreEntity, on: string): Promise<void> {
  const known = await unit.sql
    .selectFrom('posting')
    .select('to_date')
    .where('cadre_id', '=', cadre.id)
    .where('kind', '=', 'POST')
    .execute();
  if (known.length === 0 || known.some(({ to_date }) => to_date === null)) return;
  await standingUnit(unit.sql, cadre.unitId);
  await openPosting(unit, cadre, cadre.unitId, 'POST', on);
}

/** A corrected rank title is that of the present post too. */
export async function correctPresentTitle({ sql }: UnitOfWork, cadre: CadreEntity): Promise<void> {
  await sql
    .updateTable('posting')
    .set({ rank_title: cadre.rankTitle })
    .where('cadre_id', '=', cadre.id)
    .where('kind', '=', 'POST')
    .where('to_date', 'is', null)
    .execute();
}
