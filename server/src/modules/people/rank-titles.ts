import { sql, type Kysely } from 'kysely';
import type { DB } from '../../generated/tables.ts';
import type { UnitOfWork } from '../../platform/db/database.ts';
import { build } from '../../platform/db/query-builder.ts';
import { audit } from '../audit/index.ts';

/** People with one rank title and one category. */
export interface RankTitles {
  title: string;
  rank: string;
  people: number;
}

/** Every rank title there is, by category, with how many people have it. */
export const rankTitles = (db: Kysely<DB> = build) =>
  db
    .selectFrom('cadre')
    .select(['rank_title as title', 'rank', sql<number>`count(*)::int`.as('people')])
    .groupBy(['rank_title', 'rank']);

/** Gives everybody with this title and category another category, with a record each (R1). Ends no pairing. */
export async function reclassify(
  unit: UnitOfWork,
  { title, from, to }: { title: string; from: string; to: string },
): Promise<void> {
  const moved = await unit.sql
    .updateTable('cadre')
    .set({ rank: to, version: sql`version + 1` })
    .where('rank_title', '=', title)
    .where('rank', '=', from)
    .returning(['id', 'path'])
    .execute();
  audit(
    unit,
    ...moved.map(({ id, path }) => ({
      action: 'cadre.reclassify',
      subjectType: 'cadre',
      subjectId: id,
      path,
      before: { rank: from },
      after: { rank: to },
      reason: '职级对照改了',
    })),
  );
}
