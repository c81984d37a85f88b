import { sql } from 'kysely';
import { systemScope } from '../../platform/auth/scope.ts';
import { NOBODY, type Database, type UnitOfWork } from '../../platform/db/database.ts';
import { statement } from '../../platform/db/query-builder.ts';
import type { StoredKey } from '../../platform/locker.ts';
import type { CadreFilter, HouseholdFilter, Listed, OpenedField, OpenedPeople } from '../people/index.ts';
import type { DisclosureState } from './disclosure.type.ts';

/** A disclosure as it is stored. */
export interface StoredDisclosure {
  id: string;
  serial: number;
  accountId: string;
  grantId: string;
  path: string;
  people: OpenedPeople;
  fields: OpenedField[];
  filter: HouseholdFilter & CadreFilter;
  area: string;
  conditions: string[];
  reason: string;
  askedRows: number;
  rowsAlone: number;
  alone: boolean;
  state: DisclosureState;
  askedAt: Date;
  expiresAt: Date;
  decidedBy: string | null;
  runKey: Buffer | null;
  fileKey: Buffer | null;
  downloads: number;
  version: number;
}

const columns = sql`id, serial, account_id as "accountId", grant_id as "grantId", path, people, fields, filter, area, conditions, reason,
  asked_rows as "askedRows", rows_alone as "rowsAlone", alone, state, asked_at as "askedAt", expires_at as "expiresAt",
  decided_by as "decidedBy", run_key as "runKey", file_key as "fileKey", downloads, version`;

/** A row comes with its moments as text from one way to the data, as dates from the other. */
const dated = (row: StoredDisclosure): StoredDisclosure => ({
  ...row,
  askedAt: new Date(row.askedAt),
  expiresAt: new Date(row.expiresAt),
});

export async function loadDisclosure(db: Database, id: string): Promise<StoredDisclosure | undefined> {
  const query = sql<StoredDisclosure>`select ${columns} from disclosure where id = ${id}`;
  const row = await db.row(systemScope, statement(query));
  return row && dated(row);
}

export async function lockDisclosure(
  { sql: db }: UnitOfWork,
  id: string,
): Promise<StoredDisclosure | undefined> {
  const { rows } =
    await sql<StoredDisclosure>`select ${columns} from disclosure where id = ${id} for update`.execute(db);
  return rows[0] && dated(rows[0]);
}

/** How many people an account has taken alone since a moment; one that came to nothing took nobody. */
export async function takenAlone(
  { sql: db }: UnitOfWork,
  accountId: string,
  since: Date,
  but: string | null = null,
): Promise<number> {
  const { rows } = await sql<{ n: number }>`select coalesce(sum(asked_rows), 0)::int as n from disclosure
    where account_id = ${accountId} and alone and state <> 'FAILED' and asked_at > ${since}
      and id is distinct from ${but}::uuid`.execute(db);
  return rows[0]!.n;
}

/** Rows of one statement. */
const LOT = 1000;

/**
 * Lays down who will stand in the workbook and the key it is sealed under; what an earlier try left goes.
 * @returns whether it is still to be made
 */
export function beginFile(
  db: Database,
  id: string,
  people: readonly Listed[],
  { runKey, fileKey }: StoredKey,
): Promise<boolean> {
  return db.write(NOBODY, systemScope, async (unit) => {
    const found = await lockDisclosure(unit, id);
    if (found?.state !== 'MAKING') return false;
    await sql`delete from disclosure_person where disclosure_id = ${id}`.execute(unit.sql);
    for (let at = 0; at < people.length; at += LOT) {
      const lot = people.slice(at, at + LOT);
      await sql`insert into disclosure_person (disclosure_id, position, person_id, subject_id, path)
        select ${id}, ${at} + t.nth, t.person, t.subject, t.path
        from unnest(${lot.map(({ person }) => person)}::uuid[], ${lot.map(({ subject }) => subject)}::uuid[],
          ${lot.map(({ path }) => path)}::text[]) with ordinality as t(person, subject, path, nth)`.execute(
        unit.sql,
      );
    }
    await sql`update disclosure set run_key = ${runKey}, file_key = ${fileKey}, done = 0, total = ${people.length},
      version = version + 1 where id = ${id}`.execute(unit.sql);
    return true;
  });
}

/** Whether the file under this key is still wanted; marks how far it is and whose numbers stand in it. */
export function moveOn(
  db: Database,
  id: string,
  runKey: Buffer,
  { rows, opened }: { rows: number; opened: readonly string[] },
): Promise<boolean> {
  return db.write(NOBODY, systemScope, async (unit) => {
    const moved = await sql<{ id: string }>`update disclosure set done = done + ${rows}, version = version + 1
      where id = ${id} and state = 'MAKING' and run_key = ${runKey} returning id`.execute(unit.sql);
    if (moved.rows.length === 0) return false;
    await sql`update disclosure_person set opened = true
      where disclosure_id = ${id} and person_id = any(${[...opened]}::uuid[])`.execute(unit.sql);
    return true;
  });
}

interface Ended {
  state: Extract<DisclosureState, 'WITHDRAWN' | 'OVER' | 'FAILED' | 'EXPIRED'>;
  at: Date;
  problem?: string | null;
}

/** Ends disclosures: the keys of their files are destroyed and the lists of who stood in them; the record of each stays. */
export async function endDisclosures(
  { sql: db }: UnitOfWork,
  ids: readonly string[],
  { state, at, problem = null }: Ended,
): Promise<void> {
  await sql`delete from disclosure_person where disclosure_id = any(${[...ids]}::uuid[])`.execute(db);
  await sql`update disclosure set state = ${state}, run_key = null, file_key = null, ended_at = ${at}, problem = ${problem},
    version = version + 1 where id = any(${[...ids]}::uuid[])`.execute(db);
}
