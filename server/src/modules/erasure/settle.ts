import { sql } from 'kysely';
import { systemScope } from '../../platform/auth/scope.ts';
import type { Clock } from '../../platform/clock.ts';
import { NOBODY, type Database } from '../../platform/db/database.ts';
import { statement } from '../../platform/db/query-builder.ts';
import { DomainError } from '../../platform/errors.ts';
import { personToErase } from '../people/index.ts';
import { carryOut, type Tools } from './carry-out.ts';
import type { ErasureList, Listed } from './erasure-list.ts';

interface Ground extends Tools {
  db: Database;
  clock: Clock;
  erasureList: ErasureList;
}

const REPLAYED = '按依法删除的清单，恢复备份后重新删除';

/**
 * Brings the list beside the data and the database together. What is listed and not erased came back with a backup and is erased
 * again; what is erased and not listed (a fall between the two) is added.
 * @throws StartError where the list is missing after a restore, or can't be read
 */
export async function settleErasures(ground: Ground): Promise<void> {
  const { db, erasureList } = ground;
  erasureList.open();
  const listed = erasureList.read();
  const stored = await erasedSoFar(db);
  const done = new Set(stored.map(({ id }) => id));
  for (const entry of listed) if (!done.has(entry.id)) await again(ground, entry);
  const known = new Set(listed.map(({ id }) => id));
  erasureList.append(stored.filter(({ id }) => !known.has(id)));
  erasureList.settled();
}

/** Every erasure that was carried out, as the list keeps it. */
export async function erasedSoFar(db: Database): Promise<Listed[]> {
  const query = sql<
    Omit<Listed, 'at'> & { at: Date }
  >`select id as erasure, subject_type as subject, subject_id as id,
    erased_at as at from erasure where state = 'ERASED' order by erased_at, id`;
  const rows = await db.rows(systemScope, statement(query));
  return rows.map((row) => ({ ...row, at: new Date(row.at).toISOString() }));
}

/** One that is not in a backup from before they were entered is none to erase. */
async function again(ground: Ground, { erasure, subject, id }: Listed): Promise<void> {
  const { db, vault, clock } = ground;
  const at = clock.now();
  try {
    await db.write(NOBODY, systemScope, async (unit) => {
      const person = await personToErase(unit, vault, { subject, id });
      await sql`update erasure set state = 'WITHDRAWN', decided_at = ${at} where subject_id = ${id} and state = 'ASKED' and id <> ${erasure}`.execute(
        unit.sql,
      );
      await sql`insert into erasure (id, subject_type, subject_id, path, ground, reason, state, decided_at)
        values (${erasure}, ${subject}, ${id}, ${person.path}, 'OTHER_LAW', ${REPLAYED}, 'DECIDED', ${at})
        on conflict (id) do update set state = 'DECIDED', decided_at = ${at}, version = erasure.version + 1`.execute(
        unit.sql,
      );
      await carryOut(unit, ground, erasure, person, at);
    });
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'NOT_FOUND') throw error;
  }
}
