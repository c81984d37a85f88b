import { sql } from 'kysely';
import type { UnitOfWork } from '../../../platform/db/database.ts';
import { calendarDate } from '../../../platform/clock.ts';
import type { Subject } from './confirmation.rules.ts';

/** The names of one line, as they lie sealed. */
export interface SealedNames {
  cadre: string;
  head: string;
}

interface Standing {
  path: string;
  pairingId: string;
  cadreId: string;
  householdId: string;
  kind: string;
  from: string;
  village: string;
  unit: string;
  cadre: string | null;
  head: string | null;
}

const BATCH = 5000;

/** Copies every standing pairing of the unit or county, as it is at this moment, under the signature's own key. */
export async function copyLines(
  { sql: db }: UnitOfWork,
  seal: (value: string) => Buffer,
  { subject, path }: { subject: Subject; path: string },
  signatureId: string,
  at: Date,
): Promise<void> {
  const today = calendarDate(at);
  const key = subject === 'UNIT' ? sql.ref('p.cadre_path') : sql.ref('p.path');
  const hi = `${path.slice(0, -1)}0`;
  const { rows } =
    await sql<Standing>`select p.path, p.id as "pairingId", p.cadre_id as "cadreId", p.household_id as "householdId",
      p.kind, p.from_date as "from", coalesce(v.name, '') as village, coalesce(u.name, '') as unit, c.name as cadre,
      h.head_name as head
    from pairing p left join cadre c on c.id = p.cadre_id left join unit u on u.path = p.cadre_path
    left join household h on h.id = p.household_id left join region v on v.path = p.path
    where ${key} >= ${path} and ${key} < ${hi} and p.withdrawn_at is null and p.from_date <= ${today}
      and (p.to_date is null or p.to_date > ${today})
    order by p.cadre_path, p.cadre_id, p.path, p.id`.execute(db);
  for (let from = 0; from < rows.length; from += BATCH) {
    const some = rows.slice(from, from + BATCH);
    const column = <T>(pick: (row: Standing) => T) => some.map(pick);
    const names = some.map(({ cadre, head }) =>
      seal(JSON.stringify({ cadre: cadre ?? '', head: head ?? '' } satisfies SealedNames)),
    );
    await sql`insert into confirmation_line (signature_id, position, path, pairing_id, cadre_id, household_id, kind, from_date,
        village, unit, names_cipher)
      select ${signatureId}::uuid, ${from} + n, path, pairing_id, cadre_id, household_id, kind, from_date, village, unit, names
      from unnest(${column((r) => (subject === 'UNIT' ? path : r.path))}::text[], ${column((r) => r.pairingId)}::uuid[],
        ${column((r) => r.cadreId)}::uuid[], ${column((r) => r.householdId)}::uuid[], ${column((r) => r.kind)}::text[],
        ${column((r) => r.from)}::date[], ${column((r) => r.village)}::text[], ${column((r) => r.unit)}::text[],
        ${names}::bytea[]) with ordinality
        as t(path, pairing_id, cadre_id, household_id, kind, from_date, village, unit, names, n)`.execute(db);
  }
}
