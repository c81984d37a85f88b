import { sql } from 'kysely';
import { systemScope } from '../../platform/auth/scope.ts';
import { StartError } from '../../platform/cluster/index.ts';
import { NOBODY, type Database } from '../../platform/db/database.ts';

/** Whose number is found by a blind index: where their page is in the console, and who of them counts for the unique index. */
const PEOPLE = {
  cadre: { page: sql`'/cadres/' || id || '/show'`, present: sql`true` },
  household_member: { page: sql`'/households/' || household_id || '/show'`, present: sql`left_on is null` },
} as const;

export type PersonTable = keyof typeof PEOPLE;

const UNIQUE_VIOLATION = '23505';

export const isTaken = (error: unknown): boolean => (error as { code?: unknown }).code === UNIQUE_VIOLATION;

/** The old and the new index of one number. */
export interface MovedIndex {
  from: Buffer;
  to: Buffer;
}

/**
 * Two people were given the same number in the moment in which the key turned, one under each index: who they are, by their pages,
 * since an operator's terminal is no place for names. What was rotated before stays rotated.
 */
export async function twins(
  db: Database,
  table: PersonTable,
  moved: readonly MovedIndex[],
): Promise<StartError> {
  const { page, present } = PEOPLE[table];
  const { rows } = await db.write(NOBODY, systemScope, (unit) =>
    sql<{ pages: string }>`select string_agg(${page}, ' 和 ' order by id) as pages
      from ${sql.table(table)} t
      join unnest(${moved.map(({ from }) => from)}::bytea[], ${moved.map(({ to }) => to)}::bytea[]) as m(f, n)
        on t.identity_index in (m.f, m.n)
      where ${present} group by m.n having count(*) > 1`.execute(unit.sql),
  );
  if (rows.length === 0) return new StartError('刚有人改了证件号，请再运行一次，接着换；旧密钥还在');
  const pairs = rows.map(({ pages }) => pages).join('；');
  return new StartError(
    `换密钥那一刻，有人填了同一个证件号：${pairs}。请在控制台核对，改正其中一人的证件号，再运行一次接着换；已经换好的不丢，旧密钥还在`,
  );
}
